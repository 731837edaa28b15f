import type { Clock } from '../../platform/clock.js';
import type { EarlierState } from '../list-notes.js';

/** One page of earlier messages is asked for in this time at most, in ms. */
export const PAGE_MS = 250;
/** So many pages are asked for at most: twice what holds the 10,000 messages of the longest history, 100 to a page. */
export const MAX_PAGES = 200;
/** Where nothing has come for so long, nothing more does, in ms: the chat is not connected, for example. */
export const DEADLINE_MS = 15_000;
/** Nothing has come of a page after this time, in ms: the chat may not have been connected. It is asked for again. */
export const RETRY_MS = 1_000;
/** How often the list is looked at, in ms. */
const LOOK_MS = 50;

/** A conversation, as far as the way to its beginning needs it. */
export interface GatheredList {
  /** Oldest first. */
  readonly messages: readonly { readonly id: string }[];
  readonly earlier: EarlierState;
}

export interface GatherConfig {
  readonly clock: Clock;
  /** The conversation of now; undefined where it has gone, or nothing more can come. */
  readonly list: () => GatheredList | undefined;
  /** Asks for a page of earlier messages. */
  readonly more: () => void;
  /** Called for each page that has come. */
  readonly onProgress?: (count: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches the earlier messages of a conversation, until its beginning is here.
 *
 * @returns whether it is: false where a page has failed, nothing comes, or there are too many
 * @throws the signal's reason
 */
export async function gather(config: GatherConfig): Promise<boolean> {
  const { clock, more, signal } = config;
  let [pages, askedAt, progressAt] = [0, -Infinity, clock.elapsed()];
  let oldest: string | undefined;
  let [wasAnswered, hadFailed] = [true, false];
  for (;;) {
    signal?.throwIfAborted();
    const list = config.list();
    if (!list) return false;
    const { earlier, messages } = list;
    if (earlier === 'none') return true;
    const now = clock.elapsed();
    if (messages[0]?.id !== oldest) {
      if (pages > 0) config.onProgress?.(messages.length);
      oldest = messages[0]?.id;
      progressAt = now;
      wasAnswered = true;
    }
    const isIdle = earlier === 'available' || earlier === 'failed';
    // What had failed before the first page is tried again.
    if (earlier === 'failed' && pages > 0 && !(hadFailed && now - askedAt < RETRY_MS)) return false;
    if (now - progressAt >= DEADLINE_MS) return false;
    if (isIdle && now - askedAt >= (wasAnswered ? PAGE_MS : RETRY_MS)) {
      if (pages >= MAX_PAGES) return false;
      pages += 1;
      hadFailed = earlier === 'failed';
      wasAnswered = false;
      askedAt = now;
      more();
    }
    await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_MS));
  }
}
