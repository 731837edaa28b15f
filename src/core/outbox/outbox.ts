import type { Clock } from '../../platform/clock.js';
import { asChatError, ChatError, type ChatErrorCode } from '../../protocol/errors.js';
import { createMessageId } from '../../protocol/ids.js';
import type { ChatMessage, DeliveryState, PendingMessage } from '../../protocol/message.js';
import type { ChatUser } from '../../protocol/chat-user.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import type { Transport } from '../../transport/transport.js';
import { AutoResetEvent } from '../../platform/auto-reset-event.js';
import { fits, serialize, toEntry, tooLong, type OutboxEntry } from './outbox-entry.js';
import type { OutboxStore } from './outbox-store.js';
import { MAX_ADOPTED_AHEAD_MS } from '../timeline/sort-key.js';

export interface OutboxOptions {
  clock: Clock;
  /** The `order` for the message that is sent next. */
  nextOrder: () => number;
  /** Called when a message is stored and published: it belongs to the timeline now. */
  onSent: (message: ChatMessage, order: number) => void;
  onChange: () => void;
  /**
   * Fetches stored messages, as far back as this order.
   *
   * @throws ChatError; the signal's reason
   */
  fetchStored: (
    transport: Transport,
    since: number,
    signal: AbortSignal,
  ) => Promise<readonly ChatMessage[]>;
  /** A moderator has not answered: it may have to be woken. */
  onUnanswered: () => void;
  /** The service no longer accepts the token that messages are sent with. */
  onNotAuthenticated: () => void;
}

/** Messages that may wait; more would be a flood, or a program's mistake. */
export const MAX_PENDING = 100;

/** Faults by which the service says that it has done nothing. */
const REFUSALS: ReadonlySet<ChatErrorCode> = new Set([
  'not-authenticated',
  'not-permitted',
  'cache-not-found',
  'quota-exceeded',
  'service-rejected',
]);

/** After so many refused tokens in a row the next one has to wait like any other try. */
const MAX_HASTY_REFUSALS = 2;

/**
 * How long a moderator may take, in ms, before it is asked again; longer each time. Another process may only take over
 * when the claim of one that has died has lapsed.
 */
const ANSWER_MS = 20_000;

/** Messages stored by one call at most: well below what one request may hold. */
const BATCH = 20;
/** How many messages stored twice a list has room for, once a call’s outcome was unknown. */
const SPARE_ELEMENTS = 20;

