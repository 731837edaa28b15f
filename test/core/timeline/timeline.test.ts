import { describe, expect, it } from 'vitest';
import { parseItem } from '../../../src/protocol/item.js';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import type { RoomEvent } from '../../../src/protocol/kinds/kind.js';
import { removal } from '../../../src/protocol/kinds/removal.js';
import { SERVER } from '../../../src/protocol/room-rules.js';
import { MAX_KEPT, Timeline } from '../../../src/core/timeline/timeline.js';

const NOW = 1_000_000;

function timeline(): Timeline {
  return new Timeline(() => NOW);
}

function item(raw: string | object, publisherId?: string): ParsedMessage {
  const parsed = parseItem(typeof raw === 'string' ? raw : JSON.stringify(raw), publisherId);
  if (parsed.kind !== 'message') throw new Error('not a message');
  return parsed;
}

function numbered(id: string, order: number, text = id): ParsedMessage {
  return item({ id, order, message: text, userId: 'u' });
}

/** @param by the publisher’s id; undefined: the server of a moderated room */
function remove(line: Timeline, id: string, by?: string): void {
  const publisher = by === undefined ? SERVER : { id: by, isServer: false };
  line.relate({ kind: removal, event: { type: 'removal', id } as RoomEvent, by: publisher });
}

function texts({ messages }: Timeline): string[] {
  return messages.map(({ text }) => text);
}

/** Every order of a few things. */
function permutations<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, index) =>
    permutations([...things.slice(0, index), ...things.slice(index + 1)]).map((rest) => [
      thing,
      ...rest,
    ]),
  );
}

