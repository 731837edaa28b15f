/** Reads a value, or throws if its shape is wrong: then the whole message is ignored. */
export type Reader<T> = (value: unknown) => T;

/** Reads an object into a new one that has these fields only. */
export function record<T extends object>(fields: {
  readonly [Name in keyof T]-?: Reader<T[Name]>;
}): Reader<T> {
  const entries = Object.entries<Reader<unknown>>(fields);
  return (value) =>
    Object.fromEntries(entries.map(([key, read]) => [key, read(own(value, key))])) as T;
}

/** An own property's value. Properties that a page's script has added to `Object.prototype` are ignored. */
export function own(value: unknown, key: PropertyKey): unknown {
  return value instanceof Object && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** Text of at most `maxLength` UTF-16 code units. */
export function textUpTo(maxLength: number): Reader<string> {
  return checked((value) => typeof value === 'string' && value.length <= maxLength);
}

/** A whole number from 0 to 2³² - 1. */
export const uint32 = checked<number>((value) => Number(value) >>> 0 === value);

/** The reader of a type without a body: a body that is present all the same is ignored. */
export function noBody(): undefined {
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