/**
 * What the visitor has sent and the service has not confirmed: shown at once, sent in order, each step
 * (store, publish) retried on its own under the same id until it succeeds or fails for good. Kept over a
 * reload.
 *
 * A call that fails may have been carried out. Stored again, a message would push another one out of a list that is
 * full: so the list is looked into first.
 *
 * In a moderated room a message is only sent to the moderator, and again until there is an answer: the message itself,
 * perhaps with other words, or a rejection.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #delay: RetryDelay;
  /** Rung when there is a reason not to wait for the next try. */
  readonly #now = new AutoResetEvent();
  readonly #life = new AbortController();
  #entries: OutboxEntry[] = [];
  #views: readonly PendingMessage[] = Object.freeze([]);
  #user: ChatUser | undefined;
  #moderated = false;
  #store: OutboxStore | undefined;
  #transport: Transport | undefined;
  #draining = false;
  /** What the call under way tries to store. */
  #underWay: ReadonlySet<OutboxEntry> = new Set();
  #lastOrder = 0;
  /** How much longer than its messages the list may be: one that is stored twice must push no other one out. */
  #spare = 0;
  /** Counts the tries to store something. */
  #steps = 0;
  #batch = BATCH;
  /** Refusals of the token in a row: another token is no reason to hurry when the last ones were refused, too. */
  #refusals = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#delay = new RetryDelay(options.clock);
  }

  /** In the order of sending; a new array after every change. */
  get messages(): readonly PendingMessage[] {
    return this.#views;
  }

  /**
   * Who sends from here on. What this user has left unsent in the tab is taken up again.
   *
   * @param moderated whether messages go to a moderator, and come back
   */
  open(
    user: ChatUser,
    createStore: (userId: string) => OutboxStore,
    moderated: boolean = false,
  ): void {
    this.#moderated = moderated;
    const same = this.#user?.id === user.id;
    this.#user = user;
    if (same) return;
    // The transport of now would publish in the name of the user before.
    this.stop();
    for (const entry of this.#entries) this.#stopWaiting(entry);
    // Another user's messages stay in the tab, for that user.
    this.#store?.release();
    this.#store = createStore(user.id);
    const { lastOrder } = this.#store;
    // Every script of the page can write there.
    this.#lastOrder = lastOrder < this.#options.clock.now() + MAX_ADOPTED_AHEAD_MS ? lastOrder : 0;
    const restored = this.#store.load(MAX_PENDING);
    this.#entries = restored.map((message) => toEntry(message, user));
    if (this.#entries.some(({ doubtful }) => doubtful)) this.#spare = SPARE_ELEMENTS;
    // A longer name than when it was written may make it too long.
    for (const entry of this.#entries) if (!fits(entry)) this.#mark(entry, 'failed', tooLong());
    this.#changed();
    this.#send();
  }

  /**
   * Takes a message and starts sending it.
   *
   * @returns undefined before anybody is known to send
   * @throws ChatError `message-too-long` over 4,096 bytes with all that goes with it, `outbox-full`
   */
  add(text: string): PendingMessage | undefined {
    if (!this.#user) return undefined;
    const now = this.#options.clock.now();
    const entry = toEntry({ id: createMessageId(now), text, sentAt: now }, this.#user);
    if (!fits(entry)) throw tooLong();
    if (this.#entries.length >= MAX_PENDING) {
      throw new ChatError(
        'outbox-full',
        `unable to send the message; ${String(MAX_PENDING)} others are waiting to be sent.`,
      );
    }
    this.#entries.push(entry);
    this.#save(entry);
    this.#changed();
    this.#send();
    return entry.view;
  }

  /** Sends through this transport from now on, beginning at once. */
  start(transport: Transport): void {
    if (transport !== this.#transport && this.#refusals < MAX_HASTY_REFUSALS) this.#now.set();
    this.#transport = transport;
    // Timers may stand still while the machine sleeps: what should have been answered meanwhile is asked for now.
    const now = this.#options.clock.now();
    for (const entry of this.#entries) if (entry.answerBy < now) this.#stopWaiting(entry);
    this.#send();
  }

  /** Finishes what is under way, and then sends nothing until the next `start()`. */
  stop(): void {
    this.#transport = undefined;
  }

  /** Tries a failed message again, behind those that are being sent. */
  retry(id: string): void {
    const entry = this.#entries.find(({ view }) => view.id === id && view.state === 'failed');
    if (!entry || !fits(entry)) return;
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
    entry.asked = 0;
    // Refused for good is not stored: it takes its place among today's messages.
    if (!entry.stored) entry.order = undefined;
    this.#mark(entry, 'sending');
    this.#send();
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    const entry = this.#entries.find(({ view }) => view.id === id && view.state === 'failed');
    if (entry) this.#remove(entry);
  }

  /**
   * A live message came: if it is one of ours, it has arrived, whatever the answer to our own calls was. One
   * that somebody else published under our id settles nothing.
   *
   * @param ownId the id that the service gives our messages, where it is known
   */
  settle(message: ChatMessage, ownId: string | undefined): void {
    const entry = this.#entries.find(({ view }) => view.id === message.id);
    if (!entry) return;
    if (this.#moderated) {
      // As the moderator has put it: the timeline has that.
      if (message.author.id === (ownId ?? this.#user?.id)) this.#remove(entry);
      return;
    }
    if (entry.view.text !== message.text) return;
    if (message.author.verified && ownId !== undefined && message.author.id !== ownId) return;
    this.#sent(entry);
  }

  /** The moderator does not let a message pass. */
  reject(id: string, error: ChatError): void {
    const entry = this.#entries.find(({ view }) => view.id === id);
    if (entry) this.#mark(entry, 'failed', error);
  }

  /** Notes that the stored messages are about to be fetched: a moment for {@link Outbox.reconcile}. */
  mark(): number {
    return this.#steps;
  }

  /**
   * The stored messages were fetched: they tell which of ours the list holds. Of what was tried to be stored
   * since the fetch began they tell nothing, nor of what may be stored before the first of them.
   *
   * @param since when the fetch began
   * @param reach the order from which on they are all there
   */
  reconcile(stored: readonly ChatMessage[], since: number, reach = 0): void {
    const holds = finderIn(stored);
    for (const entry of this.#entries) {
      if (entry.touched > since || this.#underWay.has(entry)) continue;
      const isStored = holds(entry);
      if (!isStored && entry.order !== undefined && entry.order < reach) continue;
      // It is not there: it may take its place among today's messages, unless it was, and somebody has seen it.
      if (!isStored && entry.doubtful) entry.order = undefined;
      entry.stored = isStored;
      entry.doubtful = false;
      this.#save(entry);
    }
  }

  /** Stops for good; what is unsent stays in the tab. */
  dispose(): void {
    this.#transport = undefined;
    this.#life.abort();
    for (const { answerTimer } of this.#entries) this.#options.clock.clearTimeout(answerTimer);
    this.#store?.release();
  }

  #send(): void {
    if (this.#draining) return;
    this.#draining = true;
    void this.#drain();
  }

  /** Sends until nothing is left to send, or nothing to send it through. Never rejects. */
  async #drain(): Promise<void> {
    for (;;) {
      const next = this.#sendable[0];
      const transport = this.#transport;
      if (!next || !transport || this.#life.signal.aborted) {
        // At once: whoever adds a message from here on has to start again.
        this.#draining = false;
        return;
      }
      // Stored before published: whoever joins in between finds it in the list. A moderator stores by itself.
      const isStored = next.stored || this.#moderated;
      const step = isStored ? [next] : this.#sendable.filter(({ stored }) => !stored);
      const entries = step.slice(0, isStored ? 1 : this.#batch);
      // Only what changes from here on is a reason to try again at once.
      this.#now.reset();
      try {
        if (isStored) await this.#publish(next, transport);
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
    return this.#entries.filter(
      ({ view, answerTimer }) => view.state === 'sending' && answerTimer === undefined,
    );
  }

  async #push(entries: readonly OutboxEntry[], transport: Transport): Promise<void> {
    this.#underWay = new Set(entries);
    for (const entry of entries) {
      entry.order ??= this.#nextOrder();
      this.#save(entry);
    }
    try {
      const items = entries.map(({ view, order }) => serialize(view, order ?? 0));
      await transport.push(items, this.#spare);
    } catch (error) {
      const fault = asChatError(error, 'send the message');
      if (!REFUSALS.has(fault.code)) this.#doubt(entries);
      throw fault;
    } finally {
      this.#underWay = new Set();
      this.#steps += 1;
      for (const entry of entries) entry.touched = this.#steps;
    }
    this.#batch = Math.min(BATCH, 2 * this.#batch);
    for (const entry of entries) {
      entry.stored = true;
      this.#save(entry);
    }
  }

  /** Behind all that was seen, and all that was sent, even where the clock was turned back, or the page reloaded. */
  #nextOrder(): number {
    for (const { order = 0 } of this.#entries) this.#lastOrder = Math.max(this.#lastOrder, order);
    this.#lastOrder = Math.max(this.#options.nextOrder(), this.#lastOrder + 1);
    // After a reload the clock may be behind it, and the history not there yet.
    if (this.#store) this.#store.lastOrder = this.#lastOrder;
    return this.#lastOrder;
  }

  /** They may have been stored, or may yet be. One by one from here on: less is in doubt the next time. */
  #doubt(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) entry.doubtful = true;
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
      // It keeps its place: what was tried may still be stored, and must be the same message.
      entry.stored = holds(entry);
      entry.doubtful = false;
      this.#save(entry);
    }
  }

  async #publish(entry: OutboxEntry, transport: Transport): Promise<void> {
    // A restored message may know that it was stored, and not where.
    const order = entry.order ?? this.#nextOrder();
    // Should this fail, it may have reached the moderator, who then goes by the first one. As a rule it did not, and is
    // written later.
    await transport.publish(serialize(entry.view, order));
    entry.order = order;
    if (this.#moderated) this.#awaitAnswer(entry);
    else this.#sent(entry);
  }

  #awaitAnswer(entry: OutboxEntry): void {
    const { clock, onUnanswered } = this.#options;
    if (!this.#entries.includes(entry) || this.#life.signal.aborted) return;
    entry.asked += 1;
    // Over a reload, too: what was sent after it may be answered before it.
    this.#save(entry);
    const patience = ANSWER_MS * entry.asked;
    entry.answerBy = clock.now() + patience;
    entry.answerTimer = clock.setTimeout(() => {
      entry.answerTimer = undefined;
      onUnanswered();
      this.#send();
    }, patience);
  }

  async #waitAfterFault(entries: readonly OutboxEntry[], fault: ChatError): Promise<void> {
    if (!fault.passing) {
      // One of several may be at fault: the next try takes them one by one.
      if (entries.length > 1) this.#batch = 1;
      else for (const entry of entries) this.#mark(entry, 'failed', fault);
      return;
    }
    if (fault.code === 'not-authenticated') {
      this.#refusals += 1;
      this.#options.onNotAuthenticated();
    }
    const { clock } = this.#options;
    await this.#now.wait(clock, this.#delay.next(fault.retryAfterMs), this.#life.signal);
  }

  #sent(entry: OutboxEntry): void {
    if (!this.#entries.includes(entry)) return;
    const { id, text, author, sentAt } = entry.view;
    if (entry.order !== undefined) {
      this.#options.onSent(Object.freeze({ id, text, author, sentAt }), entry.order);
    }
    this.#remove(entry);
  }

  #remove(entry: OutboxEntry): void {
    this.#stopWaiting(entry);
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#store?.remove(entry.view.id);
    this.#changed();
  }

  #stopWaiting(entry: OutboxEntry): void {
    this.#options.clock.clearTimeout(entry.answerTimer);
    entry.answerTimer = undefined;
  }

  #mark(entry: OutboxEntry, state: DeliveryState, error?: ChatError): void {
    if (!this.#entries.includes(entry)) return;
    this.#stopWaiting(entry);
    entry.view = Object.freeze({ ...entry.view, state, error });
    this.#save(entry);
    this.#changed();
  }

  #save(entry: OutboxEntry): void {
    const { view, order, stored } = entry;
    // A call that returns late must not bring back what has been settled meanwhile, nor, after the end, take
    // it away from the outbox that comes next.
    if (view.sentAt === undefined || !this.#entries.includes(entry)) return;
    if (this.#life.signal.aborted) return;
    this.#store?.save({
      id: view.id,
      text: view.text,
      sentAt: view.sentAt,
      ...(order === undefined ? {} : { order }),
      ...(stored ? { stored } : {}),
      ...(view.error ? { failure: view.error.code } : {}),
      ...(view.error?.reason ? { reason: view.error.reason } : {}),
    });
  }

  #changed(): void {
    this.#views = Object.freeze(this.#entries.map(({ view }) => view));
    this.#options.onChange();
  }
}

/** Somebody else's message with the same id is another one. */
function finderIn(stored: readonly ChatMessage[]): (entry: OutboxEntry) => boolean {
  const texts = new Map(stored.map(({ id, text }) => [id, text]));
  return ({ view }) => texts.get(view.id) === view.text;
}
