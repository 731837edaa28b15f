import en from 'packed-emoji/en';
import ja from 'packed-emoji/ja';
import { describe, expect, it } from 'vitest';
import { allEmoji } from '../../build/emoji-data.js';
import { isEmoji } from '../../src/protocol/emoji.js';
import { EmojiSet, toned } from '../../src/views/emoji/emoji-set.js';

const ALL = { version: 99, flags: true };
const set = new EmojiSet(en, undefined, ALL);
const japanese = new EmojiSet(en, ja, ALL);

function found(query: string, from = set): readonly string[] {
  return from.find(query, 8).map(({ text }) => text);
}

describe('the emoji', () => {
  it('are all that the set has, in its order, each with a name and a shortcode', () => {
    expect(set.all.length).toBe(allEmoji('en').length);
    expect(set.all.length).toBeGreaterThan(1_900);
    expect(set.all[0]).toMatchObject({ text: '😀', name: 'grinning face', code: 'grinning' });
    expect(new Set(set.all.map(({ text }) => text)).size).toBe(set.all.length);
    for (const { text, name, code, group } of set.all) {
      expect(name, text).toMatch(/\S/);
      expect(code, text).toMatch(/^[a-z\d_+-]+$/);
      expect(group, text).toBeGreaterThanOrEqual(0);
    }
    const groups = set.all.map(({ group }) => group);
    expect(groups).toEqual([...groups].sort((one, other) => one - other));
    expect(new Set(groups).size).toBe(9);
  });

  it('are reactions that servers and readers accept, in every skin tone', () => {
    const texts = set.all.flatMap((emoji) => [0, 1, 2, 3, 4, 5].map((tone) => toned(emoji, tone)));
    expect(texts.length).toBe(6 * set.all.length);
    expect(texts.filter((text) => !isEmoji(text))).toEqual([]);
  });

  it('have the skin tones that Unicode knows, and no others', () => {
    for (const { emoji, skins = [] } of allEmoji('en')) {
      const known = set.known(emoji);
      const single = skins.filter(({ tone }) => typeof tone === 'number');
      const made = [1, 2, 3, 4, 5].map((tone) => toned(known!, tone));
      expect(made).toEqual(
        single.length > 0 ? single.map((skin) => skin.emoji) : Array(5).fill(emoji),
      );
      for (const text of made) expect(set.known(text)).toBe(known);
    }
  });

  it('are found by shortcodes, names and further words, the best first', () => {
    expect(found('smile')[0]).toBe('😄');
    expect(found('sm').slice(0, 2)).toEqual(['😄', '😏']);
    expect(found('+1')[0]).toBe('👍');
    expect(found('thumbsup')[0]).toBe('👍');
    expect(found('heart')[0]).toBe('❤️');
    expect(found('Tada')[0]).toBe('🎉');
    expect(found('cat face')[0]).toBe('🐱');
    expect(found('pinata')).toContain('🪅');
    expect(found('flag jap')[0]).toBe('🇯🇵');
    expect(found('ttyl')).toContain('👋');
    expect(found('')).toEqual([]);
    expect(found('qqqq')).toEqual([]);
    expect(found('\\^$.*|[')).toEqual([]);
  });

  it('are named by whole shortcodes, of several sets, and by their names', () => {
    for (const [code, text] of Object.entries({
      smile: '😄',
      SMILE: '😄',
      '+1': '👍',
      '-1': '👎',
      tada: '🎉',
      jp: '🇯🇵',
      'flag-jp': '🇯🇵',
      rolling_on_the_floor_laughing: '🤣',
      grinning_face: '😀',
    })) {
      expect(set.named(code)?.text, code).toBe(text);
    }
    expect(set.named('sm')).toBe(undefined);
    expect(set.named('constructor')).toBe(undefined);
    for (const emoji of set.all) expect(set.named(emoji.code), emoji.code).toBe(emoji);
  });

  it('have Japanese names, and are found by these and the English ones', () => {
    expect(japanese.all[0]).toMatchObject({ text: '😀', code: 'grinning' });
    expect(japanese.all.filter(({ name }) => /^[\p{ASCII}]+$/u.test(name)).length).toBeLessThan(20);
    expect(found('ねこ', japanese)).toContain('🐱');
    expect(found('ネコ', japanese)).toEqual(found('ねこ', japanese));
    expect(found('ｽﾏｲﾙ', japanese)).toEqual(found('スマイル', japanese));
    expect(found('太陽', japanese)).toContain('☀️');
    expect(found('smile', japanese)[0]).toBe('😄');
    expect(japanese.all.map(({ text }) => text)).toEqual(set.all.map(({ text }) => text));
  });

  it('are those that the browser can draw', () => {
    const old = new EmojiSet(en, ja, { version: 12, flags: false });
    const texts = old.all.map(({ text }) => text);
    expect(texts).not.toContain('🫠');
    expect(texts).not.toContain('🇯🇵');
    expect(texts).not.toContain('🏴󠁧󠁢󠁷󠁬󠁳󠁿');
    for (const text of ['😀', '🏴', '🏁', '🏴‍☠️', '🥱']) expect(texts).toContain(text);
    // The tones of a handshake came with version 14.
    expect(toned(old.known('🤝')!, 3)).toBe('🤝');
    expect(toned(set.known('🤝')!, 3)).toBe('🤝🏽');
    expect(old.named('melting_face')).toBe(undefined);
    expect(old.known('🥱')?.name).toBe(japanese.known('🥱')?.name);
  });
});
