import { isBlank } from '../protocol/blank.js';
import { isMessage, type ParsedItem } from '../protocol/item.js';
import { isRelation, type SignalRoom } from '../protocol/kinds/kind.js';
import type { PendingMessage, SendOptions } from '../protocol/message.js';
import type { ParsedMessage } from '../protocol/message-codec.js';
import { RoomRules } from '../protocol/room-rules.js';
import type { Session } from '../session/session.js';
import type { LiveItem } from '../transport/transport.js';
import type { Changes } from './changes.js';
import { Connection } from './connection/connection.js';
import { EarlierHistory } from './connection/earlier-history.js';
import { HistoryPages, type Tail } from './connection/history.js';
import { SessionTransports } from './connection/session-transports.js';
import { Identity } from './identity.js';
import { Outbox } from './outbox/outbox.js';
import type { OutboxStore } from './outbox/outbox-store.js';
import { RoomFiles } from './room-files.js';
import { RoomListeners } from './room-listeners.js';
import { firstOrder, RoomLog } from './room-log.js';
import type { RoomOptions } from './room-options.js';
import { RoomRelations } from './room-relations.js';
import { RoomSignals } from './room-signals.js';
import { canWrite, EMPTY_ROOM, type RoomState } from './room-state.js';
import { isUnsure } from './timeline/outcomes.js';
import { Timeline } from './timeline/timeline.js';

/** One room: its messages, those on their way, and the state of the connection. No DOM, no SDK. */
export class Room extends RoomListeners {
  readonly #log: RoomLog;
  readonly #outbox: Outbox;
  readonly #transports: SessionTransports;
  readonly #connection: Connection<ParsedItem>;
  readonly #pages: HistoryPages;
  readonly #earlier: EarlierHistory;
  readonly #identity = new Identity();
  readonly #relations: RoomRelations;
  readonly signals: RoomSignals;
  readonly files: RoomFiles;
  /** How far the outbox was when the list was last asked for. */
  #outboxSince = 0;
  /** Whether the room has a list of relations that the visitor may read. */
  #hasRelations = false;
  #disposed = false;
  #state = EMPTY_ROOM;

