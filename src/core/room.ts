import { isBlank } from '../protocol/blank.js';
import type { Clock } from '../platform/clock.js';
import { ChatError, type ChatErrorCode } from '../protocol/errors.js';
import {
  type ChatMessage,
  type ParsedItem,
  type ParsedMessage,
  type PendingMessage,
} from '../protocol/message.js';
import {
  parseRoomEvent,
  type RejectionCode,
  type RejectionEvent,
} from '../protocol/room-events.js';
import type { Session } from '../session/session.js';
import type { SessionSource } from '../session/session-source.js';
import type { LiveItem, Transport } from '../transport/transport.js';
import { Connection } from './connection/connection.js';
import { EarlierHistory } from './connection/earlier-history.js';
import { fetchTail, HistoryPages, type Tail } from './connection/history.js';
import { ItemReader } from './timeline/item-reader.js';
import { MAX_PENDING, Outbox } from './outbox/outbox.js';
import type { OutboxStore } from './outbox/outbox-store.js';
import { EMPTY_ROOM, type RoomState } from './room-state.js';
import { isUnsure, Timeline, type Mark } from './timeline/timeline.js';

export interface RoomOptions {
  sessions: SessionSource;
  createTransport: (session: Session) => Transport;
  clock: Clock;
  createOutboxStore: (session: Session) => OutboxStore;
}

/** More are never on their way at once. */
const MAX_SENT_IDS = 2 * MAX_PENDING;

type Listener = (state: RoomState) => void;
type MessageListener = (message: ChatMessage) => void;
type FaultListener = (fault: ChatError) => void;

/** One room: what is in it, what is on its way, and how it stands with the service. No DOM, no SDK. */
export class Room {
  readonly #listeners = new Set<Listener>();
  readonly #messageListeners = new Set<MessageListener>();
  readonly #faultListeners = new Set<FaultListener>();
  readonly #timeline: Timeline;
  readonly #outbox: Outbox;
  readonly #connection: Connection<ParsedItem>;
  readonly #pages: HistoryPages;
  readonly #earlier: EarlierHistory;
  readonly #reader = new ItemReader();
  #brokenSince: Mark | undefined;
  /** What was here when the history was last asked for. */
  #fetchedSince: Mark | undefined;
  /** How far the outbox was then. */
  #outboxSince = 0;
  /** Messages sent from here, to know them again: the newest ones suffice. */
  readonly #sentIds = new Set<string>();
  /** What the service calls the visitor, where the token endpoint does not say. */
  #learnedId: string | undefined;
  #disposed = false;
  #state = EMPTY_ROOM;

