import { describe, expect, it } from 'vitest';
import { emojiNameAt, emojiQueryAt } from '../../src/views/actions/query.js';

const query = (text: string): string | undefined => emojiQueryAt(text, text.length)?.text;
const name = (text: string): string | undefined => emojiNameAt(text, text.length)?.text;

describe('the name of an emoji in a text', () => {
  it('is begun by a colon at the beginning of a word, and two letters', () => {
    expect(emojiQueryAt('Ten :sm', 7)).toEqual({ start: 4, text: 'sm' });
    expect(emojiQueryAt('Ten :sm or so', 7)).toEqual({ start: 4, text: 'sm' });
    expect(query(':sm')).toBe('sm');
    expect(query('(:sm')).toBe('sm');
    expect(query('ten\n:+1')).toBe('+1');
    expect(query('😄:sm')).toBe('sm');
    expect(query('❤️:sm')).toBe('sm');
    expect(query('はい。：ねこ')).toBe('ねこ');
    expect(query(':s')).toBe(undefined);
    expect(query(': sm')).toBe(undefined);
  });

  it.each([
    ...[':)', ':-)', ':D', '10:30', 'at 10:30pm', 'http://example', 'https://a.example:8080'],
    ...['::', 'std::string', 'key:value', 'C:\\temp', 'a:b', '時刻：今日', ':', ':-', '//:ab'],
    ...['x'.repeat(50), `:${'x'.repeat(50)}`, '@ada:example', 'हिन्दी:ab'],
  ])('is none in “%s”', (text) => {
    expect(query(text)).toBe(undefined);
    expect(name(`${text}:`)).toBe(text === ':-' || text === ':D' ? name(`${text}:`) : undefined);
  });

  it('is whole between two colons', () => {
    expect(emojiNameAt('so :smile: it', 10)).toEqual({ start: 3, text: 'smile' });
    expect(name(':x:')).toBe('x');
    expect(name('：smile：')).toBe('smile');
    expect(name('😄:smile:')).toBe('smile');
    expect(name('10:30:')).toBe(undefined);
    expect(name('::')).toBe(undefined);
    expect(name('::smile:')).toBe(undefined);
    expect(name(':not an emoji:')).toBe(undefined);
  });

  it('is none in code, also before its end is written', () => {
    expect(query('`:sm')).toBe(undefined);
    expect(query('see `a :sm')).toBe(undefined);
    expect(query('```\na:\n :sm')).toBe(undefined);
    expect(name('`:smile:')).toBe(undefined);
    expect(query('`a` :sm')).toBe('sm');
    expect(query('`a`\n:sm')).toBe('sm');
    expect(query('```a``` :sm')).toBe('sm');
    expect(query('(´∀`*) :sm')).toBe('sm');
    expect(query('it`s :sm')).toBe('sm');
  });
});
