import { invalidArgument } from './status.js';
import type { Items } from './items.js';

/** A condition of `SetIf`; the names are the protocol's. */
export type SetCondition =
  | { readonly kind: 'present' | 'absent' }
  | {
      readonly kind: 'equal' | 'not_equal' | 'present_and_not_equal' | 'absent_or_equal';
      readonly value: Uint8Array;
    };

/** Whether a condition holds for the current value, or for its absence. */
export function conditionHolds(condition: SetCondition, current: Uint8Array | undefined): boolean {
  switch (condition.kind) {
    case 'present':
      return current !== undefined;
    case 'absent':
      return current === undefined;
    case 'equal':
      return current !== undefined && equal(current, condition.value);
    case 'not_equal':
      // An absent item is not equal to any value.
      return current === undefined || !equal(current, condition.value);
    case 'present_and_not_equal':
      return current !== undefined && !equal(current, condition.value);
    case 'absent_or_equal':
      return current === undefined || equal(current, condition.value);
  }
}

/** Stores a scalar if the condition holds, and returns whether it did. */
export function setIf(
  items: Items,
  key: string,
  bytes: Uint8Array,
  ttlMs: number,
  condition: SetCondition | undefined,
): boolean {
  if (!condition) throw invalidArgument('a conditional set must name its condition');
  // A list can be present or absent; comparing its value is an error.
  const needsValue = 'value' in condition;
  const current = needsValue ? items.scalar(key) : items.find(key) && new Uint8Array();
  if (!conditionHolds(condition, current)) return false;
  items.setScalar(key, bytes, ttlMs);
  return true;
}

/** Compares bytes. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
