import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../src/core/timeline/timeline.js';
import { NOW, item, numbered, texts, timeline } from './timeline-items.js';

/** All permutations of a few things. */
function permutations<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, index) =>
    permutations([...things.slice(0, index), ...things.slice(index + 1)]).map((rest) => [
      thing,
      ...rest,
    ]),
  );
}

describe('the order of a timeline', () => {
  it('is the same for every reader, in any sequence of stored and live messages', () => {
    const messages = [
      numbered('a', 1),
      numbered('b', 2),
      numbered('d', 3),
      numbered('c', 3),
      numbered('e', 4),
    ];
    for (const arrival of permutations(messages)) {
      for (let stored = 0; stored <= arrival.length; stored += 1) {
        const line = timeline();
        line.merge(arrival.slice(0, stored), []);
        for (const message of arrival.slice(stored)) line.add(message);
        expect(texts(line)).toEqual(['a', 'b', 'c', 'd', 'e']);
      }
    }
  });

  it('keeps the list’s order for messages without one, and live ones after what they followed', () => {
    const line = timeline();
    line.merge(['one', 'two', 'three'].map((text) => item(text)));
    line.add(item('four'));
    line.add(numbered('five', 5));
    line.add(item('six'));
    expect(texts(line)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
  });

  it('puts missed messages between their neighbours', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    line.add(numbered('e', 5));
    line.merge([
      numbered('a', 1),
      numbered('b', 2),
      item('plain'),
      numbered('d', 4),
      numbered('e', 5),
    ]);
    expect(texts(line)).toEqual(['a', 'b', 'plain', 'd', 'e']);
  });

  it('puts missed messages without an order between their neighbours, too', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item({ id, message: id }));
    const pick = (...indexes: number[]) => all.filter((_, index) => indexes.includes(index));
    for (const [known, list] of [
      [pick(0, 5), all],
      [pick(0, 3, 4), all],
      // The list begins with missed messages, before and after the known ones.
      [pick(0, 1, 4), pick(2, 3, 4, 5)],
      [pick(0, 1), pick(2, 3, 4, 5)],
      [
        [...pick(1), numbered('n', 5), ...pick(4)],
        [...pick(0, 1, 2), numbered('n', 5), ...pick(3, 4, 5)],
      ],
    ] as const) {
      const line = timeline();
      line.merge(known);
      line.merge(list);
      const expected = new Set([...known.slice(0, 2), ...list].map(({ message }) => message.text));
      expect(texts(line).filter((text) => text !== 'n')).toEqual(
        [...expected].filter((text) => text !== 'n').sort(),
      );
    }
  });

  it('uses the lower order of a message that was sent twice', () => {
    for (const orders of [
      [3, 1],
      [1, 3],
    ]) {
      const line = timeline();
      line.add(numbered('b', 2));
      for (const order of orders) line.add(numbered('a', order));
      expect(texts(line)).toEqual(['a', 'b']);
    }
  });

  it('gives the next message a higher order than all seen messages, even if a clock runs ahead', () => {
    const line = timeline();
    expect(line.nextOrder()).toBe(NOW);
    line.add(numbered('a', NOW + 5_000_000));
    expect(line.nextOrder()).toBe(NOW + 5_000_001);
  });

  it('ignores an order that is too high for others to follow', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    line.add(numbered('greedy', Number.MAX_SAFE_INTEGER));
    line.add(numbered('b', NOW));
    expect(texts(line)).toEqual(['a', 'greedy', 'b']);
    expect(line.nextOrder()).toBe(NOW + 1);
  });

  it('sorts messages alike for readers whose clocks differ by hours, with any order of an attacker', () => {
    const now = 1e12;
    const hour = 3_600_000;
    for (const ahead of [23, 25, 35, 36, 37, 47, 48, 49, 61].map((hours) => hours * hour)) {
      const readers = [-6, 0, 6].map((hours) => new Timeline(() => now + hours * hour));
      for (const line of readers) line.add(numbered('stranger', now + ahead));
      readers.forEach((sender, index) => {
        const order = sender.nextOrder();
        // Two concurrent messages, which readers receive in different sequences.
        const sent = ['b', 'a'].map((id) => numbered(`${String(index)}${id}`, order));
        readers.forEach((line, reader) => {
          for (const message of reader === 1 ? sent : [...sent].reverse()) line.add(message);
        });
      });
      const [one, ...others] = readers.map((line) =>
        texts(line).filter((text) => text !== 'stranger'),
      );
      expect(one).toHaveLength(6);
      for (const other of others) expect(other).toEqual(one);
    }
  });

  it('follows an order up to a day ahead, so that readers with slower clocks accept its own', () => {
    const line = timeline();
    const day = 86_400_000;
    line.add(numbered('a', NOW + day));
    expect(line.nextOrder()).toBe(NOW + day + 1);
    line.add(numbered('b', NOW + day + 1));
    line.add(numbered('c', NOW + 2 * day));
    expect(line.nextOrder()).toBe(NOW + day + 1);
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });
});
