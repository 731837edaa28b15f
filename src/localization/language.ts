import { missingModule } from '../protocol/missing-module.js';
import { en } from './en.js';
import { localeOf, scriptOf } from './locale.js';
import type { Strings } from './strings.js';

/** The languages besides English. Each file is named on its own: bundlers find no others. */
const FILES: Readonly<Record<string, () => Promise<{ readonly words: Strings }>>> = {
  ar: () => import('../languages/ar.js'),
  de: () => import('../languages/de.js'),
  es: () => import('../languages/es.js'),
  fr: () => import('../languages/fr.js'),
  he: () => import('../languages/he.js'),
  hi: () => import('../languages/hi.js'),
  it: () => import('../languages/it.js'),
  ja: () => import('../languages/ja.js'),
  ko: () => import('../languages/ko.js'),
  nl: () => import('../languages/nl.js'),
  pl: () => import('../languages/pl.js'),
  'pt-BR': () => import('../languages/pt-BR.js'),
  uk: () => import('../languages/uk.js'),
  'zh-Hans': () => import('../languages/zh-Hans.js'),
  'zh-Hant': () => import('../languages/zh-Hant.js'),
};

const words: Record<string, Strings | undefined> = {};
const loading: Record<string, Promise<void> | undefined> = {};
let byScript: ReadonlyMap<string | undefined, string> | undefined;

/** The words for a language tag such as `ja` or `pt-PT`; English for languages that there are none of, or not yet. */
export function stringsFor(language: string): Strings {
  return words[fileFor(language) ?? ''] ?? en;
}

/**
 * Loads the words of a language that has a file of its own. Resolves when they are there, or cannot be had.
 *
 * @returns undefined if there is nothing to load
 */
export function loadStrings(language: string): Promise<void> | undefined {
  const name = fileFor(language);
  return name && !words[name] ? (loading[name] ??= load(name)) : undefined;
}

async function load(name: string): Promise<void> {
  try {
    words[name] = (await FILES[name]?.())?.words;
  } catch (cause) {
    // The next chat tries again.
    loading[name] = undefined;
    console.error(`<momento-chat> ${missingModule(`speak ${name}`, name, cause).message}`, cause);
  }
}

/** The file that is read in a language: that of the same language and script. `zh-TW` is `zh-Hant`, and `pt` is `pt-BR`. */
function fileFor(language: string): string | undefined {
  byScript ??= new Map(Object.keys(FILES).map((name) => [scriptOf(name), name]));
  return byScript.get(scriptOf(language));
}

/** Formats a time of day, given in epoch ms, as a language writes it. */
export function timeFormatter(language: string): (epochMs: number) => string {
  const options = { hour: 'numeric', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat(localeOf(language), options);
  return (epochMs) => format.format(epochMs);
}

/** Formats the day of a time given in epoch ms: “today” and “yesterday”, or its date, as a language writes them. */
export function dayFormatter(language: string): (epochMs: number) => string {
  const locale = localeOf(language);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  return (epochMs) => {
    const days = dayNumber(epochMs) - dayNumber(Date.now());
    return days === 0 || days === -1 ? relative.format(days, 'day') : date.format(epochMs);
  };
}

/** The day of a time in the reader's time zone, as a number: the next day's is greater by one. */
function dayNumber(epochMs: number): number {
  const time = new Date(epochMs);
  return Math.round(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / 86_400_000);
}
