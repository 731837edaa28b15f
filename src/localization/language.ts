import { missingModule } from '../protocol/missing-module.js';
import { en } from './en.js';
import { localeOf } from './locale.js';
import type { Strings } from './strings.js';

let japanese: Strings | undefined;
let loading: Promise<void> | undefined;

/** The words for a language tag such as `ja` or `ja-JP`; English for languages that there are none of, or not yet. */
export function stringsFor(language: string): Strings {
  return (isJapanese(language) && japanese) || en;
}

/**
 * Loads the words of a language that has a file of its own. Resolves when they are there, or cannot be had.
 *
 * @returns undefined if there is nothing to load
 */
export function loadStrings(language: string): Promise<void> | undefined {
  return isJapanese(language) && !japanese ? (loading ??= loadJapanese()) : undefined;
}

async function loadJapanese(): Promise<void> {
  try {
    japanese = (await import('./ja.js')).ja;
  } catch (cause) {
    loading = undefined;
    console.error(`<momento-chat> ${missingModule('speak Japanese', 'ja', cause).message}`, cause);
  }
}

function isJapanese(language: string): boolean {
  return /^ja\b/i.test(language);
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
