import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../build/modules.js';
import type { ChatStrings } from '../../src/element/chat-strings.js';
import { loadStrings, stringsFor } from '../../src/localization/language.js';
import { en } from '../../src/localization/en.js';
import { PLURAL_CATEGORIES } from '../../src/localization/plural-categories.js';
import { COUNTS, english, SAMPLES, type WordWithArguments } from './samples.js';

/** CLDR has it for millions, and for parts of one. */
const ROMANCE = ['es', 'fr', 'it', 'pt-BR'];

beforeAll(() => vi.stubGlobal('navigator', { languages: [] }));
afterAll(() => vi.unstubAllGlobals());

async function wordsIn(language: string): Promise<ChatStrings> {
  const path = `../../src/languages/${language}.js`;
  return ((await import(path)) as { words: ChatStrings }).words;
}

/** A word with its arguments put in. */
function said(words: ChatStrings, key: WordWithArguments, sample: readonly unknown[]): string {
  return (words[key] as (...values: readonly unknown[]) => string)(...sample);
}

/** All texts of an argument, and all numbers, without their signs. */
function partsOf(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value === 'number') return [Math.abs(value)];
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** As a text has it: in digits of the language or plain ones. A number within another one is none. */
function contains(text: string, part: string | number, language: string): boolean {
  if (typeof part === 'string') return text.includes(part);
  const written = [String(part), part.toLocaleString(language), part.toLocaleString('en')];
  return written.some((each) => new RegExp(`(?<!\\p{N})${each}(?!\\p{N})`, 'u').test(text));
}

/** Whether it is the only number that its words are for: “a new message” says it. */
function isAlone(count: number, language: string): boolean {
  const rules = new Intl.PluralRules(language);
  const category = rules.select(count);
  const others = Array.from({ length: 1200 }, (_, each) => each).filter((each) => each !== count);
  return others.every((each) => rules.select(each) !== category);
}

