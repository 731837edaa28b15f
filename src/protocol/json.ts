/** The value's JSON. Old libraries give arrays, texts and objects a `toJSON` that makes something else of them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, asItIs);
}

/** The value of a text that may be no JSON: undefined then. */
export function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}

/** A replacer: `this[key]` is the value before any `toJSON`. */
export function asItIs(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}
