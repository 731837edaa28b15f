import { invalidArgument } from '../status.js';
import type { Items } from './items.js';

/** When `SetIf` stores; the names are the protocol's. */
export type SetCondition =
  | { readonly kind: 'present' | 'absent' }
  | {
      readonly kind: 'equal' | 'not_equal' | 'present_and_not_equal' | 'absent_or_equal';
      readonly value: Uint8Array;
    };

/** Whether a condition holds for the value that is there now, or for its absence. */
export function holds(condition: SetCondition, current: Uint8Array | undefined): boolean {
  switch (condition.kind) {
    case 'present':
      return current !== undefined;
    case 'absent':
      return current === undefined;
    case 'equal':
      return current !== undefined && equal(current, condition.value);
    case 'not_equal':
      // An absent item equals nothing.
      return current === undefined || !equal(current, condition.value);
    case 'present_and_not_equal':
      return current !== undefined && !equal(current, condition.value);
    case 'absent_or_equal':
      return current === undefined || equal(current, condition.value);
  }
}

/** Stores a scalar where the condition holds, and answers whether it did. */
export function setIf(
  items: Items,
  key: string,
  bytes: Uint8Array,
  ttlMs: number,
  condition: SetCondition | undefined,
): boolean {
  if (!condition) throw invalidArgument('a conditional set must name its condition');
  // Presence is a question that a list can answer too; its value is not.
  const needsValue = 'value' in condition;
  const current = needsValue ? items.scalar(key) : items.find(key) && new Uint8Array();
  if (!holds(condition, current)) return false;
  items.setScalar(key, bytes, ttlMs);
  return true;
}

/** By bytes: the cache knows nothing of text. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
