import type { StoredList, Transport } from '../../transport/transport.js';
import type { HistoryPages } from './history.js';

/** Relations of the first page; later ones double. */
const PAGE_SIZE = 200;
/**
 * How much a list's order and the order of its relations may differ, in ms: senders that do not see each other's items store
 * them in any order.
 */
export const ORDER_MARGIN_MS = 60_000;
/** So often a page is looked for nearer to the end, where the list has shrunk since the one before. */
const MAX_RETURNS = 20;

/**
 * Fetches a room's stored relations, newest first, as far back as the messages that are here need them. Each is reported
 * once, as long as `forget` is not called.
 *
 * The list only grows at its end, and removed relations no longer count. So a page that shares a relation with the earlier
 * pages leaves no hole.
 */
export class StoredRelations {
  readonly #pages: HistoryPages;
  readonly #onRead: (texts: readonly string[]) => void;
  /** The relations that were read so far. */
  readonly #read = new Set<string>();
  /** An estimate of the number of relations that are newer than the unread ones. */
  #reach = 0;
  /** Nothing is unread that is about a message from this order on. */
  #back = Infinity;

  /** @param onRead called with the fetched relations, which adjoin the earlier ones without a hole */
  constructor(pages: HistoryPages, onRead: (texts: readonly string[]) => void) {
    this.#pages = pages;
    this.#onRead = onRead;
  }

  /** Starts over, because the reported relations are needed again. */
  forget(): void {
    this.#read.clear();
    this.#reach = 0;
    this.#back = Infinity;
  }

  /**
   * Fetches new relations at the end of the list, and missing ones further back.
   *
   * @param from the order of the first message that is here
   * @param orderOf the order of a relation; 0 where it is none
   * @throws ChatError; the signal's reason
   */
  async catchUp(
    transport: Transport,
    from: Promise<number>,
    orderOf: (text: string) => number,
    signal: AbortSignal,
  ): Promise<void> {
    const list = transport.relations;
    if (!list) return;
    const walk = new Walk(list, this.#pages, this.#read, signal);
    while (!walk.begins) {
      await walk.next();
      if (walk.hasJoined) break;
      const back = await from;
      if (walk.isPast(back, orderOf)) {
        this.#back = Math.min(this.#back, back);
        break;
      }
    }
    if (walk.begins) this.#back = 0;
    this.#reach = walk.hasJoined ? this.#reach + walk.news.size : walk.reach;
    this.#take(walk);
    await this.fetchBack(transport, await from, orderOf, signal);
  }

  /** Fetches missing relations further back. @see catchUp */
  async fetchBack(
    transport: Transport,
    from: number,
    orderOf: (text: string) => number,
    signal?: AbortSignal,
  ): Promise<void> {
    const list = transport.relations;
    if (!list || this.#back <= from) return;
    const walk = new Walk(list, this.#pages, this.#read, signal, this.#reach);
    while (!walk.begins && !walk.isPast(from, orderOf)) await walk.next();
    this.#back = walk.begins ? 0 : from;
    this.#reach = walk.reach;
    this.#take(walk);
  }

  #take({ news }: Walk): void {
    for (const text of news) this.#read.add(text);
    this.#onRead([...news]);
  }
}

/** A way back through the list, a page at a time, that leaves no hole. */
class Walk {
  readonly #list: StoredList;
  readonly #pages: HistoryPages;
  readonly #read: ReadonlySet<string>;
  readonly #signal: AbortSignal | undefined;
  #skip: number;
  #size = PAGE_SIZE;
  #returns = 0;
  #page: readonly string[] = [];
  /** The relations that were not read before. */
  readonly news = new Set<string>();
  begins = false;
  /** Whether the last page had something that was read before this walk. */
  hasJoined = false;

  constructor(
    list: StoredList,
    pages: HistoryPages,
    read: ReadonlySet<string>,
    signal: AbortSignal | undefined,
    skip = 0,
  ) {
    this.#list = list;
    this.#pages = pages;
    this.#read = read;
    this.#signal = signal;
    this.#skip = skip > 0 ? Math.max(0, skip - pages.overlap) : 0;
  }

  get reach(): number {
    return this.#skip + this.#page.length;
  }

  /** Whether the last page is older than this order. */
  isPast(order: number, orderOf: (text: string) => number): boolean {
    // One that is older proves nothing: its sender may have been offline for long.
    const orders = this.#page.map(orderOf).filter((known) => known > 0);
    return orders.length > 0 && Math.max(...orders) < order - ORDER_MARGIN_MS;
  }

  async next(): Promise<void> {
    if (this.#page.length > 0) this.#skip = Math.max(0, this.reach - this.#pages.overlap);
    const { items, begins } = await this.#pages.fetch(
      { fetchHistory: (skip, count) => this.#list.fetch(skip, count) },
      this.#skip,
      this.#size,
      this.#signal,
    );
    this.#signal?.throwIfAborted();
    const isKnown = (text: string): boolean => this.#read.has(text) || this.news.has(text);
    if (!items.some(isKnown) && this.#skip > 0 && this.#returns < MAX_RETURNS) {
      // The list has become shorter: there may be unread ones before this page.
      this.#returns += 1;
      this.#skip = Math.max(0, this.#skip - Math.max(1, items.length - this.#pages.overlap));
      this.#page = [];
      return;
    }
    this.hasJoined = items.some((text) => this.#read.has(text));
    this.#page = items;
    this.begins = begins || items.length === 0;
    for (const text of items) if (!this.#read.has(text)) this.news.add(text);
    this.#size *= 2;
  }
}
