import { describe, expect, it } from 'vitest';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import { item, numbered, remove, texts, timeline } from './timeline-items.js';

describe('removals in a timeline', () => {
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
});
