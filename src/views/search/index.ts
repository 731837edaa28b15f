import { borrow, type Lent } from '../actions/borrowed.js';
import type { SearchHost } from './search-host.js';

/*
 * `momento-chat-search.js`, the search in the conversation: the widget loads it when a visitor first searches. The names that
 * the two use of each other must stay as they are: no minifier may shorten them.
 */

/**
 * Opens the search in a chat. The parts of the module are made when they have all that the widget lends.
 *
 * @param text what to search for; empty: the visitor writes it
 * @param askedAt when the visitor asked for it, by `performance.now()`
 */
export async function openSearch(
  lent: Lent,
  host: SearchHost,
  text: string,
  askedAt: number,
): Promise<void> {
  borrow(lent);
  const { openBar } = await import('./open-search.js');
  await openBar(host, text, askedAt);
}
