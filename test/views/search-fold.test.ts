import { describe, expect, it } from 'vitest';
import { findPlaces, fold } from '../../src/views/search/fold.js';

const found = (text: string, query: string): string[] =>
  findPlaces(text, fold(query)).map(({ start, end }) => text.slice(start, end));

describe('what counts as the same text in a search', () => {
  it.each([
    ['Café au lait', 'CAFE', 'Café'],
    ['Cafe\u0301s', 'café', 'Cafe\u0301'],
    ['STRASSE', 'straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος', 'ΟΔΟΣ'],
    ['İstanbul', 'istanbul', 'İstanbul'],
    ['ｶﾞｲﾄﾞ を見る', 'ガイド', 'ｶﾞｲﾄﾞ'],
    ['ＡＢＣ', 'abc', 'ＡＢＣ'],
    ['the ﬁrst', 'first', 'ﬁrst'],
    ['שָׁלוֹם', 'שלום', 'שָׁלוֹם'],
    ['a\nb', 'a b', 'a\nb'],
    ['😀 hi', 'hi', 'hi'],
    ['1 + (2) [x] \\d .*', '(2) [X] \\D .*', '(2) [x] \\d .*'],
  ])('finds in “%s” “%s”', (text, query, part) => {
    expect(found(text, query)).toEqual([part]);
  });

  it('keeps the vowels of Hindi apart', () => {
    expect(found('की', 'का')).toEqual([]);
  });

  it('finds each place, none within another', () => {
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa']);
  });

  it('finds nothing for an empty text', () => {
    expect(findPlaces('abc', '')).toEqual([]);
  });

  it('bounds what it finds in one text', () => {
    expect(findPlaces('a'.repeat(100_000), 'A')).toHaveLength(200);
  });
});
