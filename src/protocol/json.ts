/** The value's JSON. Old libraries give arrays, texts and objects a `toJSON` that makes something else of them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, asItIs);
}

/** A replacer: `this[key]` is the value before any `toJSON`. */
export function asItIs(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}
