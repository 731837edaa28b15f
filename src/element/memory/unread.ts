import { isMentioned, isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { Remembered } from './remembered.js';

/** How many of the newest ids that were read are kept: one alone may be removed, or fall out of the history. */
const KEPT_IDS = 8;

/**
 * Counts the messages that the visitor has not read yet, per room and user. The tab remembers which were read, so that
 * messages that come while the visitor goes from page to page are counted, too.
 */
export class Unread {
  #memory: Remembered<readonly string[]> | undefined;
  /** The newest ids that were read, in order; undefined: not known, and then all messages count as read. */
  #read: readonly string[] | undefined;
  #recalled = false;
  #count = 0;
  #mentions = 0;
  #from: string | undefined;

  /** How many messages of others were not read. */
  get count(): number {
    return this.#count;
  }

  /** How many of them name the visitor. */
  get mentions(): number {
    return this.#mentions;
  }

  /** The id of the first of them. It stays when they are read, until `settle()`, for the divider above it. */
  get from(): string | undefined {
    return this.#from;
  }

  /** The room and the user are known. */
  enter(memory: Remembered<readonly string[]>): void {
    if (memory.key === this.#memory?.key) return;
    this.leave();
    this.#memory = memory;
    this.#read = memory.get();
    this.#recalled = this.#read !== undefined;
  }

  leave(): void {
    this.#memory = undefined;
    this.#read = undefined;
    this.#count = this.#mentions = 0;
    this.#from = undefined;
  }

  /**
   * Takes time in proportion to the number of unread messages.
   *
   * @param messages the whole known history; it has to be loaded
   * @param reading whether the visitor sees the newest ones
   */
  update(messages: readonly ChatMessage[], ownId: string | undefined, reading: boolean): void {
    // Messages that came before this page was opened are unread, even if the visitor sees them by now.
    if (!reading || this.#recalled) this.#countFrom(messages, ownId);
    this.#recalled = false;
    if (reading || !this.#read) this.#markRead(messages);
  }

  /** The visitor has seen the divider: nothing marks the first unread message any more. */
  settle(): void {
    if (this.#count === 0) this.#from = undefined;
  }

  #countFrom(messages: readonly ChatMessage[], ownId: string | undefined): void {
    const read = this.#read;
    if (!read) return;
    this.#count = this.#mentions = 0;
    for (let index = messages.length - 1; index >= 0; index -= 1) {
      const message = messages[index];
      if (!message || read.includes(message.id)) break;
      if (isRemoved(message) || (ownId !== undefined && message.author.id === ownId)) continue;
      this.#count += 1;
      if (isMentioned(message, ownId)) this.#mentions += 1;
      this.#from = message.id;
    }
  }

  #markRead(messages: readonly ChatMessage[]): void {
    this.#count = this.#mentions = 0;
    const newest = messages.at(-1)?.id;
    if (this.#read && this.#read.at(-1) === newest) return;
    this.#read = messages.slice(-KEPT_IDS).map(({ id }) => id);
    this.#memory?.set(this.#read);
  }
}
