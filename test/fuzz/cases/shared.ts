import fc, { type Arbitrary } from 'fast-check';
import { text } from '../hostile.js';

/*
 * The cases follow the grammar of valid data: most of a case is valid, and some part of it is not.
 */

/** Few ids, so that many are equal. */
const IDS = ['m1', 'm2', 'm3', '~1a2b', 'm1~0', '__proto__', 'constructor'];
export const USERS = ['ada', 'grace', 'guest-01J00000000000000000000000', '__proto__'];

export const json = (value: unknown): string => JSON.stringify(value);
export const oneOf = (values: readonly unknown[]): Arbitrary<string> =>
  fc.constantFrom(...values.map(json));
export const jsonText = text.map(json);
export const anyId = fc.oneof(oneOf(IDS), fc.uuid().map(json));
export const whole = fc.integer({ min: 0, max: 2_000_000_000_000 }).map(json);
