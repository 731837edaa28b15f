import { describe, expect, it } from 'vitest';
import { item, numbered, publisher, remove, removalOf, texts, timeline } from './timeline-items.js';

describe('removals in a timeline', () => {
  it('remove a message for its author, and keep its place', () => {
    const line = timeline();
    line.merge([numbered('a', 1), numbered('b', 2)]);
    remove(line, 'a', 'mallory');
    expect(texts(line)).toEqual(['a', 'b']);
    remove(line, 'a', 'u');
    expect(line.messages[0]).toMatchObject({ id: 'a', text: '', removed: true });
    // Sending the message again does not restore it.
    expect(line.add(numbered('a', 1))).toBe('known');
    expect(texts(line)).toEqual(['', 'b']);
  });

  it('hides a message that the server or its author removed before it came', () => {
    const line = timeline();
    remove(line, 'a');
    remove(line, 'b', 'mallory');
    remove(line, 'c', 'u');
    const all = ['a', 'b', 'c'].map((id, index) => numbered(id, index + 1));
    expect(line.merge(all)).toEqual(['past', 'added', 'past']);
    expect(line.add(numbered('a', 3))).toBe('known');
    expect(texts(line)).toEqual(['', 'b', '']);
  });

  it('removes a message that is missing between two stored neighbours', () => {
    const line = timeline();
    line.merge(['a', 'b', 'c', 'd'].map((id, index) => numbered(id, index + 1)));
    const mark = line.mark();
    line.add(numbered('e', 5));
    line.removeMissing([numbered('b', 2), numbered('d', 4)], mark);
    expect(texts(line)).toEqual(['a', 'b', '', 'd', 'e']);
  });

  it('removes missing messages that came live or by earlier pages', () => {
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

  it('keeps messages at the ends of the list, which may have expired', () => {
    const all = ['a', 'b', 'c', 'd'].map((id, index) => numbered(id, index + 1));
    for (const stored of [[], all.slice(1), all.slice(3), all.slice(1, 3), all.slice(0, 2)]) {
      const line = timeline();
      line.merge(all);
      line.removeMissing(stored, line.mark());
      expect(texts(line)).toEqual(['a', 'b', 'c', 'd']);
    }
  });

  it('keeps a message that the list had before its neighbours, wherever it is sorted', () => {
    // Two concurrent writers: the list has “b” first, and loses it first.
    const line = timeline();
    line.merge([numbered('b', 2), numbered('a', 1), numbered('c', 3)]);
    line.removeMissing([numbered('a', 1), numbered('c', 3)], line.mark());
    expect(texts(line)).toEqual(['a', 'b', 'c']);
    // A list in the opposite order proves nothing.
    line.removeMissing([numbered('c', 3), numbered('a', 1)], line.mark());
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });

  it('keeps a message that the server wrote before the first stored one, however late it came live', () => {
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
    // The same holds for a list that was lost and has some of them again.
    line.removeMissing([at('b', 2, 50), at('c', 4, 60)], line.mark());
    expect(texts(line)).toEqual(['b', 'a', 'c']);
  });

  it('keeps messages without ids, and does not use them as neighbours', () => {
    const line = timeline();
    line.start = 0;
    line.relate(removalOf('b', publisher('mallory'), 20));
    expect(line.messages).toMatchObject([{ id: 'b', removed: true }]);
    line.merge([numbered('b', 15)]);
    expect(line.messages).toMatchObject([{ id: 'b', text: 'b' }]);
  });

  it('recognizes a removed message, and does not show it again', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    remove(line, 'a');
    const again = item({ id: 'a', order: 1, message: 'a', userId: 'u' }, 'u');
    expect(line.merge([numbered('a', 1)], [again])).toEqual(['known', 'known']);
    expect(texts(line)).toEqual(['']);
  });
});
