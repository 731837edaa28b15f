import type { Clock } from '../../platform/clock.js';
import type { ChatUser } from '../../protocol/chat-user.js';
import type { ChatError } from '../../protocol/errors.js';
import type { DeliveryState, PendingChange, PendingMessage } from '../../protocol/message.js';
import { serializeItem } from '../../protocol/item.js';
import type { RelationEvent } from '../timeline/relations.js';
import {
  changeIn,
  messageIn,
  outgoing,
  toEntry,
  toRelationEntry,
  type OutboxEntry,
} from './outbox-entry.js';
import type { OutboxStore } from './outbox-store.js';

/** The entries of an outbox in the order of sending, shown to the visitor and kept in the tab. */
export class OutboxEntries {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #list: readonly OutboxEntry[] = [];
  #messages: readonly PendingMessage[] = Object.freeze([]);
  #changes: readonly PendingChange[] = Object.freeze([]);
  #store: OutboxStore | undefined;
  #disposed = false;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get list(): readonly OutboxEntry[] {
    return this.#list;
  }

  /** A new array after every change. */
  get messages(): readonly PendingMessage[] {
    return this.#messages;
  }

  /** A new array after every change. */
  get changes(): readonly PendingChange[] {
    return this.#changes;
  }

  find(id: string): OutboxEntry | undefined {
    return this.#list.find((entry) => entry.id === id);
  }

  findFailed(id: string): OutboxEntry | undefined {
    const entry = this.find(id);
    return entry?.state === 'failed' ? entry : undefined;
  }

  has(entry: OutboxEntry): boolean {
    return this.#list.includes(entry);
  }

  /** The last `order` given in this tab. Every script of the page can write it. */
  get lastOrder(): number {
    return this.#store?.lastOrder ?? 0;
  }

  set lastOrder(order: number) {
    if (this.#store) this.#store.lastOrder = order;
  }

  /** Replaces the entries by those that this user has left in the tab; those of now stay in the tab for their user. */
  load(
    store: OutboxStore,
    user: ChatUser,
    limit: number,
    readRelation: (text: string) => RelationEvent | undefined,
  ): void {
    for (const entry of this.#list) this.stopWaiting(entry);
    this.#store?.release();
    this.#store = store;
    this.#list = store.load(limit).flatMap((stored) => {
      if (stored.message) return [toEntry({ ...stored, message: stored.message }, user)];
      const relation = readRelation(stored.relation);
      return relation ? [toRelationEntry(stored, relation)] : [];
    });
  }

  /** Puts an entry at the end, wherever it was. */
  append(entry: OutboxEntry): void {
    this.#list = [...this.#list.filter((other) => other !== entry), entry];
  }

  remove(entry: OutboxEntry): void {
    this.stopWaiting(entry);
    this.#list = this.#list.filter((other) => other !== entry);
    this.#store?.remove(entry.id);
    this.changed();
  }

  mark(entry: OutboxEntry, state: DeliveryState, error?: ChatError): void {
    if (!this.has(entry)) return;
    this.stopWaiting(entry);
    entry.state = state;
    entry.error = error;
    this.save(entry);
    this.changed();
  }

  save(entry: OutboxEntry): void {
    const {
      id,
      message,
      order,
      uploaded,
      stored,
      doubtful,
      published,
      withdrawn,
      replaces,
      error,
    } = entry;
    // A call that returns late must not bring back an entry that has been settled meanwhile, nor, after the end,
    // take it away from the next outbox.
    if (!this.has(entry) || this.#disposed) return;
    this.#store?.save(id, {
      ...(message ? { message, order } : { relation: serializeItem(outgoing(entry, 0)) }),
      uploaded: uploaded || undefined,
      stored: stored || undefined,
      tried: doubtful || undefined,
      published: published || undefined,
      withdrawn: withdrawn || undefined,
      replaces,
      failure: error?.code,
      reason: error?.reason,
    });
  }

  stopWaiting(entry: OutboxEntry): void {
    this.#clock.clearTimeout(entry.answerTimer);
    entry.answerTimer = undefined;
  }

  changed(): void {
    this.#messages = Object.freeze(this.#list.flatMap((entry) => messageIn(entry) ?? []));
    this.#changes = Object.freeze(this.#list.flatMap((entry) => changeIn(entry) ?? []));
    this.#onChange();
  }

  /** Stops all timers; unsent messages stay in the tab. */
  dispose(): void {
    this.#disposed = true;
    for (const entry of this.#list) this.stopWaiting(entry);
    this.#store?.release();
  }
}
