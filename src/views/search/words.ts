import { localeOf } from '../../localization/locale.js';

/** The texts of the search in a conversation. */
export interface SearchStrings {
  /** Which message that matches is shown, counted from the newest one, and how many are known. */
  readonly searchCount: (place: number, total: number) => string;
  readonly searchNone: string;
  /** The buttons that lead to the message before and after it that matches. */
  readonly searchOlder: string;
  readonly searchNewer: string;
  /** While earlier messages are fetched; `when` is the time of the oldest one so far. */
  readonly searching: (when: string) => string;
  readonly searchedBack: (when: string) => string;
  readonly searchedAll: string;
  readonly searchFailed: string;
  readonly searchStop: string;
  /** The button that goes on with a search that has ended before the first message. */
  readonly searchFurther: string;
  readonly searchClose: string;
}

const en: SearchStrings = {
  searchCount: (place, total) => `${String(place)} of ${String(total)}`,
  searchNone: 'No results',
  searchOlder: 'Older result',
  searchNewer: 'Newer result',
  searching: (when) => (when ? `Back to ${when}…` : 'Searching…'),
  searchedBack: (when) => (when ? `Searched back to ${when}` : 'Searched the latest messages'),
  searchedAll: 'Searched all messages',
  searchFailed: 'Earlier messages could not be loaded.',
  searchStop: 'Stop',
  searchFurther: 'Search further',
  searchClose: 'Close the search',
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function searchStrings<Texts extends object>(strings: Texts): SearchStrings & Texts {
  return { ...en, ...strings };
}

/** Formats a time given in epoch ms, with its day: “3 May, 14:20”. Another year than this one is named. */
export function momentFormatter(language: string): (epochMs: number) => string {
  const short = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;
  const locale = localeOf(language);
  const format = new Intl.DateTimeFormat(locale, short);
  const long = new Intl.DateTimeFormat(locale, { ...short, year: 'numeric' });
  return (epochMs) => {
    const isThisYear = new Date(epochMs).getFullYear() === new Date(Date.now()).getFullYear();
    return (isThisYear ? format : long).format(epochMs);
  };
}