describe('a timeline', () => {
  it('shows the same order to everybody, whatever arrived first and by which way', () => {
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

  it('keeps each message once, stored, live or both', () => {
    const line = timeline();
    expect(line.merge([numbered('a', 1)], [numbered('a', 1), numbered('b', 2)])).toEqual([
      'added',
      'known',
      'added',
    ]);
    expect(line.add(numbered('b', 2))).toBe('known');
    expect(line.merge([numbered('a', 1), numbered('b', 2), numbered('c', 3)])).toEqual([
      'known',
      'known',
      'added',
    ]);
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });

  it('keeps the list’s order for messages that bring none, and live ones behind what they followed', () => {
    const line = timeline();
    line.merge(['one', 'two', 'three'].map((text) => item(text)));
    line.add(item('four'));
    line.add(numbered('five', 5));
    line.add(item('six'));
    expect(texts(line)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
  });

  it('puts what was missed between its neighbours', () => {
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

  it('puts what was missed of other writers’ between its neighbours, too', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item({ id, message: id }));
    const pick = (...indexes: number[]) => all.filter((_, index) => indexes.includes(index));
    for (const [known, list] of [
      [pick(0, 5), all],
      [pick(0, 3, 4), all],
      // The list begins with what was missed, before and behind what is known.
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

  it('shows the same text as often as it was sent, and no more often', () => {
    const line = timeline();
    line.merge([item('hi'), item('hi')], [item('hi')]);
    expect(texts(line)).toEqual(['hi', 'hi']);
    line.merge([item('hi'), item('hi')]);
    line.add(item('hi'));
    expect(texts(line)).toEqual(['hi', 'hi', 'hi']);
    line.merge([item('hi'), item('hi'), item('hi')]);
    expect(texts(line)).toEqual(['hi', 'hi', 'hi']);
  });

  it('drops another message under an id that is taken', () => {
    const line = timeline();
    line.add(numbered('a', 1, 'first'));
    expect(line.add(numbered('a', 1, 'forged'))).toBe('conflicting');
    expect(texts(line)).toEqual(['first']);
  });

  it('takes the publisher’s word over the stored claim while both arrive, and never later', () => {
    const claim = item({ id: 'a', message: 'x', userId: 'claimed', username: 'Ada' });
    const proof = item({ id: 'a', message: 'x', userId: 'claimed' }, 'proven');
    const joining = timeline();
    expect(joining.merge([claim], [proof])).toEqual(['added', 'known']);
    expect(joining.messages[0]?.author).toMatchObject({ id: 'proven', verified: true });
    expect(joining.add(item({ id: 'a', message: 'x' }, 'other'))).toBe('conflicting');
    expect(joining.messages[0]?.author.id).toBe('proven');

    // Anybody can publish somebody else's old message once more: it does not become theirs.
    const later = timeline();
    later.merge([claim]);
    expect(later.add(proof)).toBe('conflicting');
    expect(later.messages[0]?.author).toMatchObject({ id: 'claimed', verified: false });
    expect(later.add(item({ id: 'a', message: 'x', userId: 'claimed' }, 'claimed'))).toBe('known');
    expect(later.messages[0]?.author).toMatchObject({ id: 'claimed', verified: true });
  });

  it('leaves a gap where the stored messages no longer reach back to what was here', () => {
    const line = timeline();
    line.merge([numbered('a', 1), numbered('b', 2)]);
    const mark = line.mark();
    line.add(numbered('z', 9));
    line.merge([numbered('y', 8), numbered('z', 9)], [], mark);
    expect(texts(line)).toEqual(['a', 'b', 'y', 'z']);
    expect([...line.gaps]).toEqual(['y']);
  });

  it('leaves none where they do, nor in a room that was empty', () => {
    const line = timeline();
    line.merge([numbered('a', 1)], [], line.mark());
    const mark = line.mark();
    line.merge([numbered('a', 1), numbered('b', 2)], [], mark);
    expect(line.gaps.size).toBe(0);
  });

  it('leaves none in a room that was empty when the connection broke', () => {
    const line = timeline();
    line.merge([]);
    const mark = line.mark();
    line.add(numbered('b', 2));
    line.merge([numbered('a', 1), numbered('b', 2)], [], mark);
    expect(line.gaps.size).toBe(0);
  });

  it('leaves a gap before the next message where nothing is stored any more', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    line.merge([], [], line.mark());
    line.add(numbered('b', 2));
    line.add(numbered('c', 3));
    expect([...line.gaps]).toEqual(['b']);
  });

  it('settles for the earlier place of a message that was sent twice', () => {
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

  it('lets go of the oldest messages, and does not take them back', () => {
    const line = timeline();
    const all = Array.from({ length: 12_345 }, (_, i) => numbered(`m${String(i)}`, i + 1));
    for (const message of all) line.add(message);
    expect(line.messages.length).toBeGreaterThanOrEqual(MAX_KEPT);
    expect(line.messages.length).toBeLessThanOrEqual(1.1 * MAX_KEPT);
    expect(texts(line).at(-1)).toBe('m12344');
    const before = texts(line);
    expect(new Set(line.merge(all.slice(0, 100)))).toEqual(new Set(['past']));
    expect(texts(line)).toEqual(before);
  });

  it('takes back what was let go of when somebody scrolls up to it', () => {
    const gone: number[] = [];
    const line = new Timeline(
      () => NOW,
      (count) => gone.push(count),
    );
    const all = Array.from({ length: 11_001 }, (_, i) => numbered(`m${String(i)}`, i + 1));
    for (const message of all) line.add(message);
    expect(gone).toEqual([1001]);
    expect(line.mergeEarlier(all.slice(901, 1006))).toBe(100);
    expect(texts(line).slice(0, 2)).toEqual(['m901', 'm902']);
  });

  it('puts a page of earlier messages before all others, those without a place as well', () => {
    const line = timeline();
    line.merge([item('three'), item('four')]);
    line.add(numbered('five', 5));
    expect(line.mergeEarlier([item('one'), numbered('two', 2), item('three')])).toBe(2);
    expect(line.mergeEarlier([item('minus one'), item('zero'), item('one')])).toBe(2);
    expect(texts(line)).toEqual(['minus one', 'zero', 'one', 'two', 'three', 'four', 'five']);
  });

  it('tells the same words in an earlier page from those that are here', () => {
    const line = timeline();
    line.merge([numbered('a', 1), item('yes'), item('yes')]);
    const page = [item('yes'), item('no'), item('yes'), numbered('a', 1), item('yes')];
    expect(line.mergeEarlier(page)).toBe(3);
    expect(texts(line)).toEqual(['yes', 'no', 'yes', 'a', 'yes', 'yes']);
    expect(line.mergeEarlier(page)).toBe(0);
  });

  it('tells them apart where nobody has ids', () => {
    const line = timeline();
    line.merge([item('yes'), item('no')]);
    expect(line.knows([item('yes'), item('maybe'), item('yes'), item('no')])).toBe(true);
    expect(line.mergeEarlier([item('yes'), item('maybe'), item('yes'), item('no')])).toBe(2);
    expect(texts(line)).toEqual(['yes', 'maybe', 'yes', 'no']);
  });

  it('loses no repeated words that were missed, though the page begins in the middle of the list', () => {
    const line = timeline();
    line.merge([item('yes'), numbered('a', 1), item('no')]);
    const mark = line.mark();
    // The first “yes” is further back than the page reaches: this is another one.
    line.merge([numbered('a', 1), item('no'), item('yes')], [], mark);
    expect(texts(line)).toEqual(['yes', 'a', 'no', 'yes']);
  });

  it('removes a message for its author, and keeps its place', () => {
    const line = timeline();
    line.merge([numbered('a', 1), numbered('b', 2)]);
    remove(line, 'a', 'mallory');
    expect(texts(line)).toEqual(['a', 'b']);
    remove(line, 'a', 'u');
    expect(line.messages[0]).toMatchObject({ id: 'a', text: '', removed: true });
    // Whoever sends it once more does not bring it back.
    expect(line.add(numbered('a', 1))).toBe('known');
    expect(texts(line)).toEqual(['', 'b']);
  });

  it('does not show a message that was removed before it came, by the server or by its author', () => {
    const line = timeline();
    remove(line, 'a');
    remove(line, 'b', 'mallory');
    remove(line, 'c', 'u');
    const all = ['a', 'b', 'c'].map((id, index) => numbered(id, index + 1));
    expect(line.merge(all)).toEqual(['past', 'added', 'past']);
    expect(line.add(numbered('a', 3))).toBe('past');
    expect(texts(line)).toEqual(['b']);
  });

  it('takes back what is missing between two neighbours that are still stored', () => {
    const line = timeline();
    line.merge(['a', 'b', 'c', 'd'].map((id, index) => numbered(id, index + 1)));
    const mark = line.mark();
    line.add(numbered('e', 5));
    line.removeMissing([numbered('b', 2), numbered('d', 4)], mark);
    expect(texts(line)).toEqual(['a', 'b', '', 'd', 'e']);
  });

  it('takes back what came live, and what came by earlier pages', () => {
    const line = timeline();
    line.merge([numbered('e', 5), numbered('f', 6)]);
    line.add(numbered('g', 7));
    line.add(numbered('h', 8));
    line.mergeEarlier(['a', 'b', 'c', 'd', 'e'].map((id, index) => numbered(id, index + 1)));
    line.removeMissing(
      ['a', 'c', 'd', 'f', 'h'].map((id) => numbered(id, 1)),
      line.mark(),
    );
    expect(texts(line)).toEqual(['a', '', 'c', 'd', '', 'f', '', 'h']);
  });

  it('takes back nothing that a list may have lost by itself', () => {
    const all = ['a', 'b', 'c', 'd'].map((id, index) => numbered(id, index + 1));
    for (const stored of [[], all.slice(1), all.slice(3), all.slice(1, 3), all.slice(0, 2)]) {
      const line = timeline();
      line.merge(all);
      line.removeMissing(stored, line.mark());
      expect(texts(line)).toEqual(['a', 'b', 'c', 'd']);
    }
  });

  it('takes back nothing that the list had before its neighbours, wherever that stands here', () => {
    // Two writers at once: the list has “b” first, and loses it first.
    const line = timeline();
    line.merge([numbered('b', 2), numbered('a', 1), numbered('c', 3)]);
    line.removeMissing([numbered('a', 1), numbered('c', 3)], line.mark());
    expect(texts(line)).toEqual(['a', 'b', 'c']);
    // A list that has its elements the other way round tells nothing.
    line.removeMissing([numbered('c', 3), numbered('a', 1)], line.mark());
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });

  it('takes back nothing that the server wrote before the first of them, however late it came live', () => {
    const at = (id: string, order: number, sentAt: number): ParsedMessage => {
      const parsed = numbered(id, order);
      return { ...parsed, message: { ...parsed.message, sentAt } };
    };
    const line = timeline();
    line.add(at('b', 2, 20));
    line.add(at('a', 3, 10));
    line.add(at('c', 4, 30));
    line.removeMissing([at('b', 2, 20), at('c', 4, 30)], line.mark());
    expect(texts(line)).toEqual(['b', 'a', 'c']);
    // Nor in a list that was lost, and has some of them once more.
    line.removeMissing([at('b', 2, 50), at('c', 4, 60)], line.mark());
    expect(texts(line)).toEqual(['b', 'a', 'c']);
  });

  it('takes back nothing that has no id of its own, nor by the word of what has none', () => {
    const line = timeline();
    line.merge([item('one'), numbered('a', 1), item('two'), numbered('b', 2), item('three')]);
    line.removeMissing([numbered('a', 1), numbered('b', 2)], line.mark());
    line.removeMissing([item('one'), item('three')], line.mark());
    expect(texts(line)).toEqual(['one', 'a', 'two', 'b', 'three']);
  });

  it('knows a message again that was taken back, and does not show it again', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    remove(line, 'a');
    const again = item({ id: 'a', order: 1, message: 'a', userId: 'u' }, 'u');
    expect(line.merge([numbered('a', 1)], [again])).toEqual(['known', 'known']);
    expect(texts(line)).toEqual(['']);
  });

  it('takes a message for one that others stored first and publish only now', () => {
    let now = NOW;
    const line = new Timeline(() => now);
    line.merge([item('hi'), item('hi')]);
    expect(line.add(item('hi'))).toBe('known');
    expect(line.add(item('hi'))).toBe('known');
    expect(line.add(item('hi'))).toBe('added');
    // It is heard now: the next one that says the same is another one.
    line.merge([item('hi'), item('hi'), item('hi')]);
    expect(line.add(item('hi'))).toBe('added');
    line.merge([item('hi'), item('hi'), item('hi'), item('hi'), item('ho')]);
    now += 60_000;
    // So late nobody publishes what they have stored.
    expect(line.add(item('ho'))).toBe('added');
    expect(texts(line)).toEqual(['hi', 'hi', 'hi', 'hi', 'ho', 'ho']);
  });

  it('tells what it lacks of a list, the same words counted', () => {
    const line = timeline();
    const lacking = (...stored: ParsedMessage[]): string[] =>
      line.lacking(stored).map(({ message }) => message.text);
    expect(lacking(item('hi'))).toEqual(['hi']);
    line.merge([item('hi'), numbered('a', 1), item('hi')]);
    expect(lacking(item('hi'), numbered('a', 1), item('hi'))).toEqual([]);
    expect(lacking(numbered('a', 1), item('hi'), item('hi'), numbered('b', 2))).toEqual([
      'hi',
      'b',
    ]);
    expect(texts(line)).toEqual(['hi', 'a', 'hi']);
  });

  it('knows a page again by messages that were here before', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    const mark = line.mark();
    line.add(numbered('b', 2));
    expect(line.knows([numbered('a', 1)], mark)).toBe(true);
    expect(line.knows([numbered('b', 2)], mark)).toBe(false);
    expect(line.knows([numbered('c', 3)])).toBe(false);
  });

  it('numbers the next message after all that was seen, even by clocks that run ahead', () => {
    const line = timeline();
    expect(line.nextOrder()).toBe(NOW);
    line.add(numbered('a', NOW + 5_000_000));
    expect(line.nextOrder()).toBe(NOW + 5_000_001);
  });

  it('gives no writer more numbers than others could reach', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    line.add(numbered('greedy', Number.MAX_SAFE_INTEGER));
    line.add(numbered('b', NOW));
    expect(texts(line)).toEqual(['a', 'greedy', 'b']);
    expect(line.nextOrder()).toBe(NOW + 1);
  });

  it('sorts honest messages alike for readers whose clocks differ by hours, whatever a stranger claims', () => {
    const now = 1e12;
    const hour = 3_600_000;
    for (const ahead of [23, 25, 35, 36, 37, 47, 48, 49, 61].map((hours) => hours * hour)) {
      const readers = [-6, 0, 6].map((hours) => new Timeline(() => now + hours * hour));
      for (const line of readers) line.add(numbered('stranger', now + ahead));
      readers.forEach((sender, index) => {
        const order = sender.nextOrder();
        // Two at once, which do not reach all in the same order.
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

  it('follows others by a day at most, so that slower clocks believe what it sends', () => {
    const line = timeline();
    const day = 86_400_000;
    line.add(numbered('a', NOW + day));
    expect(line.nextOrder()).toBe(NOW + day + 1);
    line.add(numbered('b', NOW + day + 1));
    line.add(numbered('c', NOW + 2 * day));
    expect(line.nextOrder()).toBe(NOW + day + 1);
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });

  it('gives out a new, frozen array after a change', () => {
    const line = timeline();
    const before = line.messages;
    line.add(numbered('a', 1));
    expect(before).toHaveLength(0);
    expect(line.messages).not.toBe(before);
    expect(Object.isFrozen(line.messages)).toBe(true);
  });
});
