import { Connection } from '../../core/connection/connection.js';
import { HistoryPages, type Tail } from '../../core/connection/history.js';
import { StoredRelations } from '../../core/connection/stored-relations.js';
import { fixedTransport } from '../../core/connection/transport-source.js';
import { firstOrder, RoomLog } from '../../core/room-log.js';
import type { RelationEvent } from '../../core/timeline/relations.js';
import { isUnsure } from '../../core/timeline/outcomes.js';
import { Timeline } from '../../core/timeline/timeline.js';
import type { Clock } from '../../platform/clock.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import type { ChatError } from '../../protocol/errors.js';
import { isMessage, type ParsedItem } from '../../protocol/item.js';
import type { BasicEvent } from '../../protocol/kinds/index.js';
import { isRelation } from '../../protocol/kinds/kind.js';
import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { RoomRules, type ChatMode } from '../../protocol/room-rules.js';
import type { LiveItem, Transport } from '../../transport/transport.js';
import type { LiveRoomStore } from '../store/room-store.js';

/** The most items that wait until missed messages are fetched. Further ones are passed on at once, out of order. */
const MAX_HELD = 1_000;

export interface RelayFeedHandlers {
  /** A message is new to the room. Called once for each message, even if the topic repeats it. */
  onMessage: (message: ParsedMessage) => void;
  onEvent: (event: BasicEvent) => void;
  /** An item of the topic, unchanged. */
  onItem: (item: LiveItem) => void;
  /** The topic has skipped items: a client that follows the items has to fetch the list. */
  onGap: () => void;
  onStatus: (status: ConnectionStatus) => void;
  onFault: (fault: ChatError) => void;
}

/** One of a room's lists. */
export interface FeedList {
  readonly limit: number;
  /** The newest elements, oldest first. */
  readonly fetch: (count: number) => Promise<readonly string[]>;
}

/**
 * Follows a room for a relay. It uses the browser's connection logic: it listens to the topic, recovers from broken
 * streams, and fetches missed messages and relations from the lists. It keeps the messages, so that it passes each one
 * on only once.
 */
export class RelayFeed {
  readonly #handlers: RelayFeedHandlers;
  readonly #log: RoomLog;
  readonly #connection: Connection<ParsedItem>;
  /** Items that wait for the history that precedes them; undefined while nothing is missing. */
  #held: LiveItem[] | undefined = [];
  #entered = false;
  #hasRelations = false;
  readonly #relations: StoredRelations;
  /** Relations that were fetched for a history that is not here yet. */
  #fetched: string[] = [];

