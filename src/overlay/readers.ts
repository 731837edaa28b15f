/** Reads a value, or throws: then the message that it is in is of another shape, and is ignored. */
export type Reader<T> = (value: unknown) => T;

/** A new object with these fields, and nothing else of what came. */
export function record<T extends object>(fields: {
  readonly [Name in keyof T]-?: Reader<T[Name]>;
}): Reader<T> {
  const entries = Object.entries<Reader<unknown>>(fields);
  return (value) =>
    Object.fromEntries(entries.map(([key, read]) => [key, read(own(value, key))])) as T;
}

/** What a page, or a script in it, has put on `Object.prototype` is no part of a message. */
export function own(value: unknown, key: PropertyKey): unknown {
  return value instanceof Object && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** Of so many UTF-16 code units at most. */
export function textOf(maxLength: number): Reader<string> {
  return checked((value) => typeof value === 'string' && value.length <= maxLength);
}

/** A whole number from 0, of 32 bits. */
export const count = checked<number>((value) => Number(value) >>> 0 === value);

/** Where there is nothing, whatever is there is not read. */
export function nothing(): undefined {
  return undefined;
}

export function optional<T>(read: Reader<T>): Reader<T | undefined> {
  return (value) => (value === undefined ? value : read(value));
}

export function checked<T>(isOne: (value: unknown) => boolean): Reader<T> {
  return (value) => {
    if (!isOne(value)) throw new TypeError();
    return value as T;
  };
}