describe('the languages', () => {
  it('are the files that there are, each a module', async () => {
    const files = await readdir('src/languages');
    const names = files.filter((file) => !file.includes('inbox')).map((file) => file.split('.')[0]);
    expect(names.sort()).toEqual([...LANGUAGES].sort());
    expect(Object.keys(PLURAL_CATEGORIES).sort()).toEqual([...LANGUAGES].sort());
  });

  it('are in the table of the docs', async () => {
    const page = await readFile('docs/languages.md', 'utf8');
    const rows = [...page.matchAll(/^\| `([^`]+)` +\|.*\|$/gm)].map(([, tag]) => tag);
    expect(rows.sort()).toEqual(['en', ...LANGUAGES].sort());
  });

  it.each([
    ['ja', ['ja', 'ja-JP', 'JA', 'ja-Jpan']],
    ['de', ['de', 'de-AT', 'de-CH', 'DE-de', 'de-DE-1996']],
    ['pt-BR', ['pt', 'pt-BR', 'pt-PT', 'pt-br']],
    ['zh-Hans', ['zh', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK', 'zh-cn']],
    ['zh-Hant', ['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-hant-tw']],
    ['he', ['he', 'he-IL', 'iw']],
    ['ar', ['ar', 'ar-EG', 'ar-MA', 'ar-SA-u-nu-latn']],
    ['uk', ['uk', 'uk-UA']],
    ['es', ['es', 'es-MX', 'es-419']],
  ])('has %s for %j', async (name, tags) => {
    for (const tag of tags) {
      await loadStrings(tag);
      expect(stringsFor(tag), tag).toBe(await wordsIn(name));
      expect(loadStrings(tag), tag).toBe(undefined);
    }
  });

  it.each(['en', 'en-GB', 'nb', 'fi', 'jam', 'hi-Latn', 'uz', '', 'no tag', 'constructor', '-'])(
    'has English for %j, and loads nothing',
    (tag) => {
      expect(loadStrings(tag)).toBe(undefined);
      expect(stringsFor(tag)).toBe(en);
    },
  );
});

describe.each(LANGUAGES)('%s', (language) => {
  let words: ChatStrings;

  beforeAll(async () => {
    words = await wordsIn(language);
  });

  it('has every word that English has, and no other, of the same kind', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    expect(Object.keys(words.errors).sort()).toEqual(Object.keys(en.errors).sort());
    for (const key of Object.keys(english) as (keyof ChatStrings)[]) {
      expect(typeof words[key], key).toBe(typeof english[key]);
    }
    expect(words.emojiGroups).toHaveLength(english.emojiGroups.length);
    expect(words.emojiTones).toHaveLength(english.emojiTones.length);
  });

  it('has what stands on a button in the button’s name', () => {
    expect(words.describe('cat.png')).toMatch(/alt/i);
  });

  it('has no empty text, and none in English where the scripts differ', () => {
    const script = new Intl.Locale(language).maximize().script ?? 'Latn';
    const name = { Hans: 'Han', Hant: 'Han', Kore: 'Hang' }[script] ?? script;
    const written = new RegExp(
      language === 'ja'
        ? '[\\p{Script=Han}\\p{Script=Hira}\\p{Script=Kana}]'
        : `\\p{Script=${name}}`,
      'u',
    );
    const { errors, emojiGroups, emojiTones, ...rest } = words;
    const texts = Object.entries({ ...rest, ...errors, ...emojiGroups, ...emojiTones });
    for (const [key, text] of texts) {
      if (typeof text !== 'string') continue;
      expect(text, key).toBe(text.trim());
      expect(text, key).toMatch(written);
    }
  });

  it.each(Object.keys(SAMPLES) as WordWithArguments[])(
    'puts what it is given into %s where English does',
    (key) => {
      for (const sample of SAMPLES[key]) {
        const text = said(words, key, sample);
        const inEnglish = said(english, key, sample);
        expect(text.trim(), key).not.toBe('');
        expect(text, key).not.toMatch(/#|undefined|false|NaN|\[object/);
        for (const part of partsOf(sample).filter((each) => contains(inEnglish, each, 'en'))) {
          if (typeof part === 'number' && isAlone(part, language)) continue;
          expect(contains(text, part, language), `${key}: ${String(part)} in ${text}`).toBe(true);
        }
      }
    },
  );

  it('knows the categories of numbers that its language has', () => {
    const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const known = ROMANCE.includes(language) ? rules.filter((each) => each !== 'many') : rules;
    const own = PLURAL_CATEGORIES[language as keyof typeof PLURAL_CATEGORIES];
    expect([...own].sort()).toEqual([...known].sort());
    const counted = new Set(COUNTS.map((count) => new Intl.PluralRules(language).select(count)));
    // Numbers with a fraction alone are `other` in Slavic languages.
    expect([...counted, 'other'].sort()).toEqual(expect.arrayContaining([...known]));
  });
});

describe('numbers among words', () => {
  it.each([
    ['pl', 'newMessages', [1], '1 nowa wiadomość'],
    ['pl', 'newMessages', [22], '22 nowe wiadomości'],
    ['pl', 'newMessages', [12], '12 nowych wiadomości'],
    ['uk', 'newMessages', [21], '21 нове повідомлення'],
    ['uk', 'newMessages', [3], '3 нові повідомлення'],
    ['uk', 'newMessages', [11], '11 нових повідомлень'],
    ['ar', 'newMessages', [2], 'رسالتان جديدتان'],
    ['ar', 'newMessages', [5], '5 رسائل جديدة'],
    ['ar', 'newMessages', [11], '11 رسالة جديدة'],
    ['he', 'newMessages', [2], 'שתי הודעות חדשות'],
    ['fr', 'newMessages', [0], '0 nouveau message'],
    ['de', 'newMessages', [1234], '1.234 neue Nachrichten'],
    ['de', 'reactedBy', ['👍', ['Anna'], true, 2], '👍 4: Anna, Sie und 2 weitere'],
    ['ko', 'newMessages', [3], '새 메시지 3개'],
    ['zh-Hant', 'newMessages', [3], '3 則新訊息'],
  ] as const)('in %s, %s of %j', async (language, key, sample, text) => {
    expect(said(await wordsIn(language), key, sample)).toBe(text);
  });

  it('are written as in the reader’s country', async () => {
    vi.stubGlobal('navigator', { languages: ['de-CH', 'en'] });
    // Another copy: a format is made once.
    const path = '../../src/languages/de.js?swiss';
    const { words } = (await import(`${path}`)) as { words: ChatStrings };
    expect(words.newMessages(12_345)).toBe(`${(12_345).toLocaleString('de-CH')} neue Nachrichten`);
    vi.stubGlobal('navigator', { languages: [] });
  });
});
