import { describe, expect, it } from 'vitest';
import {
  compareSortKeys,
  sortKeysForStored,
  START,
  type SortKey,
} from '../../../src/core/timeline/sort-key.js';

function sortKey(order: number, tie = '', behind = 0): SortKey {
  return { order, tie, behind };
}

/** Whether the sort keys strictly ascend. */
function ascending(keys: readonly SortKey[]): boolean {
  return keys.every((each, index) => {
    const before = keys[index - 1];
    return before === undefined || compareSortKeys(before, each) < 0;
  });
}

describe('sort keys', () => {
  it('compare by order, then by id, then by position after another message', () => {
    const sorted = [
      START,
      sortKey(1, 'b'),
      sortKey(2, 'a'),
      sortKey(2, 'a', 0.5),
      sortKey(2, 'a', 1),
      sortKey(2, 'b'),
      sortKey(10, 'a'),
    ];
    expect(ascending(sorted)).toBe(true);
    expect([...sorted].reverse().sort(compareSortKeys)).toEqual(sorted);
    expect(compareSortKeys(sortKey(2, 'a', 1), sortKey(2, 'a', 1))).toBe(0);
  });
});

describe('the sort keys of stored messages', () => {
  it('are kept where they are known', () => {
    const fixed = [sortKey(1, 'a'), sortKey(5, 'b')];
    expect(sortKeysForStored(fixed, [])).toEqual(fixed);
  });

  it('follow the list’s order if none is known', () => {
    const keys = sortKeysForStored([undefined, undefined, undefined], []);
    expect(keys).toHaveLength(3);
    expect(ascending([START, ...keys])).toBe(true);
  });

  it('lie between those of their neighbours in the list', () => {
    const [a, d] = [sortKey(1, 'a'), sortKey(5, 'd')];
    const keys = sortKeysForStored([a, undefined, undefined, d], [a, d]);
    expect(ascending(keys)).toBe(true);
    expect([keys[0], keys[3]]).toEqual([a, d]);
  });

  it('fit between two keys that follow the same message', () => {
    const [a, b] = [sortKey(1, 'a', 1), sortKey(1, 'a', 2)];
    const keys = sortKeysForStored([a, undefined, undefined, undefined, b], [a, b]);
    expect(ascending(keys)).toBe(true);
  });

  it('lie before the next known key if the list begins with them, and after earlier messages', () => {
    const [shown, next] = [sortKey(1, 'a'), sortKey(5, 'd')];
    const keys = sortKeysForStored([undefined, undefined, next], [shown, next]);
    expect(ascending([shown, ...keys])).toBe(true);
  });

  it('lie before the first key of all if the list begins with them', () => {
    const first = sortKey(5, 'a');
    expect(ascending(sortKeysForStored([undefined, first], [first]))).toBe(true);
  });

  it('lie at the end if no key of the list is known', () => {
    const existing = [sortKey(1, 'a'), sortKey(5, 'b')];
    const keys = sortKeysForStored([undefined, undefined], existing);
    expect(ascending([...existing, ...keys])).toBe(true);
  });

  it('keep their order when they are assigned a few at a time', () => {
    let known: SortKey[] = [sortKey(1, 'a'), sortKey(2, 'b')];
    for (let round = 0; round < 20; round += 1) {
      const [first, ...others] = known;
      const keys = sortKeysForStored([first, undefined, ...others], known);
      expect(ascending(keys)).toBe(true);
      known = keys;
    }
  });

  it('are none for an empty list', () => {
    expect(sortKeysForStored([], [sortKey(1)])).toEqual([]);
  });
});
