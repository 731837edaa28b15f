import type { ConversationSearch } from './conversation-search.js';
import type { SearchStrings } from './words.js';

/** How far back a search has looked, and what the visitor can do about it. */
export interface Progress {
  readonly text: string;
  /** The button beside it: it stops the search, or goes on with it. */
  readonly action: string | undefined;
}

/** Screen readers get each so manieth page: one a second is too much to listen to. */
const SPOKEN_PAGES = 5;

/** @param when the time of the oldest message that was searched */
export function progressOf(
  { query, state, hasAll, total }: ConversationSearch,
  words: SearchStrings,
  when: string,
): Progress | undefined {
  if (!query) return undefined;
  if (state === 'fetching') return { text: words.searching(when), action: words.searchStop };
  if (hasAll) return { text: words.searchedAll, action: undefined };
  const text = state === 'failed' ? words.searchFailed : words.searchedBack(when);
  // With results, the button to the older one goes on.
  const isOffered = state !== 'idle' || total === 0;
  return { text, action: isOffered ? words.searchFurther : undefined };
}

/** What screen readers are told of the progress. */
export class Spoken {
  #text = '';
  #isFetching = false;
  #pages = 0;

  next({ state, pages }: ConversationSearch, text = ''): string {
    const isFetching = state === 'fetching';
    const isDue = Math.abs(pages - this.#pages) >= SPOKEN_PAGES;
    if (isFetching && this.#isFetching && !isDue) return this.#text;
    this.#isFetching = isFetching;
    this.#pages = pages;
    this.#text = text;
    return text;
  }
}
