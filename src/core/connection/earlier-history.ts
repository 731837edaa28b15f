import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { Transport } from '../../transport/transport.js';
import { PAGE_SIZE, type HistoryPages, type Tail } from './history.js';

/**
 * Whether there is history before the shown messages: `unknown` until the room is entered, `none` where it begins,
 * `failed` until a retry.
 */
export type EarlierState = 'unknown' | 'available' | 'loading' | 'failed' | 'none';

export interface EarlierHistoryOptions {
  pages: HistoryPages;
  /**
   * Takes in a page, oldest first.
   *
   * @param joined whether it is known to adjoin the messages that are here
   * @param overlap how many of its newest messages should be here already
   * @returns how many messages in it were new; undefined: it does not adjoin them, and was not merged
   */
  onPage: (stored: readonly string[], joined: boolean, overlap: number) => number | undefined;
  /** Fetches what belongs to the messages of the page, if anything does. */
  fetchRelations?: (transport: Transport, begins: boolean) => Promise<void>;
  onChange: () => void;
  onFault: (fault: ChatError) => void;
}

/** The most pages that are fetched to find one that adjoins the messages here and has new ones. */
const MAX_PAGES = 20;

/** Fetches the stored messages before the oldest one here, a page at a time. */
export class EarlierHistory {
  readonly #options: EarlierHistoryOptions;
  #transport: Transport | undefined;
  /**
   * How many stored messages, counted from the newest, are here already. An estimate: others may store what is
   * never published, or publish messages that are never stored, so every page's position is checked.
   */
  #reach = 0;
  #state: EarlierState = 'unknown';

  constructor(options: EarlierHistoryOptions) {
    this.#options = options;
  }

  get state(): EarlierState {
    return this.#state;
  }

  /** Pages can be fetched through this from now on; undefined: not for the time being. */
  use(transport: Transport | undefined): void {
    this.#transport = transport;
  }

  /**
   * The newest part has been fetched.
   *
   * @param reach how many messages are here now
   * @param startsOver whether nothing was here before
   */
  enter(tail: Tail<unknown>, reach: number, startsOver = false): void {
    this.#reach = Math.max(reach, tail.stored.length);
    // Where the beginning was reached once, it is still here.
    const isOpen = this.#state === 'unknown' || (startsOver && this.#state === 'none');
    if (isOpen) this.#set(tail.hasEarlier ? 'available' : 'none');
  }

  /** A message has come, and is at the end of the list. */
  grow(): void {
    this.#reach += 1;
  }

  /** The oldest messages here were let go of. */
  shrink(count: number): void {
    this.#reach -= count;
    if (this.#state === 'none') this.#set('available');
  }

  /** Fetches one page more. Never rejects; nothing happens while one is on its way, or where there is none. */
  async fetch(): Promise<void> {
    const transport = this.#transport;
    if (!transport || (this.#state !== 'available' && this.#state !== 'failed')) return;
    this.#set('loading');
    try {
      const begins = await this.#fetchFrom(transport);
      await this.#options.fetchRelations?.(transport, begins);
      this.#set(begins ? 'none' : 'available');
    } catch (error) {
      this.#set('failed');
      this.#options.onFault(asChatError(error, 'load earlier messages'));
    }
  }

  /** @returns whether that was the beginning of the list */
  async #fetchFrom(transport: Transport): Promise<boolean> {
    const { pages, onPage } = this.#options;
    const limit = transport.historyLimit;
    let skip = Math.max(0, Math.min(this.#reach, limit) - pages.overlap);
    let joined = false;
    for (let tries = 0; tries < MAX_PAGES; tries += 1) {
      const page = await pages.fetch(transport, skip, Math.min(PAGE_SIZE, limit - skip));
      const { items } = page;
      const added = onPage(items, joined || skip === 0, this.#reach - skip);
      if (added === undefined) {
        // Too far back: there would be a hole in between.
        skip = Math.max(0, skip - Math.max(1, items.length - pages.overlap));
        continue;
      }
      this.#reach = skip + items.length;
      const begins = page.begins || this.#reach >= limit;
      if (added || begins) return begins;
      joined = true;
      // All of it is here: the list has grown more than was known.
      skip = this.#reach - pages.overlap;
    }
    return false;
  }

  #set(state: EarlierState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onChange();
  }
}
