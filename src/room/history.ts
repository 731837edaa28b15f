import type { Transport } from '../transport/transport.js';

/** Messages fetched at once. */
export const PAGE_SIZE = 100;
/** Messages of a page that are fetched again with the next one, to see that the two join. */
export const OVERLAP = 5;

/** The newest part of what is stored. */
export interface Tail {
  /** Oldest first. */
  readonly stored: readonly string[];
  /** Whether there may be more before it. */
  readonly hasEarlier: boolean;
  /** Whether nothing was ever cut off before it: the room keeps more than this. */
  readonly isWhole: boolean;
}

/**
 * Fetches the newest stored messages: a page, and earlier ones until they reach back far enough.
 *
 * The list may change between two pages. What others store moves everything back: pages then overlap more. What
 * is taken out moves it on: pages then do not join, and all is fetched at once.
 *
 * @param isEnough whether what was fetched so far reaches back far enough
 */
export async function fetchTail(
  transport: Transport,
  isEnough: (stored: readonly string[]) => boolean,
  signal: AbortSignal,
): Promise<Tail> {
  const limit = transport.historyLimit;
  let stored = await transport.fetchHistory(0, Math.min(PAGE_SIZE, limit));
  let hasEarlier = stored.length === PAGE_SIZE && stored.length < limit;
  while (hasEarlier && !isEnough(stored)) {
    signal.throwIfAborted();
    const skip = stored.length - OVERLAP;
    const count = Math.min(PAGE_SIZE, limit - skip);
    const page = await transport.fetchHistory(skip, count);
    const seam = findSeam(page, stored);
    if (seam === undefined) {
      stored = await transport.fetchHistory(0, limit);
      hasEarlier = false;
      break;
    }
    stored = [...page.slice(0, seam), ...stored];
    hasEarlier = page.length === PAGE_SIZE && stored.length < limit;
  }
  return { stored, hasEarlier, isWhole: !hasEarlier && stored.length < limit };
}

/** Where in a page begins what the next one holds as well; undefined where they do not join. */
function findSeam(page: readonly string[], next: readonly string[]): number | undefined {
  for (let seam = page.length - 1; seam >= 0; seam -= 1) {
    if (page.slice(seam).every((item, index) => item === next[index])) return seam;
  }
  return undefined;
}
