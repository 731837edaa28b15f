import { Connection } from '../../core/connection/connection.js';
import { HistoryPages, type Tail } from '../../core/connection/history.js';
import { fixedTransport } from '../../core/connection/transport-source.js';
import { RoomLog } from '../../core/room-log.js';
import { isUnsure } from '../../core/timeline/outcomes.js';
import { Timeline } from '../../core/timeline/timeline.js';
import type { Clock } from '../../platform/clock.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import type { ChatError } from '../../protocol/errors.js';
import { isMessage, type ParsedItem } from '../../protocol/item.js';
import type { BasicEvent } from '../../protocol/kinds/index.js';
import { isRelation } from '../../protocol/kinds/kind.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { RoomRules, type ChatMode } from '../../protocol/room-rules.js';
import type { LiveItem } from '../../transport/transport.js';
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

/**
 * Follows a room for a relay. It uses the browser's connection logic: it listens to the topic, recovers from broken
 * streams, and fetches missed messages from the list. It keeps the messages, so that it passes each one on only once.
 */
export class RelayFeed {
  readonly #handlers: RelayFeedHandlers;
  readonly #log: RoomLog;
  readonly #connection: Connection<ParsedItem>;
  /** Items that wait for the history that precedes them; undefined while nothing is missing. */
  #held: LiveItem[] | undefined = [];
  #entered = false;

  /** @param fetchHistory the newest stored items, oldest first */
  constructor(
    store: Pick<LiveRoomStore, 'subscribe'>,
    room: string,
    history: { readonly limit: number; fetch: (count: number) => Promise<readonly string[]> },
    clock: Clock,
    handlers: RelayFeedHandlers,
  ) {
    this.#handlers = handlers;
    this.#log = new RoomLog(new Timeline(() => clock.now()));
    this.#connection = new Connection({
      source: fixedTransport({
        historyLimit: history.limit,
        async fetchHistory(skip, count) {
          const items = await history.fetch(skip + count);
          return items.slice(0, Math.max(0, items.length - skip));
        },
        subscribe: (streamHandlers, signal) => store.subscribe(room, streamHandlers, signal),
        push: () => Promise.resolve(),
        publish: () => Promise.resolve(),
      }),
      clock,
      pages: new HistoryPages(clock),
      read: (page) => this.#log.read(page),
      reachesBack: (items) => this.#log.reachesBack(items),
      onStatus: (status) => handlers.onStatus(status),
      onFetch: () => this.#log.noteFetch(),
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

  /** Returns the stored messages that were not passed on yet. */
  lacking(stored: readonly ParsedMessage[]): ParsedMessage[] {
    return this.#log.timeline.lacking(stored);
  }

  /** An order after all messages that were ever passed on. */
  nextOrder(): number {
    return this.#log.timeline.nextOrder();
  }

  /** The messages among stored items. */
  read(stored: readonly string[]): ParsedMessage[] {
    return this.#log.read(stored).filter(isMessage);
  }

  close(): void {
    this.#connection.dispose();
  }

  /** @param early items of the topic that arrived before the history was fetched */
  #catchUp(tail: Tail<ParsedItem>, early: readonly LiveItem[]): void {
    const { stored, additions, needsRefetch } = this.#log.catchUp(tail, early);
    // A client that enters now fetches the history itself.
    if (this.#entered) {
      stored.forEach((message, index) => {
        if (additions[index] === 'added') this.#handlers.onMessage(message);
      });
      this.#handlers.onGap();
    }
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
    const addition = this.#log.timeline.add(item);
    if (addition === 'added') this.#handlers.onMessage(item);
    if (isUnsure(item, addition)) this.#connection.refetch();
  }

  /** Passes on valid events, as a browser does: in a direct room a client may only remove its own messages. */
  #passEvent(item: ParsedItem, live: LiveItem): void {
    for (const published of this.#log.eventsIn(item, live)) {
      const { kind, event, by } = published;
      const isApplied =
        isRelation(kind) && this.#log.timeline.relate({ ...published, kind }) === 'applied';
      // A relay knows only the basic kinds, hence the type assertion.
      if (isApplied || by.isServer) this.#handlers.onEvent(event as BasicEvent);
    }
  }
}
