import { ownFields } from '../../protocol/own-fields.js';

/**
 * The fields of an object that a host's function has returned. Rows of database libraries may inherit their fields from
 * a class, so inherited fields count. Fields of `Object.prototype` do not.
 */
export function hostFields(value: object): Readonly<Record<string, unknown>> {
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? ownFields(value) : (value as Record<string, unknown>);
}
