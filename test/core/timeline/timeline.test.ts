import { describe, expect, it } from 'vitest';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import { MAX_KEPT, Timeline } from '../../../src/core/timeline/timeline.js';
import { NOW, item, numbered, texts, timeline } from './timeline-items.js';

describe('a timeline', () => {
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

  it('prefers the publisher’s id to the stored claim while both arrive, and never later', () => {
    const claim = item({ id: 'a', message: 'x', userId: 'claimed', username: 'Ada' });
    const proof = item({ id: 'a', message: 'x', userId: 'claimed' }, 'proven');
    const joining = timeline();
    expect(joining.merge([claim], [proof])).toEqual(['added', 'known']);
    expect(joining.messages[0]?.author).toMatchObject({ id: 'proven', verified: true });
    expect(joining.add(item({ id: 'a', message: 'x' }, 'other'))).toBe('conflicting');
    expect(joining.messages[0]?.author.id).toBe('proven');

    // A user can publish another user’s old message again, but does not become its author.
    const later = timeline();
    later.merge([claim]);
    expect(later.add(proof)).toBe('conflicting');
    expect(later.messages[0]?.author).toMatchObject({ id: 'claimed', verified: false });
    expect(later.add(item({ id: 'a', message: 'x', userId: 'claimed' }, 'claimed'))).toBe('known');
    expect(later.messages[0]?.author).toMatchObject({ id: 'claimed', verified: true });
  });

  it('leaves a gap if the stored messages no longer reach back to the known ones', () => {
    const line = timeline();
    line.merge([numbered('a', 1), numbered('b', 2)]);
    const mark = line.mark();
    line.add(numbered('z', 9));
    line.merge([numbered('y', 8), numbered('z', 9)], [], mark);
    expect(texts(line)).toEqual(['a', 'b', 'y', 'z']);
    expect([...line.gaps]).toEqual(['y']);
  });

  it('leaves no gap if the stored messages reach back, nor in a room that was empty', () => {
    const line = timeline();
    line.merge([numbered('a', 1)], [], line.mark());
    const mark = line.mark();
    line.merge([numbered('a', 1), numbered('b', 2)], [], mark);
    expect(line.gaps.size).toBe(0);
  });

  it('leaves no gap in a room that was empty when the connection broke', () => {
    const line = timeline();
    line.merge([]);
    const mark = line.mark();
    line.add(numbered('b', 2));
    line.merge([numbered('a', 1), numbered('b', 2)], [], mark);
    expect(line.gaps.size).toBe(0);
  });

  it('leaves a gap before the next message if nothing is stored any more', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    line.merge([], [], line.mark());
    line.add(numbered('b', 2));
    line.add(numbered('c', 3));
    expect([...line.gaps]).toEqual(['b']);
  });

  it('drops the oldest messages, and does not add them again', () => {
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

  it('adds dropped messages again as earlier history', () => {
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

  it('puts a page of earlier messages before all others, with or without an order', () => {
    const line = timeline();
    line.merge([item('three'), item('four')]);
    line.add(numbered('five', 5));
    expect(line.mergeEarlier([item('one'), numbered('two', 2), item('three')])).toBe(2);
    expect(line.mergeEarlier([item('minus one'), item('zero'), item('one')])).toBe(2);
    expect(texts(line)).toEqual(['minus one', 'zero', 'one', 'two', 'three', 'four', 'five']);
  });

  it('distinguishes repeated texts in an earlier page from the known ones', () => {
    const line = timeline();
    line.merge([numbered('a', 1), item('yes'), item('yes')]);
    const page = [item('yes'), item('no'), item('yes'), numbered('a', 1), item('yes')];
    expect(line.mergeEarlier(page)).toBe(3);
    expect(texts(line)).toEqual(['yes', 'no', 'yes', 'a', 'yes', 'yes']);
    expect(line.mergeEarlier(page)).toBe(0);
  });

  it('distinguishes repeated texts if no message has an id', () => {
    const line = timeline();
    line.merge([item('yes'), item('no')]);
    expect(line.knows([item('yes'), item('maybe'), item('yes'), item('no')])).toBe(true);
    expect(line.mergeEarlier([item('yes'), item('maybe'), item('yes'), item('no')])).toBe(2);
    expect(texts(line)).toEqual(['yes', 'maybe', 'yes', 'no']);
  });

  it('loses no missed repeated text if the page begins in the middle of the list', () => {
    const line = timeline();
    line.merge([item('yes'), numbered('a', 1), item('no')]);
    const mark = line.mark();
    // The first “yes” lies before the page, so this is another one.
    line.merge([numbered('a', 1), item('no'), item('yes')], [], mark);
    expect(texts(line)).toEqual(['yes', 'a', 'no', 'yes']);
  });

  it('recognizes a stored message without an id that is published only now', () => {
    let now = NOW;
    const line = new Timeline(() => now);
    line.merge([item('hi'), item('hi')]);
    expect(line.add(item('hi'))).toBe('known');
    expect(line.add(item('hi'))).toBe('known');
    expect(line.add(item('hi'))).toBe('added');
    // Both are published now, so the next one with the same text is another message.
    line.merge([item('hi'), item('hi'), item('hi')]);
    expect(line.add(item('hi'))).toBe('added');
    line.merge([item('hi'), item('hi'), item('hi'), item('hi'), item('ho')]);
    now += 60_000;
    // A minute after it was stored, a message is no longer expected to be published.
    expect(line.add(item('ho'))).toBe('added');
    expect(texts(line)).toEqual(['hi', 'hi', 'hi', 'hi', 'ho', 'ho']);
  });

  it('finds the messages of a list that it lacks, repeated texts counted', () => {
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

  it('recognizes a page by messages that it had before', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    const mark = line.mark();
    line.add(numbered('b', 2));
    expect(line.knows([numbered('a', 1)], mark)).toBe(true);
    expect(line.knows([numbered('b', 2)], mark)).toBe(false);
    expect(line.knows([numbered('c', 3)])).toBe(false);
  });

  it('has a new, frozen array of messages after a change', () => {
    const line = timeline();
    const before = line.messages;
    line.add(numbered('a', 1));
    expect(before).toHaveLength(0);
    expect(line.messages).not.toBe(before);
    expect(Object.isFrozen(line.messages)).toBe(true);
  });
});
