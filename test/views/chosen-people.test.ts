import { describe, expect, it } from 'vitest';
import { mentionsIn, peopleIn } from '../../src/views/chosen-people.js';
import { matches, peopleQueryAt } from '../../src/views/actions/query.js';

const ADA = { id: 'ada', name: 'Ada' };
const LOVELACE = { id: 'ada-2', name: 'Ada Lovelace' };
const OTHER = { id: 'ada-3', name: 'Ada' };
const TARO = { id: 'taro', name: '太郎' };

describe('the people who were chosen for a text', () => {
  it('are found by their names', () => {
    expect(mentionsIn('Hi @Ada, and @Ada Lovelace', [LOVELACE, ADA])).toEqual([
      { id: 'ada', start: 3, length: 4 },
      { id: 'ada-2', start: 13, length: 13 },
    ]);
  });

  it('are not found where a name goes on, nor where it was changed', () => {
    for (const text of ['@Adam', '@Ada7', 'Ada', '@ada', '@Ad', '@', '']) {
      expect(mentionsIn(text, [ADA]), text).toEqual([]);
    }
    expect(mentionsIn('@太郎さん', [TARO])).toEqual([{ id: 'taro', start: 0, length: 3 }]);
  });

  it('are told apart by their order where they have one name', () => {
    const ids = (chosen: readonly { id: string; name: string }[]): string[] =>
      mentionsIn('@Ada @Ada @Ada', chosen).map(({ id }) => id);
    expect(ids([ADA, OTHER])).toEqual(['ada', 'ada-3', 'ada-3']);
    expect(ids([OTHER, ADA])).toEqual(['ada-3', 'ada', 'ada']);
    expect(ids([ADA])).toEqual(['ada', 'ada', 'ada']);
  });

  it('are known again from a message', () => {
    const text = 'Hi @Ada, and @Ada Lovelace';
    const mentions = mentionsIn(text, [LOVELACE, ADA]);
    expect(peopleIn({ text, mentions })).toEqual([ADA, LOVELACE]);
  });
});

describe('an `@` before the caret', () => {
  const query = (text: string): string | undefined => peopleQueryAt(text, text.length)?.text;

  it('begins a search at the beginning of a word', () => {
    expect(peopleQueryAt('hi @ad', 6)).toEqual({ start: 3, text: 'ad' });
    expect(peopleQueryAt('hi @ad and more', 6)).toEqual({ start: 3, text: 'ad' });
    expect(query('@')).toBe('');
    expect(query('(@ada lo')).toBe('ada lo');
    expect(query('line\n@a')).toBe('a');
    expect(query('こんにちは＠た')).toBe('た');
  });

  it('begins none inside a word, on another line, or too far away', () => {
    for (const text of ['ada@example', 'a.b+c@d', '@@a', 'a @b\nc', 'text', '']) {
      expect(query(text), text).toBe(undefined);
    }
    expect(query(`@${'a'.repeat(40)}`)).toHaveLength(40);
    expect(query(`@${'a'.repeat(41)}`)).toBe(undefined);
    expect(query(`${'x '.repeat(5_000)}@a`)).toBe('a');
  });

  it('finds a name by the beginning of any of its words, whatever the case and the accents', () => {
    for (const typed of ['', 'a', 'ADA', 'lov', 'ada l', 'Ádá', 'ａｄａ']) {
      expect(matches('Ada Lovelace', typed), typed).toBe(true);
    }
    for (const typed of ['da', 'x', 'ada x', ' ada', 'ada lovelace ']) {
      expect(matches('Ada Lovelace', typed), typed).toBe(false);
    }
    expect(matches('Jean-Luc Picard', 'luc')).toBe(true);
    expect(matches('Jean-Luc Picard', 'jean-l')).toBe(true);
    expect(matches('Émile', 'emi')).toBe(true);
    expect(matches('太郎', '太')).toBe(true);
  });
});
