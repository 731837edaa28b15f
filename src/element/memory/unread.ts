import { toJson } from '../../protocol/json.js';
import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { TabStore } from '../../platform/tab-store.js';

/** So many of the newest ids that were read are kept: one alone may be taken back, or fall out of the history. */
const KEPT_IDS = 8;

/**
 * Tells what the visitor has not read yet, per room and user. What was read is kept for the tab, so that who goes
 * from page to page is told what came in between.
 */
export class Unread {
  readonly #store: TabStore;
  #key: string | undefined;
  /** The newest ids that were read, in order; undefined: not known, and then all that is there counts as read. */
  #read: readonly string[] | undefined;
  #recalled = false;
  #count = 0;
  #from: string | undefined;

  constructor(store: TabStore) {
    this.#store = store;
  }

  /** How many messages of others were not read. */
  get count(): number {
    return this.#count;
  }

  /** The id of the first of them. Stays when they are read, until `settle()`: it shows where the news began. */
  get from(): string | undefined {
    return this.#from;
  }

  /** The room and the user are known. */
  enter(cacheName: string, room: string, userId: string): void {
    const key = `momento-chat:read:${toJson([cacheName, room, userId])}`;
    if (key === this.#key) return;
    this.leave();
    this.#key = key;
    const stored = this.#store.get(key);
    this.#read = parseIds(stored);
    this.#recalled = this.#read !== undefined;
  }

  leave(): void {
    this.#key = undefined;
    this.#read = undefined;
    this.#count = 0;
    this.#from = undefined;
  }

  /**
   * Costs as much as there is unread.
   *
   * @param messages the whole history, as it is known: never before it is
   * @param reading whether the visitor sees the newest ones
   */
  update(messages: readonly ChatMessage[], ownId: string | undefined, reading: boolean): void {
    // What came before this page was opened is news, even to one who is looking by now.
    if (!reading || this.#recalled) this.#countFrom(messages, ownId);
    this.#recalled = false;
    if (reading || !this.#read) this.#markRead(messages);
  }

  /** The visitor has taken note: nothing marks any more where the news began. */
  settle(): void {
    if (this.#count === 0) this.#from = undefined;
  }

  #countFrom(messages: readonly ChatMessage[], ownId: string | undefined): void {
    const read = this.#read;
    if (!read) return;
    this.#count = 0;
    for (let index = messages.length - 1; index >= 0; index -= 1) {
      const message = messages[index];
      if (!message || read.includes(message.id)) break;
      if (isRemoved(message) || (ownId !== undefined && message.author.id === ownId)) continue;
      this.#count += 1;
      this.#from = message.id;
    }
  }

  #markRead(messages: readonly ChatMessage[]): void {
    this.#count = 0;
    const newest = messages.at(-1)?.id;
    if (this.#read && this.#read.at(-1) === newest) return;
    this.#read = messages.slice(-KEPT_IDS).map(({ id }) => id);
    if (this.#key !== undefined) this.#store.set(this.#key, toJson(this.#read));
  }
}

/** What is in storage may be anything. */
function parseIds(stored: string | undefined): readonly string[] | undefined {
  try {
    const ids: unknown = JSON.parse(stored ?? '');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : undefined;
  } catch {
    return undefined;
  }
}
