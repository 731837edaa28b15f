import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../../src/protocol/item.js';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import { PAGE_SIZE } from '../../../src/core/connection/history.js';
import { findSeamByContent } from '../../../src/core/timeline/occurrences.js';
import { Timeline } from '../../../src/core/timeline/timeline.js';

function read(raw: string): ParsedMessage {
  const parsed = parseItem(raw);
  if (parsed.kind !== 'message') throw new Error('not a message');
  return parsed;
}

function texts({ messages }: Timeline): string[] {
  return messages.map(({ text }) => text);
}

/** A list of several writers: few texts without ids, many repeats, and messages with ids, with and without an order. */
const lists = fc
  .array(fc.constantFrom('ok', 'ok', 'yes', 'no', 'own', 'named'), { minLength: 1, maxLength: 40 })
  .map((words) =>
    words.map((word, index) => {
      const id = `${word}${String(index)}`;
      if (word === 'own') return JSON.stringify({ id, message: id, order: index + 1 });
      return word === 'named' ? JSON.stringify({ id, message: id }) : word;
    }),
  );

describe('messages without ids', () => {
  it('are shown once each, with any repeated texts', () => {
    const stored = Array.from({ length: 150 }, (_, index) =>
      index === 50 || index === 54 ? 'ok' : `message ${String(index)}`,
    ).map(read);
    const line = new Timeline(() => 1e12);
    line.merge(stored.slice(-PAGE_SIZE));
    expect(line.mergeEarlier(stored.slice(0, 55), 5)).toBe(50);
    expect(texts(line)).toEqual(stored.map(({ message }) => message.text));
  });

  it('equal the list when read page by page and after a catch-up', () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lists, sizes, fc.nat(10), fc.nat(8), (list, pages, newest, missed) => {
        const all = list.map(read);
        const line = new Timeline(() => 1e12);
        const known = all.slice(0, Math.max(1, all.length - missed));
        let first = Math.max(0, known.length - newest - 1);
        line.merge(known.slice(first));
        for (const size of pages) {
          const overlap = Math.min(size - 1, known.length - first);
          const page = known.slice(Math.max(0, first + overlap - size), first + overlap);
          line.mergeEarlier(page, overlap);
          first = Math.max(0, first + overlap - size);
        }
        expect(texts(line)).toEqual(said(known.slice(first)));
        // Without ids, a catch-up reads the whole list.
        line.merge(all);
        expect(texts(line)).toEqual(said(all));
        expect(line.merge(all).every((addition) => addition === 'known')).toBe(true);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('join at the expected position if several positions fit', () => {
    const words = (...list: string[]): ParsedMessage[] => list.map(read);
    const here = words('a', 'a', 'a', 'b').map(({ message }) => ({
      derivedFrom: message.id,
      number: 0,
    }));
    const batch = words('x', 'a', 'a', 'a');
    expect(findSeamByContent(batch, here, 1)).toEqual({ at: 3, index: 0 });
    expect(findSeamByContent(batch, here, 2)).toEqual({ at: 2, index: 0 });
    expect(findSeamByContent(batch, here, 3)).toEqual({ at: 1, index: 0 });
    expect(findSeamByContent(batch, here)).toEqual({ at: 1, index: 0 });
    expect(findSeamByContent(words('b', 'c'), here)).toEqual({ at: 0, index: 3 });
    expect(findSeamByContent(words('c'), here)).toBeUndefined();
    expect(findSeamByContent([], here)).toBeUndefined();
    expect(findSeamByContent(batch, [])).toBeUndefined();
  });
});

function said(list: readonly ParsedMessage[]): string[] {
  return list.map(({ message }) => message.text);
}
