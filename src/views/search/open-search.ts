import { adopt } from '../actions/adopt.js';
import type { MessageList } from '../message-list.js';
import { SearchBar } from './search-bar.js';
import type { SearchHost } from './search-host.js';
import { markStyles } from './search-bar.styles.js';

/** A visitor who waits longer for the search does something else by then, and keeps the focus, in ms. */
const MAX_WAIT_MS = 5_000;

const bars = new WeakMap<MessageList, SearchBar>();

/** Opens the search above the messages of a chat, or takes up another text in it. */
export async function openBar(host: SearchHost, text: unknown, askedAt: number): Promise<void> {
  await host.updateComplete;
  const list = host.renderRoot.querySelector('momento-chat-message-list');
  if (!list?.isConnected || !host.opened) return;
  adopt(list, markStyles);
  let bar = bars.get(list);
  if (!bar) bars.set(list, (bar = new SearchBar(host, list)));
  // A program may pass anything, such as the event of a click.
  const query = typeof text === 'string' ? text : '';
  bar.open(query, performance.now() - askedAt < MAX_WAIT_MS);
}