  constructor(options: RoomOptions) {
    super();
    const { clock } = options;
    const timeline = new Timeline(
      () => clock.now(),
      (count) => this.#earlier.shrink(count),
    );
    this.signals = new RoomSignals(timeline, options.kinds);
    this.files = new RoomFiles(options.loadFileUploads, () => this.#transports.renew());
    this.#log = new RoomLog(timeline, this.signals.kinds);
    this.#pages = new HistoryPages(clock);
    this.#earlier = new EarlierHistory({
      pages: this.#pages,
      onPage: (...page) => this.#receiveEarlier(...page),
      fetchRelations: (...request) => this.#relations.fetchEarlier(...request),
      onChange: () => this.#update({}),
      onFault: (fault) => this.faultListeners.call(fault),
    });
    this.#outbox = new Outbox({
      clock,
      files: this.files,
      nextOrder: () => timeline.nextOrder(),
      onSent: (sent, order) => {
        const author = { ...sent.author, id: this.#identity.ownId };
        timeline.add({ kind: 'message', message: { ...sent, author }, order, derivedId: false });
      },
      onRelated: (relation) => timeline.relate(relation),
      onWithdrawn: (...withdrawn) => this.#relations.changes.removeArrived(...withdrawn),
      cleanUp: (...request) => this.#relations.changes.cleanUp(...request),
      readRelation: (text) => this.#log.relationsIn([text])[0],
      onChange: () => {
        timeline.related.setPending(this.#outbox.relations);
        this.#update({});
      },
      fetchStored: (...request) => this.#log.fetchStored(this.#pages, ...request),
      // The endpoint that issues a token for a moderated room sees to it that the room has a moderator.
      onUnanswered: () => this.#transports.renew(),
      onNotAuthenticated: () => this.#transports.renew(),
    });
    this.#relations = new RoomRelations({
      clock,
      log: this.#log,
      pages: this.#pages,
      identity: this.#identity,
      outbox: this.#outbox,
    });
    this.#transports = new SessionTransports({
      ...options,
      onSession: (session) => this.#enter(session, options.createOutboxStore),
    });
    this.#connection = new Connection({
      source: this.#transports,
      clock,
      pages: this.#pages,
      read: (page) => this.#log.read(page),
      reachesBack: (items) => this.#log.reachesBack(items),
      onStatus: (status, error) => this.#update({ status, error }),
      onFetch: () => {
        this.#log.noteFetch();
        this.#outboxSince = this.#outbox.mark();
      },
      fetchRelations: (...request) => this.#relations.fetch(...request),
      onHistory: (tail, live) => this.#receiveHistory(tail, live),
      onItem: (item) => this.#receive(item),
      onBreak: () => this.#log.noteBreak(),
      onTransport: (transport) => {
        if (transport) {
          this.#hasRelations = transport.relations !== undefined;
          this.#identity.hasServer = transport.remove === undefined;
        }
        this.#update({});
        this.signals.transport = transport;
        this.files.store = transport?.files;
        this.#earlier.use(transport);
        if (transport) this.#outbox.start(transport);
        else this.#outbox.stop();
      },
      onFault: (fault) => this.faultListeners.call(fault),
    });
  }

  getState(): RoomState {
    return this.#state;
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
   * @returns undefined where no message can be sent: empty text, no session yet, or reading only
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  send(text: string, options: SendOptions = {}): PendingMessage | undefined {
    const details = this.#log.detailsOf(text, options);
    if ((isBlank(text) && !details.attachments) || !canWrite(this.#state)) return undefined;
    const message = this.#outbox.add(text, details);
    if (message) this.#identity.addSent(message.id);
    return message;
  }

  /** The visitor's changes of messages; undefined where none can be made. */
  get changes(): Changes | undefined {
    return this.#state.canRelate ? this.#relations.changes : undefined;
  }

  /** Fetches a page of stored messages before the first one here; `earlier` tells how it goes. */
  fetchEarlier(): void {
    void this.#earlier.fetch();
  }

  /** Tries a failed message or change again. */
  retry(id: string): void {
    this.#outbox.retry(id);
  }

  /** Forgets a failed message or change. */
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Leaves for good: no stream, timer or listener is left. */
  dispose(): void {
    this.#disposed = true;
    for (const part of [this.#connection, this.#outbox, this.files]) part.dispose();
    this.#update({ status: 'disconnected', error: undefined });
    this.clearListeners();
  }

  #enter(session: Session, createOutboxStore: (session: Session) => OutboxStore): void {
    const rules = new RoomRules(session.mode);
    this.#identity.session = this.files.session = session;
    this.#update({ session });
    this.#log.rules = rules;
    this.#outbox.open(session.user, () => createOutboxStore(session), rules);
    for (const { id } of this.#outbox.messages) this.#identity.addSent(id);
  }

  #receiveEarlier(page: readonly string[], joined: boolean, overlap: number): number | undefined {
    const items = this.#log.read(page);
    const { roomTimeline: timeline } = this.#log;
    if (!joined && !timeline.knows(items.filter(isMessage))) return undefined;
    const seam = Math.max(0, items.length - overlap);
    const common = items.slice(seam).filter(isMessage);
    // The dropped ones among the others were counted when they came.
    const earlier = this.#messagesIn(items.slice(0, seam));
    const added = timeline.mergeEarlier([...earlier, ...common], common.length);
    this.#update({});
    return added;
  }

  #receiveHistory(tail: Tail<ParsedItem>, liveItems: readonly LiveItem[]): void {
    // First: the list lacks the messages that are removed, and no gap is to be left for these.
    this.#relations.enter(tail);
    const { stored, live, additions, items, ...outcome } = this.#log.catchUp(tail, liveItems);
    this.#countDropped([...tail.stored, ...items]);
    const reach = tail.hasEarlier ? firstOrder(tail.stored) : 0;
    if (this.#log.rules.serverWrites) for (const each of stored) this.#settle(each);
    else this.#outbox.reconcile(stored, this.#outboxSince, reach);
    this.#earlier.enter(tail, this.#log.roomTimeline.messages.length, outcome.startsOver);
    this.#relations.removeAgain(stored);
    for (const each of live) this.#settle(each);
    // Published while the history was on its way, which may not know of it yet.
    items.forEach((item, index) => this.#receiveEvent(item, liveItems[index]));
    if (outcome.needsRefetch) this.#connection.refetch();
    const conflicts = additions.filter((addition) => addition === 'conflicting').length;
    this.#update({ loaded: true, dropped: this.#state.dropped + conflicts });
  }

  #receive(live: LiveItem): void {
    const item = this.#log.readLive(live);
    this.#receiveEvent(item, live);
    const [parsed] = this.#messagesIn([item]);
    if (!parsed) return;
    this.#settle(parsed);
    const isOwn = this.#identity.isLearnedOwn(parsed.message);
    const addition = this.#log.roomTimeline.add(parsed, isOwn);
    if (addition === 'added') this.#earlier.grow();
    if (isUnsure(parsed, addition)) this.#connection.refetch();
    const conflicts = addition === 'conflicting' ? 1 : 0;
    this.#update({ dropped: this.#state.dropped + conflicts });
    if (addition !== 'added' || parsed.message.author.id === this.#state.ownId) return;
    this.messageListeners.call(parsed.message);
  }

  #receiveEvent(item: ParsedItem, live: LiveItem | undefined): void {
    const events = live ? this.#log.eventsIn(item, live) : [];
    for (const published of events) {
      const { kind, event, by } = published;
      if (!isRelation(kind)) kind.receive(event, by, this.#signalRoom);
      else this.#relations.receive({ ...published, kind });
    }
    if (events.length > 0) this.#update({});
  }

  readonly #signalRoom: SignalRoom = {
    end: () => this.#update({ ended: true }),
    reject: (messageId, userId, error) => {
      this.#identity.learn(messageId, userId);
      if (userId === this.#identity.ownId) this.#relations.reject(messageId, error);
    },
  };

  /** A message came from the service: it may be one of the visitor's own. */
  #settle({ message, order }: ParsedMessage): void {
    const { author, id } = message;
    if (author.verified) this.#identity.learn(id, author.id);
    this.#outbox.settle(message, this.#identity.provenId, order);
  }

  #messagesIn(items: readonly ParsedItem[]): ParsedMessage[] {
    this.#countDropped(items);
    return items.filter(isMessage);
  }

  #countDropped(items: readonly ParsedItem[]): void {
    const dropped = items.filter(({ kind }) => kind === 'dropped').length;
    if (dropped > 0) this.#update({ dropped: this.#state.dropped + dropped });
  }

  #update(change: Partial<RoomState>): void {
    const pending = this.#outbox.messages;
    const state = { ...this.#state, ...change };
    this.#state = Object.freeze({
      ...state,
      ownId: this.#identity.ownId,
      messages: this.#log.settledMessages(pending),
      gaps: this.#log.roomTimeline.gaps,
      earlier: this.#earlier.state,
      pending,
      changes: this.#outbox.changes,
      canRelate: canWrite(state) && this.#hasRelations,
      canModerate: this.#identity.moderates,
    });
    this.stateListeners.call(this.#state);
  }
}