  constructor({ sessions, createTransport, clock, createOutboxStore }: RoomOptions) {
    this.#timeline = new Timeline(
      () => clock.now(),
      (count) => this.#earlier.shrink(count),
    );
    this.#pages = new HistoryPages(clock);
    this.#earlier = new EarlierHistory({
      pages: this.#pages,
      onPage: (...page) => this.#receiveEarlier(...page),
      onChange: () => this.#update({}),
      onFault: (fault) => this.#tellFault(fault),
    });
    this.#outbox = new Outbox({
      clock,
      nextOrder: () => this.#timeline.nextOrder(),
      onSent: (message, order) => {
        const author = { ...message.author, id: this.#state.ownId };
        const sent = { ...message, author };
        this.#timeline.add({ kind: 'message', message: sent, order, derivedId: false });
      },
      onChange: () => this.#update({}),
      fetchStored: async (transport, since, signal) => {
        const read = (page: readonly string[]): ParsedItem[] => this.#parse(page);
        const reachesBack = (items: readonly ParsedItem[]): boolean => firstOrder(items) <= since;
        const reader = { read, reachesBack };
        return messagesOf(await fetchTail(transport, this.#pages, reader, signal));
      },
      // Whoever issues a token for a moderated room sees to it that there is a moderator.
      onUnanswered: () => this.#connection.renewSession(),
      onNotAuthenticated: () => this.#connection.renewSession(),
    });
    this.#connection = new Connection({
      sessions,
      createTransport,
      clock,
      onStatus: (status, error) => this.#update({ status, error }),
      onSession: (session) => {
        const { user, userIsVouchedFor } = session;
        this.#update({ session, ownId: userIsVouchedFor ? user.id : (this.#learnedId ?? user.id) });
        this.#reader.mode = session.mode;
        const isModerated = session.mode === 'moderated';
        this.#outbox.open(session.user, () => createOutboxStore(session), isModerated);
        for (const { id } of this.#outbox.messages) this.#sentIds.add(id);
      },
      onFetch: () => {
        this.#fetchedSince = this.#timeline.mark();
        this.#outboxSince = this.#outbox.mark();
      },
      pages: this.#pages,
      read: (page) => this.#parse(page),
      reachesBack: (items) => this.#reachesBack(items),
      onHistory: (tail, live) => this.#receiveHistory(tail, live),
      onItem: (item) => this.#receive(item),
      onBreak: () => {
        this.#brokenSince ??= this.#timeline.mark();
      },
      onTransport: (transport) => {
        this.#earlier.use(transport);
        if (transport) this.#outbox.start(transport);
        else this.#outbox.stop();
      },
      onFault: (fault) => this.#tellFault(fault),
    });
  }

  getState(): RoomState {
    return this.#state;
  }

  /** @returns the function that ends the subscription */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back for each new live message of others, once. @returns the function that ends it */
  onMessage(listener: MessageListener): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** Calls back when something fails, once for each kind of fault until all is well. @returns the function that ends it */
  onFault(listener: FaultListener): () => void {
    this.#faultListeners.add(listener);
    return () => this.#faultListeners.delete(listener);
  }

  /** Enters the room, or tries again at once, with a new token. */
  connect(): void {
    if (!this.#disposed) this.#connection.connect();
  }

  /** The page may have been cut off without noticing. @param surely whether to trust no stream that looks alive */
  check(surely: boolean): void {
    if (!this.#disposed) this.#connection.check(surely);
  }

  /** The page goes to sleep: holds nothing open until `resume()`. */
  suspend(): void {
    if (!this.#disposed) this.#connection.suspend();
  }

  resume(): void {
    if (!this.#disposed) this.#connection.resume();
  }

  /**
   * Sends a message: it is in `pending` when this returns.
   *
   * @returns undefined where nothing can be sent: empty text, no session yet, or reading only
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  send(text: string): PendingMessage | undefined {
    const { session } = this.#state;
    if (isBlank(text) || !session || session.readOnly || this.#state.ended) return undefined;
    const message = this.#outbox.add(text);
    if (message) this.#sentIds.add(message.id);
    const [oldest] = this.#sentIds;
    if (oldest !== undefined && this.#sentIds.size > MAX_SENT_IDS) this.#sentIds.delete(oldest);
    return message;
  }

  /** Brings a page of what is stored before the first message; how it goes is told by `earlier`. */
  fetchEarlier(): void {
    void this.#earlier.fetch();
  }

  /** Tries a failed message again. */
  retry(id: string): void {
    this.#outbox.retry(id);
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Leaves for good: no stream, timer or listener is left. */
  dispose(): void {
    this.#disposed = true;
    this.#connection.dispose();
    this.#outbox.dispose();
    this.#update({ status: 'disconnected', error: undefined });
    this.#listeners.clear();
    this.#messageListeners.clear();
    this.#faultListeners.clear();
  }

  /** Whether there is a message here that was here before the connection broke. Where nothing was, one page will do. */
  #reachesBack(items: readonly ParsedItem[]): boolean {
    const since = this.#brokenSince;
    if (since === undefined || since === 0) return true;
    return this.#timeline.knows(items, since);
  }

  #receiveEarlier(stored: readonly string[], joined: boolean, overlap: number): number | undefined {
    const items = this.#parse(stored);
    if (!joined && !this.#timeline.knows(items)) return undefined;
    const seam = Math.max(0, items.length - overlap);
    const common = items.slice(seam).filter(isMessage);
    // What was dropped of the others was counted when they came.
    const earlier = this.#messagesIn(items.slice(0, seam));
    const added = this.#timeline.mergeEarlier([...earlier, ...common], common.length);
    this.#update({});
    return added;
  }

  #receiveHistory(tail: Tail<ParsedItem>, live: readonly LiveItem[]): void {
    const history = this.#messagesIn(tail.stored);
    const came = live.map((item) => this.#reader.live(item));
    const overlap = this.#messagesIn(came);
    // A removal may have been missed. Where only a server writes the list, it leaves a hole there.
    if (this.#reader.mode === 'moderated' && this.#fetchedSince !== undefined) {
      this.#timeline.takeBackMissing(history, this.#fetchedSince);
    }
    const additions = this.#timeline.merge(history, overlap, this.#brokenSince);
    this.#brokenSince = undefined;
    if (this.#reader.mode === 'moderated') for (const { message } of history) this.#settle(message);
    else {
      const reach = tail.hasEarlier ? firstOrder(tail.stored) : 0;
      this.#outbox.reconcile(messagesOf(tail), this.#outboxSince, reach);
    }
    this.#earlier.enter(tail, this.#timeline.messages.length);
    for (const { message } of overlap) this.#settle(message);
    // Published while the history was on its way, which may not know of it yet.
    came.forEach((read, index) => {
      if (read.kind === 'event') this.#receiveEvent(read.fields, live[index]?.publisherId);
    });
    const ofLive = additions.slice(history.length);
    if (overlap.some((item, index) => isUnsure(item, ofLive[index]))) this.#connection.refetch();
    const conflicts = additions.filter((addition) => addition === 'conflicting').length;
    this.#update({ loaded: true, dropped: this.#state.dropped + conflicts });
  }

  #receive(item: LiveItem): void {
    const read = this.#reader.live(item);
    if (read.kind === 'event') this.#receiveEvent(read.fields, item.publisherId);
    const [parsed] = this.#messagesIn([read]);
    if (!parsed) return;
    const own = this.#settle(parsed.message);
    const addition = this.#timeline.add(parsed, own);
    if (addition === 'added') this.#earlier.grow();
    if (isUnsure(parsed, addition)) this.#connection.refetch();
    if (addition === 'conflicting') this.#update({ dropped: this.#state.dropped + 1 });
    this.#update({});
    if (addition !== 'added' || parsed.message.author.id === this.#state.ownId) return;
    for (const listener of this.#messageListeners) listener(parsed.message);
  }

  /** @param publisherId undefined: the server */
  #receiveEvent(fields: Readonly<Record<string, unknown>>, publisherId: string | undefined): void {
    const event = parseRoomEvent(fields);
    const isServer = this.#reader.mode === 'moderated';
    if (event?.type === 'removal') {
      // Where nobody moderates, one may take back one's own messages, by the word of the service.
      const isAuthor = (id: string | undefined): boolean => id !== undefined && id === publisherId;
      this.#timeline.remove(event.id, isServer ? undefined : isAuthor);
    } else if (isServer && event?.type === 'closing') {
      this.#update({ ended: true });
    } else if (isServer && event?.type === 'rejection') {
      this.#learn(event.id, event.userId);
      if (event.userId === this.#state.ownId) this.#outbox.reject(event.id, rejection(event));
    }
    this.#update({});
  }

  /** @returns whether the message is one that was sent from here, as far as can be known */
  #settle(message: ChatMessage): boolean {
    const { session } = this.#state;
    const { author, id } = message;
    if (author.verified) this.#learn(id, author.id);
    this.#outbox.settle(message, session?.userIsVouchedFor ? session.user.id : this.#learnedId);
    if (!this.#sentIds.has(id) || session?.userIsVouchedFor) return false;
    return author.id === this.#learnedId;
  }

  /** Where the token endpoint does not say who the visitor is, the first answer to a message of theirs does. */
  #learn(id: string, userId: string | undefined): void {
    if (this.#state.session?.userIsVouchedFor || this.#learnedId !== undefined) return;
    if (!this.#sentIds.has(id) || userId === undefined) return;
    this.#learnedId = userId;
    this.#update({ ownId: userId });
  }

  #tellFault(fault: ChatError): void {
    for (const listener of this.#faultListeners) listener(fault);
  }

  #parse(stored: readonly string[]): ParsedItem[] {
    return stored.map((text) => this.#reader.stored(text));
  }

  /** What is neither a message nor an event is counted. */
  #messagesIn(items: readonly ParsedItem[]): ParsedMessage[] {
    const dropped = items.filter((item) => item.kind === 'dropped').length;
    if (dropped > 0) this.#update({ dropped: this.#state.dropped + dropped });
    return items.filter(isMessage);
  }

  #update(change: Partial<RoomState>): void {
    const pending = this.#outbox.messages;
    this.#state = Object.freeze({
      ...this.#state,
      ...change,
      messages: this.#settledMessages(pending),
      gaps: this.#timeline.gaps,
      earlier: this.#earlier.state,
      pending,
    });
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** One that is stored, and not yet published to those who are there now, is still on its way. */
  #settledMessages(pending: readonly PendingMessage[]): readonly ChatMessage[] {
    const { messages } = this.#timeline;
    const unsettled = new Set(pending.map(({ id }) => id).filter((id) => this.#timeline.has(id)));
    return unsettled.size === 0 ? messages : messages.filter(({ id }) => !unsettled.has(id));
  }
}

const REJECTIONS: Readonly<Record<RejectionCode, ChatErrorCode>> = {
  rejected: 'message-rejected',
  'moderation-failed': 'message-rejected',
  'too-long': 'message-too-long',
  'rate-limited': 'sending-too-fast',
};

function rejection({ code, reason }: RejectionEvent): ChatError {
  return new ChatError(
    REJECTIONS[code],
    `unable to send the message; the room’s moderator says ${code}.`,
    { reason },
  );
}

function isMessage(item: ParsedItem): item is ParsedMessage {
  return item.kind === 'message';
}

function messagesOf({ stored }: Tail<ParsedItem>): ChatMessage[] {
  return stored.flatMap((item) => (item.kind === 'message' ? item.message : []));
}

/** Of the first message that has one: before it, others may be stored. */
function firstOrder(items: readonly ParsedItem[]): number {
  for (const item of items)
    if (item.kind === 'message' && item.order !== undefined) return item.order;
  return Infinity;
}
