import { toJson } from './json.js';

/** The largest topic item that Momento delivers, in bytes of UTF-8 (a hard limit of the service). */
export const MAX_ITEM_BYTES = 4096;

/** Whether a serialised item can be delivered live. */
export function fitsInItem(serialized: string): boolean {
  return byteLength(serialized) <= MAX_ITEM_BYTES;
}

/**
 * The size of a text inside a message, in bytes: as JSON writes it, where a line break is two bytes and a control
 * character six.
 */
export function textBytes(text: string): number {
  return byteLength(toJson(text)) - 2; // without the quotation marks
}

/** The size in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
