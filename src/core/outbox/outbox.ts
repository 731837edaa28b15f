import type { Clock } from '../../platform/clock.js';
import type { ChatUser } from '../../protocol/chat-user.js';
import { ChatError } from '../../protocol/errors.js';
import { createMessageId } from '../../protocol/ids.js';
import type {
  ChatMessage,
  MessageDetails,
  PendingChange,
  PendingMessage,
} from '../../protocol/message.js';
import { removal } from '../../protocol/kinds/removal.js';
import type { RoomRules } from '../../protocol/room-rules.js';
import type { Transport } from '../../transport/transport.js';
import { MAX_ADOPTED_AHEAD_MS } from '../timeline/sort-key.js';
import { Delivery } from './delivery.js';
import type { FileUploads } from '../room-files.js';
import type { DeliveryOptions } from './delivery-options.js';
import { finderIn } from './doubt.js';
import { OutboxEntries } from './outbox-entries.js';
import { OutboxFiles } from './outbox-files.js';
import type { RelationEvent } from '../timeline/relations.js';
import {
  fits,
  messageIn,
  newEntry,
  newRelationEntry,
  tooLong,
  type OutboxEntry,
} from './outbox-entry.js';
import type { OutboxStore } from './outbox-store.js';

export interface OutboxOptions extends Omit<DeliveryOptions, 'onArrived' | 'onFailed'> {
  onChange: () => void;
  /** Reads a relation as JSON; undefined where it is none. */
  readRelation: (text: string) => RelationEvent | undefined;
  files: FileUploads;
}

/** Messages and relations that may wait; more would be a flood, or a program's mistake. */
export const MAX_PENDING = 100;

