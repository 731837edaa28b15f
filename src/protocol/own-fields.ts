/** What a value has itself. What scripts have put on `Object.prototype` is no part of what came from outside. */
export function ownFields<T = Readonly<Record<string, unknown>>>(value: unknown): T {
  return { __proto__: null, ...(value as T) };
}
