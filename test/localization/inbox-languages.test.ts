import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LANGUAGES, MODULES } from '../../build/modules.js';
import { wordsOf } from '../../src/inbox/language.js';
import { en, type InboxStrings } from '../../src/inbox/words.js';
import { COUNTS } from './samples.js';

beforeAll(() => vi.stubGlobal('navigator', { languages: [] }));
afterAll(() => vi.unstubAllGlobals());

async function wordsIn(language: string): Promise<InboxStrings> {
  const path = `../../src/languages/inbox-${language}.js`;
  return ((await import(path)) as { words: InboxStrings }).words;
}

type Word = (...values: readonly unknown[]) => string;

/** What the words are asked for: their arguments are numbers, or names and times. */
const COUNTED = [
  ...['showNewest', 'unread', 'snoozeHours', 'waitingNow'],
  ...['reportCount', 'moreReports'],
];
const counted = COUNTS.map((count) => [count] as const);
const named = [['Grace', 'Sam']] as const;

/** As a text has it: in digits of the language or plain ones. */
function contains(text: string, part: string | number, language: string): boolean {
  if (typeof part === 'string') return text.includes(part);
  const written = [String(part), part.toLocaleString(language), part.toLocaleString('en')];
  return written.some((each) => new RegExp(`(?<!\\p{N})${each}(?!\\p{N})`, 'u').test(text));
}

it('has a file for each language, and a module', async () => {
  const files = await readdir('src/languages');
  const names = files.flatMap((file) => /^inbox-(.+)\.ts$/.exec(file)?.[1] ?? []);
  expect(names.sort()).toEqual([...LANGUAGES].sort());
  for (const name of names) {
    expect(MODULES[`inbox-${name}`]).toBe(`src/languages/inbox-${name}.ts`);
  }
});

it('loads the words of a language when they are asked for, and has English until then', async () => {
  await new Promise<void>((resolve) => {
    expect(wordsOf('pt-PT', resolve)).toBe(undefined);
  });
  expect(wordsOf('pt-PT', () => undefined)).toBe(await wordsIn('pt-BR'));
  for (const tag of ['en-GB', '', 'no tag', 'constructor', 'hi-Latn']) {
    expect(
      wordsOf(tag, () => undefined),
      tag,
    ).toBe(undefined);
  }
});

describe.each(LANGUAGES)('%s', (language) => {
  let words: InboxStrings;

  beforeAll(async () => {
    words = await wordsIn(language);
  });

  it('has every word that English has, and no other, of the same kind', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(words.filters).sort()).toEqual(Object.keys(en.filters).sort());
    for (const key of Object.keys(en) as (keyof InboxStrings)[]) {
      expect(typeof words[key], key).toBe(typeof en[key]);
    }
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
    for (const [key, text] of Object.entries({ ...words, ...words.filters })) {
      if (typeof text !== 'string') continue;
      expect(text, key).toBe(text.trim());
      expect(text, key).toMatch(written);
    }
  });

  it.each(Object.keys(en).filter((key) => typeof en[key as keyof InboxStrings] === 'function'))(
    'puts what it is given into %s where English does',
    (key) => {
      const [word, inEnglish] = [words, en].map(
        (each) => each[key as keyof InboxStrings] as unknown as Word,
      );
      for (const sample of COUNTED.includes(key) ? counted : named) {
        const text = word?.(...sample) ?? '';
        expect(text.trim(), key).not.toBe('');
        expect(text, key).not.toMatch(/#|\$|undefined|false|NaN|\[object/);
        for (const part of sample) {
          if (!contains(inEnglish?.(...sample) ?? '', part, 'en')) continue;
          // A number that its words say: “two hours” in Arabic.
          if (typeof part === 'number' && part < 3 && part > 0) continue;
          expect(contains(text, part, language), `${key}: ${String(part)} in ${text}`).toBe(true);
        }
      }
    },
  );
});

describe('numbers among words', () => {
  it.each([
    ['pl', 'snoozeHours', 3, '3 godziny'],
    ['pl', 'waitingNow', 22, '22 czekają'],
    ['uk', 'unread', 5, '5 непрочитаних'],
    ['ar', 'snoozeHours', 2, 'ساعتان'],
    ['he', 'snoozeHours', 3, '3 שעות'],
    ['de', 'waitingNow', 1, '1 wartet'],
    ['ko', 'unread', 3, '읽지 않음 3개'],
  ] as const)('in %s, %s of %i', async (language, key, count, text) => {
    expect((await wordsIn(language))[key](count)).toBe(text);
  });
});
