import { describe, expect, it } from 'vitest';
import {
  compareSortKeys,
  sortKeysForStored,
  START,
  type SortKey,
} from '../../../src/core/timeline/sort-key.js';

function place(order: number, tie = '', behind = 0): SortKey {
  return { order, tie, behind };
}

/** Whether these stand in this order, and no two in one place. */
function ascending(places: readonly SortKey[]): boolean {
  return places.every((each, index) => {
    const before = places[index - 1];
    return before === undefined || compareSortKeys(before, each) < 0;
  });
}

describe('places', () => {
  it('go by order, then by id, then by what they follow', () => {
    const sorted = [
      START,
      place(1, 'b'),
      place(2, 'a'),
      place(2, 'a', 0.5),
      place(2, 'a', 1),
      place(2, 'b'),
      place(10, 'a'),
    ];
    expect(ascending(sorted)).toBe(true);
    expect([...sorted].reverse().sort(compareSortKeys)).toEqual(sorted);
    expect(compareSortKeys(place(2, 'a', 1), place(2, 'a', 1))).toBe(0);
  });
});

describe('stored messages', () => {
  it('stand where they have a place already', () => {
    const fixed = [place(1, 'a'), place(5, 'b')];
    expect(sortKeysForStored(fixed, [])).toEqual(fixed);
  });

  it('stand in the list’s order where none has a place', () => {
    const places = sortKeysForStored([undefined, undefined, undefined], []);
    expect(places).toHaveLength(3);
    expect(ascending([START, ...places])).toBe(true);
  });

  it('stand behind what comes before them in the list, and before what follows there', () => {
    const [a, d] = [place(1, 'a'), place(5, 'd')];
    const places = sortKeysForStored([a, undefined, undefined, d], [a, d]);
    expect(ascending(places)).toBe(true);
    expect([places[0], places[3]]).toEqual([a, d]);
  });

  it('fit in between two that follow the same message', () => {
    const [a, b] = [place(1, 'a', 1), place(1, 'a', 2)];
    const places = sortKeysForStored([a, undefined, undefined, undefined, b], [a, b]);
    expect(ascending(places)).toBe(true);
  });

  it('stand before what comes behind them, where the list begins with them', () => {
    const [shown, next] = [place(1, 'a'), place(5, 'd')];
    const places = sortKeysForStored([undefined, undefined, next], [shown, next]);
    expect(ascending([shown, ...places])).toBe(true);
  });

  it('stand before everything, where what comes behind them is the first of all', () => {
    const first = place(5, 'a');
    expect(ascending(sortKeysForStored([undefined, first], [first]))).toBe(true);
  });

  it('stand at the end where nothing of the list is known', () => {
    const existing = [place(1, 'a'), place(5, 'b')];
    const places = sortKeysForStored([undefined, undefined], existing);
    expect(ascending([...existing, ...places])).toBe(true);
  });

  it('keep their order when they are placed a few at a time', () => {
    let known: SortKey[] = [place(1, 'a'), place(2, 'b')];
    for (let round = 0; round < 20; round += 1) {
      const [first, ...others] = known;
      const places = sortKeysForStored([first, undefined, ...others], known);
      expect(ascending(places)).toBe(true);
      known = places;
    }
  });

  it('are none where none is stored', () => {
    expect(sortKeysForStored([], [place(1)])).toEqual([]);
  });
});