  constructor(
    store: Pick<LiveRoomStore, 'subscribe'>,
    room: string,
    lists: { readonly history: FeedList; readonly relations: FeedList },
    clock: Clock,
    handlers: RelayFeedHandlers,
  ) {
    this.#handlers = handlers;
    this.#log = new RoomLog(new Timeline(() => clock.now()));
    const pages = new HistoryPages(clock);
    this.#relations = new StoredRelations(pages, (texts) => this.#fetched.push(...texts));
    const { history, relations } = lists;
    this.#connection = new Connection({
      source: fixedTransport({
        historyLimit: history.limit,
        fetchHistory: fetcherOf(history),
        ...(relations.limit > 0
          ? { relations: { limit: relations.limit, fetch: fetcherOf(relations) } }
          : {}),
        subscribe: (streamHandlers, signal) => store.subscribe(room, streamHandlers, signal),
        push: () => Promise.resolve(),
        publish: () => Promise.resolve(),
      }),
      clock,
      pages,
      read: (page) => this.#log.read(page),
      reachesBack: (items) => this.#log.reachesBack(items),
      onStatus: (status) => handlers.onStatus(status),
      onFetch: () => this.#log.noteFetch(),
      fetchRelations: (...request) => this.#fetchRelations(...request),
      onHistory: (tail, live) => this.#catchUp(tail, live),
      onBreak: () => {
        this.#held ??= [];
        this.#log.noteBreak();
      },
      onItem: (item) => this.#receive(item),
      onTransport: () => undefined,
      onFault: handlers.onFault,
    });
  }

  connect(): void {
    this.#connection.connect();
  }

  /** The room's mode: it decides whose items are trusted. */
  set mode(mode: ChatMode) {
    this.#log.rules = new RoomRules(mode);
  }

  get mode(): ChatMode {
    return this.#log.rules.mode;
  }

  /** Returns the stored messages that were not passed on yet. */
  lacking(stored: readonly ParsedMessage[]): ParsedMessage[] {
    return this.#log.roomTimeline.lacking(stored);
  }

  /** An order after all messages that were ever passed on. */
  nextOrder(): number {
    return this.#log.roomTimeline.nextOrder();
  }

  /** The messages among stored items. */
  read(stored: readonly string[]): ParsedMessage[] {
    return this.#log.read(stored).filter(isMessage);
  }

  /** Whether the room has had relations since the relay follows it: their list may not be empty. */
  get hasRelations(): boolean {
    return this.#hasRelations;
  }

  /** A message as its author sent it; undefined if it is not kept here. */
  find(id: string): ChatMessage | undefined {
    return this.#log.roomTimeline.originalOf(id);
  }

  /** Whether the message's author has removed it. */
  isRemoved({ id, author }: ChatMessage): boolean {
    const known = this.find(id);
    return known !== undefined && isRemoved(known) && known.author.id === author.id;
  }

  orderOf(id: string): number | undefined {
    return this.#log.roomTimeline.orderOf(id);
  }

  /** The relation in an element of the relations' list; undefined if it has none. */
  readRelation(element: string): RelationEvent | undefined {
    return this.#log.relationsIn([element])[0];
  }

  /** The latest relation of the same author with the same key, as far as it is known here. */
  latestOf(relation: RelationEvent): RelationEvent | undefined {
    const stamp = { ...relation.stamp, order: Number.MAX_SAFE_INTEGER };
    return this.#log.roomTimeline.related.replacedBy({ ...relation, stamp });
  }

  /** Takes in relations from the list, and passes on removals that are new. */
  relate(relations: readonly RelationEvent[]): void {
    this.#hasRelations ||= relations.length > 0;
    const { roomTimeline: timeline } = this.#log;
    timeline.related.inOneBatch(() => {
      for (const relation of relations) {
        const isApplied = timeline.relate(relation) === 'applied';
        // A client that enters now gets the messages without the removed ones.
        if (isApplied && this.#entered) this.#handlers.onEvent(relation.event as BasicEvent);
      }
    });
  }

  close(): void {
    this.#connection.dispose();
  }

  #fetchRelations(
    transport: Transport,
    tail: Promise<Tail<ParsedItem>>,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#log.roomTimeline.related.takeLoss()) this.#relations.forget();
    const start = tail.then(startOf);
    // The history's fault is reported by its own fetch.
    start.catch(() => undefined);
    return this.#relations.catchUp(transport, start, (text) => this.#log.orderOf(text), signal);
  }

  /** @param early items of the topic that arrived before the history was fetched */
  #catchUp(tail: Tail<ParsedItem>, early: readonly LiveItem[]): void {
    // Taken in first, so that no removed message is passed on.
    this.relate(this.#log.relationsIn(this.#fetched.splice(0)));
    const { stored, additions, needsRefetch } = this.#log.catchUp(tail, early);
    // A client that enters now fetches the history itself.
    if (this.#entered) {
      stored.forEach((message, index) => {
        if (additions[index] === 'added') this.#handlers.onMessage(message);
      });
      this.#handlers.onGap();
    }
    this.#log.roomTimeline.start = Math.min(startOf(tail), this.#log.roomTimeline.firstOrder);
    this.#entered = true;
    if (needsRefetch) this.#connection.refetch();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const item of held) this.#pass(item);
  }

  #receive(item: LiveItem): void {
    this.#handlers.onItem(item);
    if (this.#held && this.#held.length < MAX_HELD) this.#held.push(item);
    else this.#pass(item);
  }

  #pass(live: LiveItem): void {
    const item = this.#log.readLive(live);
    this.#passEvent(item, live);
    if (item.kind !== 'message') return;
    const addition = this.#log.roomTimeline.add(item);
    if (addition === 'added') this.#handlers.onMessage(item);
    if (isUnsure(item, addition)) this.#connection.refetch();
  }

  /** Passes on valid events, as a browser does: in a direct room a client may only remove its own messages. */
  #passEvent(item: ParsedItem, live: LiveItem): void {
    for (const published of this.#log.eventsIn(item, live)) {
      const { kind, event, by } = published;
      this.#hasRelations ||= isRelation(kind);
      const isApplied =
        isRelation(kind) && this.#log.roomTimeline.relate({ ...published, kind }) === 'applied';
      // Members ignore events of other kinds than the basic ones, hence the type assertion.
      if (isApplied || by.isServer) this.#handlers.onEvent(event as BasicEvent);
    }
  }
}

/** The order of the first of these messages: nothing before it needs its relations. */
function startOf({ stored, hasEarlier }: Tail<ParsedItem>): number {
  const first = firstOrder(stored);
  return hasEarlier && Number.isFinite(first) ? first : 0;
}

function fetcherOf({ fetch }: FeedList): Transport['fetchHistory'] {
  return async (skip, count) => {
    const items = await fetch(skip + count);
    return items.slice(0, Math.max(0, items.length - skip));
  };
}