/**
 * The messages and relations that the visitor has sent and the service has not confirmed: shown at once, sent in order by a
 * {@link Delivery} until they succeed or fail for good, and kept over a reload.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #clock: Clock;
  readonly #entries: OutboxEntries;
  readonly #delivery: Delivery;
  readonly #files: OutboxFiles;
  #user: ChatUser | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#entries = new OutboxEntries(options.clock, options.onChange);
    this.#delivery = new Delivery(
      {
        ...options,
        onArrived: (entry) => this.#files.release(entry),
        onFailed: (entry, fault) => this.#files.fail(entry, fault),
      },
      this.#entries,
    );
    this.#files = new OutboxFiles(options.files, this.#entries, () => this.#delivery.send());
  }

  /** In the order of sending; a new array after every change. */
  get messages(): readonly PendingMessage[] {
    return this.#entries.messages;
  }

  /** The relations as the visitor sees them; a new array after every change. */
  get changes(): readonly PendingChange[] {
    return this.#entries.changes;
  }

  /** The relations that have not failed. */
  get relations(): readonly RelationEvent[] {
    return this.#entries.list.flatMap(({ relation, state }) =>
      relation && state === 'sending' ? [relation] : [],
    );
  }

  /** The user who sends from here on. Unsent messages of this user in the tab are taken up again. */
  open(user: ChatUser, createStore: (userId: string) => OutboxStore, rules: RoomRules): void {
    const entries = this.#entries;
    this.#delivery.rules = rules;
    const isSame = this.#user?.id === user.id;
    this.#user = user;
    if (isSame) return;
    // The transport of now would publish in the name of the user before.
    this.stop();
    entries.load(createStore(user.id), user, MAX_PENDING, this.#options.readRelation);
    const { lastOrder } = entries;
    const isNear = lastOrder < this.#clock.now() + MAX_ADOPTED_AHEAD_MS;
    this.#delivery.continueAfter(isNear ? lastOrder : 0);
    // A longer name than when it was written may make it too long.
    for (const entry of entries.list) if (!fits(entry)) entries.mark(entry, 'failed', tooLong());
    entries.changed();
    for (const entry of entries.list) if (entry.state === 'sending') this.#files.bring(entry);
    this.#delivery.send();
  }

  /**
   * Takes a message and starts sending it.
   *
   * @returns undefined before the user is known
   * @throws ChatError `message-too-long` over 4,096 bytes with all that goes with it, `outbox-full`
   */
  add(text: string, details?: MessageDetails): PendingMessage | undefined {
    if (!this.#user) return undefined;
    const now = this.#clock.now();
    const entry = newEntry(createMessageId(now), text, now, this.#user, details);
    this.#take(entry);
    return messageIn(entry);
  }

  /** The `order` for the next relation: behind all that was seen, and all that was sent. */
  nextOrder(): number {
    return this.#delivery.nextOrder();
  }

  /**
   * Takes a relation and starts sending it.
   *
   * @param replaces the element of the relations' list that it replaces
   * @throws ChatError as `add` does
   */
  relate(relation: RelationEvent, replaces?: string): void {
    if (this.#user) this.#take(newRelationEntry(relation, replaces));
  }

  /** Cleans up after a relation that is stored and published. */
  cleanUp(relation: RelationEvent): void {
    if (!this.#user || this.#entries.find(relation.stamp.id)) return;
    const entry = newRelationEntry(relation);
    entry.stored = entry.published = true;
    this.#take(entry);
  }

  /**
   * Removes a message that is not accepted yet: one that may have been sent is removed for all once it has arrived.
   *
   * @returns whether there is such a message
   */
  withdraw(id: string): boolean {
    const entry = this.#entries.find(id);
    if (!entry?.message) return false;
    entry.withdrawn = true;
    const isRefused = entry.state === 'failed';
    const isUntried = entry.order === undefined;
    if ((isRefused || isUntried) && !this.#delivery.mayHaveArrived(entry)) {
      this.#giveUp(entry);
      return true;
    }
    if (isRefused) this.#entries.mark(entry, 'sending');
    this.#entries.save(entry);
    this.#entries.changed();
    this.#delivery.send();
    return true;
  }

  #take(entry: OutboxEntry): void {
    if (!fits(entry)) throw tooLong();
    if (this.#entries.list.length >= MAX_PENDING) {
      throw new ChatError(
        'outbox-full',
        `unable to send the message; ${MAX_PENDING} others are waiting to be sent.`,
      );
    }
    this.#entries.append(entry);
    this.#entries.save(entry);
    this.#entries.changed();
    this.#files.bring(entry);
    this.#delivery.send();
  }

  #giveUp(entry: OutboxEntry): void {
    if (!this.#delivery.mayHaveArrived(entry)) this.#files.cancel(entry);
    this.#entries.remove(entry);
  }

  /** Sends through this transport from now on, beginning at once. */
  start(transport: Transport): void {
    this.#delivery.start(transport);
  }

  /** Finishes the call under way, and then sends nothing until the next `start()`. */
  stop(): void {
    this.#delivery.stop();
  }

  /** Tries a failed message again, behind those that are being sent. */
  retry(id: string): void {
    const entry = this.#entries.findFailed(id);
    if (!entry || !fits(entry)) return;
    this.#entries.append(entry);
    entry.asked = 0;
    // Refused for good is not stored: it takes its place among today's messages.
    if (!entry.stored && entry.message) entry.order = undefined;
    this.#entries.mark(entry, 'sending');
    this.#files.bring(entry);
    this.#delivery.send();
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    const entry = this.#entries.findFailed(id);
    if (entry) this.#giveUp(entry);
  }

  /**
   * A live message came: if it is one of ours, it has arrived, whatever the answer to our own calls was. Another
   * publisher's message under our id settles nothing.
   *
   * @param ownId the id that the service gives our messages, where it is known
   * @param order the place that it came with
   */
  settle({ id, author, text }: ChatMessage, ownId: string | undefined, order?: number): void {
    const entry = this.#entries.find(id);
    if (!entry?.message) return;
    if (this.#delivery.rules.serverWrites) {
      // The timeline has it, in the moderator's words.
      if (author.id !== (ownId ?? this.#user?.id)) return;
      entry.order = order;
      this.#delivery.end(entry);
      return;
    }
    if (entry.message.text !== text) return;
    if (author.verified && ownId !== undefined && author.id !== ownId) return;
    this.#delivery.finish(entry);
  }

  /** A relation came from the server: it may be one of the visitor's, which is accepted then. */
  settleRelation({ kind, stamp, by }: RelationEvent): void {
    const entry = this.#entries.find(stamp.id);
    if (!this.#delivery.rules.serverWrites || entry?.relation?.kind !== kind) return;
    // The message is gone, no matter who has removed it.
    if (kind === removal || by.id === entry.relation.by.id) this.#entries.remove(entry);
  }

  /** The moderator does not let a message or a relation pass. */
  reject(id: string, error: ChatError): void {
    const entry = this.#entries.find(id);
    if (!entry) return;
    entry.doubtful = false;
    if (entry.withdrawn) this.#entries.remove(entry);
    else this.#files.fail(entry, error);
  }

  /** Forgets the changes that have failed of a message that is removed: there is nothing left to change. */
  forgetChanges(messageId: string): void {
    for (const change of this.changes) {
      if (change.messageId === messageId && change.state === 'failed') this.discard(change.id);
    }
  }

  /** Notes that the stored messages are about to be fetched: a moment for {@link Outbox.reconcile}. */
  mark(): number {
    return this.#delivery.step;
  }

  /**
   * The stored messages were fetched: they tell which of ours the list holds. They tell nothing of a message whose
   * storing was tried since the fetch began, nor of one that may be stored before the first of them.
   *
   * @param since when the fetch began
   * @param reach the order from which on they are all there
   */
  reconcile(stored: readonly { readonly message: ChatMessage }[], since: number, reach = 0): void {
    const holds = finderIn(stored.map(({ message }) => message));
    for (const entry of this.#entries.list) {
      if (!entry.message || entry.touched > since || this.#delivery.isSending(entry)) continue;
      const isStored = holds(entry);
      if (!isStored && entry.order !== undefined && entry.order < reach) continue;
      // It is not there: it takes its place among today's messages, unless it was there, and a reader has seen it. Refused
      // messages move with the doubtful ones before them, or they would stand in front of these.
      if (!isStored && !entry.stored) entry.order = undefined;
      entry.stored = isStored;
      entry.doubtful = false;
      this.#entries.save(entry);
    }
  }

  /** Stops for good; unsent messages stay in the tab. */
  dispose(): void {
    this.#delivery.dispose();
    this.#entries.dispose();
  }
}
