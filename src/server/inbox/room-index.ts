import type { Clock } from '../../platform/clock.js';
import { hashText } from '../../protocol/ids.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { keyOf } from '../store/leases.js';
import type { InboxStore } from './shared-item.js';

/** Over so many lists the rooms are spread. */
const PAGES = 32;
/** The most entries of a page: 64,000 in all. */
const MAX_ENTRIES = 2_000;
/** Momento's limit: a day. */
const PAGE_TTL_SECONDS = 86_400;
/** How often each process gives a page, or a conversation's notes, all of its time again, in ms. */
export const REFRESH_MS = 1_800_000;
/**
 * The longest time that a conversation may be kept, in seconds. It is written in a page that was refreshed half an hour ago at
 * most, so its entry outlives it.
 */
export const MAX_TTL_SECONDS = 82_800;

/** An entry of the index. */
export interface IndexEntry {
  readonly page: number;
  readonly item: string;
  readonly room: string;
  /** Epoch ms. */
  readonly addedAt: number;
}

/** The rooms that have conversations: lists of names, of which none is dropped before its conversation ends. */
export class RoomIndex {
  readonly #store: InboxStore;
  readonly #clock: Clock;
  readonly #refreshedAt = new Map<number, number>();

  constructor(store: InboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Called before a conversation is created: a process that ends in between leaves an entry too many, and none too few. */
  async add(room: string): Promise<void> {
    const page = pageOf(room);
    const item = toJson([room, Math.floor(this.#clock.now())]);
    const limits = { limit: MAX_ENTRIES, ttlSeconds: PAGE_TTL_SECONDS };
    await this.#store.push(keyOfPage(page), item, limits);
    this.#refreshedAt.set(page, this.#clock.elapsed());
  }

  /** Called before a conversation is written: its page lives on with it. */
  async keep(room: string): Promise<void> {
    const page = pageOf(room);
    const now = this.#clock.elapsed();
    if (now - (this.#refreshedAt.get(page) ?? -Infinity) < REFRESH_MS) return;
    await this.#store.refresh(keyOfPage(page), PAGE_TTL_SECONDS);
    this.#refreshedAt.set(page, now);
  }

  /** All entries, page by page. A room may have several. */
  async *entries(): AsyncIterable<readonly IndexEntry[]> {
    for (let page = 0; page < PAGES; page += 1) {
      const items = await this.#store.fetch(keyOfPage(page), MAX_ENTRIES);
      const entries = items.flatMap((item) => entryOf(page, item));
      yield entries;
    }
  }

  /**
   * Removes entries of conversations that have ended, and earlier ones of the same room. None that is younger than a day goes:
   * its process may be about to create the conversation.
   */
  async sweep(entries: readonly IndexEntry[], isGone: (room: string) => boolean): Promise<void> {
    const newest = new Map(entries.map((entry) => [entry.room, entry.item]));
    const oldest = this.#clock.now() - 1000 * PAGE_TTL_SECONDS;
    for (const { page, item, room, addedAt } of entries) {
      if (addedAt >= oldest) continue;
      if (isGone(room) || newest.get(room) !== item) {
        await this.#store.remove(keyOfPage(page), item);
      }
    }
  }
}

function keyOfPage(page: number): string {
  return keyOf('inbox-rooms', String(page));
}

function pageOf(room: string): number {
  return Number.parseInt(hashText(room), 36) % PAGES;
}

/** Only servers can write entries, but a later version may write another format, which is skipped. */
function entryOf(page: number, item: string): IndexEntry[] {
  const read = parseJson(item);
  if (!Array.isArray(read)) return [];
  const [room, addedAt] = read as unknown[];
  if (typeof room !== 'string' || typeof addedAt !== 'number') return [];
  return [{ page, item, room, addedAt }];
}
