import { ownFields } from '../../protocol/own-fields.js';

/**
 * The fields of an object that a host's function has returned. Rows of database libraries may have theirs in a class;
 * what is on `Object.prototype` alone is no answer.
 */
export function hostFields(value: object): Readonly<Record<string, unknown>> {
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? ownFields(value) : (value as Record<string, unknown>);
}
