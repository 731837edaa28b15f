import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emojiMemory, rememberEmoji, rememberTone } from '../../src/views/emoji/emoji-memory.js';

describe('the memory of emoji', () => {
  let stored: Map<string, string>;

  beforeEach(() => {
    stored = new Map();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    });
  });

  afterEach(() => vi.unstubAllGlobals());

  const write = (text: string): unknown => stored.set('momento-chat:emoji', text);

  it('has the last ones first, each once, and not more than fit', () => {
    for (const emoji of ['😀', '🎉', '😀']) rememberEmoji(emoji);
    expect(emojiMemory()).toEqual({ recent: ['😀', '🎉'], tone: 0 });
    for (let at = 0; at < 60; at += 1) rememberEmoji(String.fromCodePoint(0x1f600 + at));
    expect(emojiMemory().recent).toHaveLength(27);
    expect(emojiMemory().recent[0]).toBe(String.fromCodePoint(0x1f600 + 59));
    rememberTone(3);
    expect(emojiMemory()).toMatchObject({ tone: 3 });
    expect(emojiMemory().recent).toHaveLength(27);
  });

  it.each([
    ...['', 'nonsense', 'null', '[]', '7', '{"recent":7}', '{"recent":null,"tone":"3"}'],
    ...['{"recent":["<b>",7,null,{},["😀"]],"tone":6}', '{"recent":{"length":9},"tone":-1}'],
    `{"recent":["😀"],"tone":1,"more":"${'x'.repeat(9_000)}"}`,
  ])('takes nothing from what it has not written: %.60s', (text) => {
    write(text);
    expect(emojiMemory()).toEqual({ recent: [], tone: 0 });
    rememberEmoji('😀');
    expect(emojiMemory().recent).toEqual(['😀']);
  });

  it('takes only emoji', () => {
    write(JSON.stringify({ recent: ['😀', 'ab', '😀', '🎉'], tone: 5 }));
    expect(emojiMemory()).toEqual({ recent: ['😀', '🎉'], tone: 5 });
  });

  it('lasts as long as the page where nothing can be stored', () => {
    vi.stubGlobal('localStorage', {
      getItem() {
        throw new Error('not allowed');
      },
      setItem() {
        throw new Error('not allowed');
      },
    });
    rememberTone(2);
    rememberEmoji('🎉');
    expect(emojiMemory()).toMatchObject({ tone: 2 });
    expect(emojiMemory().recent[0]).toBe('🎉');
  });
});
