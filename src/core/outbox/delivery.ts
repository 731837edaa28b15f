import { AutoResetEvent } from '../../platform/auto-reset-event.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { Outgoing } from '../../protocol/item.js';
import { RoomRules } from '../../protocol/room-rules.js';
import type { Transport } from '../../transport/transport.js';
import type { OutboxEntries } from './outbox-entries.js';
import type { DeliveryOptions } from './delivery-options.js';
import { finderIn, isStoredWith, REFUSALS } from './doubt.js';
import { isSendable, outgoing, type OutboxEntry } from './outbox-entry.js';

/** After so many refused tokens in a row the next one has to wait like any other try. */
const MAX_HASTY_REFUSALS = 2;

/**
 * How long a moderator may take, in ms, before it is asked again; longer each time. Another process may only take over
 * when the lease of one that has died has ended.
 */
const ANSWER_MS = 20_000;

/** Messages stored by one call at most: well below the limit of one request. */
const BATCH = 20;
/** How many messages stored twice a list has space for, once a call’s outcome was unknown. */
const SPARE_ELEMENTS = 20;

/**
 * Sends the entries of an outbox in order: stores each in the list, then publishes it, and retries each step on its own.
 *
 * A call that fails may have been carried out. Stored again, a message would push another one out of a list that is
 * full: so the list is looked into first.
 *
 * In a moderated room a message is only sent to the moderator, and again until there is an answer: the message itself,
 * perhaps with other words, or a rejection.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #entries: OutboxEntries;
  readonly #delay: RetryDelay;
  /** Signals an immediate retry. */
  readonly #retryNow = new AutoResetEvent();
  readonly #life = new AbortController();
  #transport: Transport | undefined;
  #sending = false;
  /** The entries that the call under way stores or publishes. */
  #underWay: ReadonlySet<OutboxEntry> = new Set();
  #lastOrder = 0;
  /** How much longer than its messages the list may be: one that is stored twice must push no other one out. */
  #spare = 0;
  #step = 0;
  #batch = BATCH;
  /** Refusals of the token in a row. */
  #refusals = 0;
  rules = new RoomRules('direct');

  constructor(options: DeliveryOptions, entries: OutboxEntries) {
    this.#options = options;
    this.#entries = entries;
    this.#delay = new RetryDelay(options.clock);
  }

  /** Counts the tries to store something. */
  get step(): number {
    return this.#step;
  }

  /** Whether a call is under way that stores or publishes the entry. */
  isSending(entry: OutboxEntry): boolean {
    return this.#underWay.has(entry);
  }

  /** Whether readers may see the entry, now or when a call ends whose outcome is unknown. */
  mayHaveArrived(entry: OutboxEntry): boolean {
    return entry.stored || entry.doubtful || this.isSending(entry);
  }

  /** The entries were loaded. @param lastOrder the last `order` given before */
  continueAfter(lastOrder: number): void {
    this.#lastOrder = lastOrder;
    if (this.#entries.list.some(({ doubtful }) => doubtful)) this.#spare = SPARE_ELEMENTS;
  }

  /** Sends through this transport from now on, beginning at once. */
  start(transport: Transport): void {
    // Another token is no reason to hurry when the last ones were refused, too.
    if (transport !== this.#transport && this.#refusals < MAX_HASTY_REFUSALS) this.#retryNow.set();
    this.#transport = transport;
    // Timers may stand still while the machine sleeps: a message that should have been answered meanwhile is sent again.
    const now = this.#options.clock.now();
    const entries = this.#entries;
    for (const entry of entries.list) if (entry.answerBy < now) entries.stopWaiting(entry);
    this.send();
  }

  /** Finishes the call under way, and then sends nothing until the next `start()`. */
  stop(): void {
    this.#transport = undefined;
  }

  dispose(): void {
    this.stop();
    this.#life.abort();
  }

  /** Sends until nothing is left to send, or there is no transport. */
  send(): void {
    if (this.#sending) return;
    this.#sending = true;
    void this.#run();
  }

  /** The entry is stored and published. */
  finish(entry: OutboxEntry): void {
    const { message, relation, order } = entry;
    if (!this.#entries.has(entry)) return;
    if (message && order !== undefined) this.#options.onSent(message, order);
    if (relation) this.#options.onRelated(relation);
    this.end(entry);
  }

  /** The entry has arrived, or may have: a message that the visitor has removed meanwhile is removed for all. */
  end(entry: OutboxEntry): void {
    const { message, order, withdrawn } = entry;
    this.#entries.remove(entry);
    this.#options.onArrived(entry);
    if (message && withdrawn) this.#options.onWithdrawn(message.id, order);
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    for (;;) {
      const next = this.#sendable[0];
      const transport = this.#transport;
      if (!next || !transport || this.#life.signal.aborted) {
        // At once: a message that is added from here on has to start again.
        this.#sending = false;
        return;
      }
      // Stored before published: a reader that joins in between finds it in the list. A server stores by itself.
      const isStored = next.stored || isServerStored(transport);
      const step = isStored ? [next] : this.#sendable.filter((entry) => isStoredWith(next, entry));
      const entries = step.slice(0, isStored ? 1 : this.#batch);
      // Only a change from here on is a reason to try again at once.
      this.#retryNow.reset();
      try {
        if (next.published) await this.#cleanUp(next, transport);
        else if (isStored) await this.#publish(next, transport);
        else if (entries.some(({ doubtful }) => doubtful)) await this.#look(entries, transport);
        else await this.#push(entries, transport);
        this.#delay.reset();
        this.#refusals = 0;
      } catch (error) {
        await this.#waitAfterFault(entries, asChatError(error, 'send the message'));
      }
    }
  }

  get #sendable(): readonly OutboxEntry[] {
    return this.#entries.list.filter(isSendable);
  }

  async #push(entries: readonly OutboxEntry[], transport: Transport): Promise<void> {
    this.#underWay = new Set(entries);
    const items = entries.map<Outgoing>((entry) => {
      const order = (entry.order ??= this.nextOrder());
      this.#entries.save(entry);
      return outgoing(entry, order);
    });
    try {
      // Nobody else looks whether they are still there.
      for (const { message } of entries) {
        if (message?.attachments) await this.#options.files.upload(message.attachments, 'stored');
      }
      await transport.push(items, this.#spare);
    } catch (error) {
      const fault = asChatError(error, 'send the message');
      if (!REFUSALS.has(fault.code)) this.#markDoubtful(entries);
      throw fault;
    } finally {
      this.#underWay = new Set();
      this.#step += 1;
      for (const entry of entries) entry.touched = this.#step;
    }
    this.#batch = Math.min(BATCH, 2 * this.#batch);
    for (const entry of entries) {
      entry.stored = true;
      this.#entries.save(entry);
    }
    this.#entries.changed();
  }

  /** Behind all that was seen, and all that was sent, even where the clock was turned back, or the page reloaded. */
  nextOrder(): number {
    const orders = this.#entries.list.map(({ order = 0 }) => order);
    const last = Math.max(this.#lastOrder, ...orders);
    this.#lastOrder = Math.max(this.#options.nextOrder(), last + 1);
    // After a reload the clock may be behind it, and the history not there yet.
    this.#entries.lastOrder = this.#lastOrder;
    return this.#lastOrder;
  }

  /** They may have been stored, or may yet be. One by one from here on: less is in doubt the next time. */
  #markDoubtful(entries: readonly OutboxEntry[]): void {
    // A relation that is stored twice is one all the same.
    for (const entry of entries) entry.doubtful = entry.message !== undefined;
    this.#spare = SPARE_ELEMENTS;
    this.#batch = 1;
  }

  /** Learns from the list which of the messages it holds. */
  async #look(entries: readonly OutboxEntry[], transport: Transport): Promise<void> {
    const doubtful = entries.filter((entry) => entry.doubtful);
    const since = Math.min(...doubtful.map(({ order }) => order ?? 0));
    const { fetchStored } = this.#options;
    const holds = finderIn(await fetchStored(transport, since, this.#life.signal));
    for (const entry of doubtful) {
      // It keeps its place: the failed call may still store it, and must store the same message.
      entry.stored = holds(entry);
      entry.doubtful = false;
      this.#entries.save(entry);
    }
  }

  async #publish(entry: OutboxEntry, transport: Transport): Promise<void> {
    // A restored message may know that it was stored, and not where.
    const order = entry.order ?? this.nextOrder();
    // Should this fail, it may have reached the moderator, who then goes by the first one. As a rule it did not, and is
    // written later. A relay takes it as it is.
    if (!this.rules.serverWrites) entry.order = order;
    const { doubtful } = entry;
    // Until the server answers, over a reload, too.
    if (isServerStored(transport) && entry.message) this.#doubt(entry, true);
    this.#underWay = new Set([entry]);
    try {
      await transport.publish(outgoing(entry, order));
    } catch (error) {
      const fault = asChatError(error, 'send the message');
      if (REFUSALS.has(fault.code)) this.#doubt(entry, doubtful);
      throw fault;
    } finally {
      this.#underWay = new Set();
    }
    entry.order = order;
    if (this.rules.serverWrites) this.#awaitAnswer(entry);
    else if (entry.message) this.finish(entry);
    else {
      entry.published = true;
      this.#entries.save(entry);
    }
  }

  #doubt(entry: OutboxEntry, doubtful: boolean): void {
    entry.doubtful = doubtful;
    this.#entries.save(entry);
  }

  async #cleanUp(entry: OutboxEntry, transport: Transport): Promise<void> {
    const { relation, replaces } = entry;
    const { signal } = this.#life;
    if (relation) await this.#options.cleanUp(transport, relation, replaces, signal);
    this.finish(entry);
  }

  #awaitAnswer(entry: OutboxEntry): void {
    const { clock, onUnanswered } = this.#options;
    if (!this.#entries.has(entry) || this.#life.signal.aborted) return;
    entry.asked += 1;
    // Over a reload, too: a message sent after it may be answered before it.
    this.#entries.save(entry);
    this.#entries.changed();
    const patience = ANSWER_MS * entry.asked;
    entry.answerBy = clock.now() + patience;
    entry.answerTimer = clock.setTimeout(() => {
      entry.answerTimer = undefined;
      onUnanswered();
      this.send();
    }, patience);
  }

  async #waitAfterFault(entries: readonly OutboxEntry[], fault: ChatError): Promise<void> {
    if (!fault.passing) {
      // One of several may be at fault: the next try takes them one by one.
      if (entries.length > 1) this.#batch = 1;
      else
        for (const entry of entries) {
          if (!entry.withdrawn) this.#options.onFailed(entry, fault);
          else if (this.mayHaveArrived(entry)) this.end(entry);
          else this.#entries.remove(entry);
        }
      return;
    }
    if (fault.code === 'not-authenticated') {
      this.#refusals += 1;
      this.#options.onNotAuthenticated();
    }
    const { clock } = this.#options;
    await this.#retryNow.wait(clock, this.#delay.next(fault.retryAfterMs), this.#life.signal);
  }
}

/** Whether a server stores what is published through it: a moderator, or a relay. */
function isServerStored({ remove }: Transport): boolean {
  return remove === undefined;
}
