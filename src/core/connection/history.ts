import type { Clock } from '../../platform/clock.js';
import type { Transport } from '../../transport/transport.js';

/** Messages of the first page; those of a catch-up double from page to page. */
export const PAGE_SIZE = 100;
/** No page is larger: with the largest messages that are usual it is a list's whole 5 MB (a limit of the service). */
const MAX_PAGE_SIZE = 3_200;
/** Messages of a page that are fetched again with the next one, to see that the two join. */
const OVERLAP = 5;
/** A page this small overlaps by one message only, or it would bring little else. */
const SMALL_PAGE = 20;
/** The smallest page: one message that overlaps, and one that is new. */
const MIN_PAGE_SIZE = 2;
/** How much smaller the next try is after a page was too slow. */
const SHRINKING = 5;
/** A try that failed after this long was too slow, in ms. The SDK gives up after 5 s. */
const SLOW_MS = 4_000;
/** A page that came within this time may be twice as large the next time, in ms. */
const QUICK_MS = 1_000;
/** So often pages are looked for nearer to the end, where the list has shrunk between two of them. */
const MAX_RETURNS = 20;

/** A part of the list. */
export interface Page {
  /** Oldest first. */
  readonly items: readonly string[];
  /** Whether the list has nothing before it. */
  readonly begins: boolean;
}

/**
 * Fetches pages that the connection can carry: after one that was too slow they are smaller, so that a history arrives
 * over any link; as they come quickly, they grow again.
 */
export class HistoryPages {
  readonly #clock: Clock;
  #size = MAX_PAGE_SIZE;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many messages the next page should share with the fetched ones. */
  get overlap(): number {
    return this.#size < SMALL_PAGE ? 1 : OVERLAP;
  }

  /**
   * Fetches at most `count` messages, those before the newest `skip`.
   *
   * @throws ChatError when the smallest page fails, or any page for another reason than its size
   */
  async fetch(
    transport: Pick<Transport, 'fetchHistory'>,
    skip: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<Page> {
    for (;;) {
      signal?.throwIfAborted();
      const size = Math.min(count, this.#size);
      const start = this.#clock.elapsed();
      const took = (): number => this.#clock.elapsed() - start;
      try {
        const items = await transport.fetchHistory(skip, size);
        if (took() < QUICK_MS) this.#size = Math.min(MAX_PAGE_SIZE, this.#size * 2);
        return { items, begins: items.length < size };
      } catch (error) {
        if (took() < SLOW_MS || size <= MIN_PAGE_SIZE) throw error;
        this.#size = Math.max(MIN_PAGE_SIZE, Math.floor(size / SHRINKING));
      }
    }
  }
}

/** The newest stored messages. */
export interface Tail<Item> {
  /** Oldest first. */
  readonly stored: readonly Item[];
  /** Whether there may be more before it. */
  readonly hasEarlier: boolean;
}

/** Reads stored messages, each of them once. */
export interface TailReader<Item> {
  read: (page: readonly string[]) => readonly Item[];
  /** Whether these reach back far enough: the oldest that were fetched so far. */
  reachesBack: (items: readonly Item[]) => boolean;
}

/**
 * Fetches the newest stored messages: a page, and earlier ones, each larger than the one before, until they reach back
 * far enough.
 *
 * The list may change between two pages. What others store moves everything back: pages then overlap more. What
 * is taken out moves it on: pages then do not join, and are looked for nearer to the end.
 */
export async function fetchTail<Item>(
  transport: Transport,
  pages: HistoryPages,
  { read, reachesBack }: TailReader<Item>,
  signal: AbortSignal,
): Promise<Tail<Item>> {
  const limit = transport.historyLimit;
  let raw: readonly string[] = [];
  let stored: readonly Item[] = [];
  let hasEarlier = limit > 0;
  let skip = 0;
  let returns = 0;
  for (let wanted = PAGE_SIZE; hasEarlier;) {
    const count = Math.min(wanted, MAX_PAGE_SIZE, bound(raw, limit) - skip);
    const { items, begins } = await pages.fetch(transport, skip, count, signal);
    signal.throwIfAborted();
    // The list has become shorter: all that it still has was read before.
    if (items.length === 0) return { stored, hasEarlier: false };
    const at = align(items, raw, raw.length - skip);
    if (at === undefined) {
      returns += 1;
      if (returns > MAX_RETURNS) break;
      skip = Math.max(0, skip - Math.max(1, items.length - pages.overlap));
      // The newest page joins nothing: it takes the place of all.
      if (skip === 0) raw = stored = [];
      continue;
    }
    const reach = skip + items.length + at;
    const earlier = items.slice(0, Math.max(0, -at));
    const news = read(earlier);
    raw = [...earlier, ...raw];
    stored = [...news, ...stored];
    hasEarlier = !begins && raw.length < bound(raw, limit);
    if (reachesBack(news)) break;
    skip = Math.max(0, reach + earlier.length - pages.overlap);
    wanted *= 2;
  }
  return { stored, hasEarlier };
}

/** How many elements to read at most: one that was stored twice takes no other one's place. */
function bound(raw: readonly string[], limit: number): number {
  return limit + raw.length - new Set(raw).size;
}

/**
 * A page's position among the messages that are here: the index of its first message there, below 0 for one before the
 * first; undefined where they do not join. Several places may fit where the same words were said more than once: the expected overlap is
 * the likeliest, then the largest.
 */
export function align(
  page: readonly string[],
  here: readonly string[],
  expectedOverlap: number,
): number | undefined {
  if (here.length === 0) return -page.length;
  const fits = (at: number): boolean => {
    const first = Math.max(0, at);
    const end = Math.min(here.length, at + page.length);
    for (let i = first; i < end; i += 1) if (here[i] !== page[i - at]) return false;
    return first < end;
  };
  const likeliest = expectedOverlap - page.length;
  if (fits(likeliest)) return likeliest;
  // All of the shorter one is common first, one message last.
  const longer = here.length - page.length;
  for (let at = Math.min(0, longer); at <= Math.max(0, longer); at += 1) if (fits(at)) return at;
  for (let common = Math.min(page.length, here.length) - 1; common > 0; common -= 1) {
    for (const at of [common - page.length, here.length - common]) if (fits(at)) return at;
  }
  return undefined;
}
