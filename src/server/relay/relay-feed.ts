import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import type { ParsedItem, ParsedMessage } from '../../protocol/message.js';
import { parseRoomEvent, type RoomEvent } from '../../protocol/room-events.js';
import { Connection } from '../../core/connection/connection.js';
import { HistoryPages } from '../../core/connection/history.js';
import { ItemReader } from '../../core/timeline/item-reader.js';
import { isUnsure, Timeline, type Mark } from '../../core/timeline/timeline.js';
import { SessionSource } from '../../session/session-source.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import type { LiveItem, Transport } from '../../transport/transport.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import type { LiveRoomStore } from '../store/room-store.js';

/** A server needs no token of its own: this one is never looked at, and never expires. */
const TOKEN = { authToken: 'relay', expiresAt: 32_503_680_000 };
const NOBODY = { id: 'relay', name: 'relay', avatarUrl: undefined };

/** Items that wait for what was missed before them; more come before it. */
const MAX_HELD = 1_000;

export interface RelayFeedHandlers {
  /** A message is new to the room: each once, whatever the topic does. */
  onMessage: (message: ParsedMessage) => void;
  onEvent: (event: RoomEvent) => void;
  /** What the topic brings, as it is. */
  onItem: (item: LiveItem) => void;
  /** The topic has skipped something: whoever follows its items has to look into the list. */
  onGap: () => void;
  onStatus: (status: ConnectionStatus) => void;
  onFault: (fault: ChatError) => void;
}

/**
 * A room as a relay hears of it: through its topic, with the browser's own care for streams that die, and with its list
 * to make up for what was missed. It remembers what was there, as a browser does, to pass everything on just once.
 */
export class RelayFeed {
  readonly #handlers: RelayFeedHandlers;
  readonly #reader = new ItemReader();
  readonly #timeline: Timeline;
  readonly #connection: Connection<ParsedMessage>;
  /** What comes before the history that it follows; undefined while nothing is missing. */
  #held: LiveItem[] | undefined = [];
  #entered = false;
  #brokenSince: Mark | undefined;

  /** @param fetchHistory the newest stored items, oldest first */
  constructor(
    store: Pick<LiveRoomStore, 'subscribe'>,
    room: string,
    history: { readonly limit: number; fetch: (count: number) => Promise<readonly string[]> },
    clock: Clock,
    handlers: RelayFeedHandlers,
  ) {
    this.#handlers = handlers;
    this.#timeline = new Timeline(() => clock.now());
    const transport: Transport = {
      historyLimit: history.limit,
      async fetchHistory(skip, count) {
        const items = await history.fetch(skip + count);
        return items.slice(0, Math.max(0, items.length - skip));
      },
      subscribe: (streamHandlers, signal) => store.subscribe(room, streamHandlers, signal),
      push: () => Promise.resolve(),
      publish: () => Promise.resolve(),
    };
    this.#connection = new Connection({
      sessions: new SessionSource(
        () => Promise.resolve({ body: TOKEN, servedAt: undefined }),
        { room, cacheName: 'relay', visitor: NOBODY },
        clock,
      ),
      createTransport: () => transport,
      clock,
      pages: new HistoryPages(clock),
      read: (page) => this.read(page),
      reachesBack: (messages) => this.#reachesBack(messages),
      onStatus: (status) => handlers.onStatus(status),
      onSession: () => undefined,
      onFetch: () => undefined,
      onHistory: ({ stored }, live) => this.#catchUp(stored, live),
      onBreak: () => this.#break(),
      onItem: (item) => this.#receive(item),
      onTransport: () => undefined,
      onFault: handlers.onFault,
    });
  }

  connect(): void {
    this.#connection.connect();
  }

  /** Whose word the room's items are. */
  set mode(mode: ChatMode) {
    this.#reader.mode = mode;
  }

  /** Those of the stored messages that were not passed on yet. */
  lacking(stored: readonly ParsedMessage[]): ParsedMessage[] {
    return this.#timeline.lacking(stored);
  }

  /** Behind all that was ever passed on. */
  nextOrder(): number {
    return this.#timeline.nextOrder();
  }

  /** The messages among stored items. */
  read(stored: readonly string[]): ParsedMessage[] {
    return stored.map((text) => this.#reader.stored(text)).filter(isMessage);
  }

  close(): void {
    this.#connection.dispose();
  }

  #reachesBack(messages: readonly ParsedMessage[]): boolean {
    const since = this.#brokenSince;
    if (since === undefined || since === 0) return true;
    return this.#timeline.knows(messages, since);
  }

  #break(): void {
    this.#held ??= [];
    this.#brokenSince ??= this.#timeline.mark();
  }

  /** @param early what the topic brought before there was any history */
  #catchUp(messages: readonly ParsedMessage[], early: readonly LiveItem[]): void {
    const overlap = early.map((item) => this.#reader.live(item)).filter(isMessage);
    const additions = this.#timeline.merge(messages, overlap);
    // Whoever enters now fetches what is there for themselves.
    if (this.#entered) {
      messages.forEach((message, index) => {
        if (additions[index] === 'added') this.#handlers.onMessage(message);
      });
      this.#handlers.onGap();
    }
    this.#entered = true;
    this.#brokenSince = undefined;
    const ofLive = additions.slice(messages.length);
    if (overlap.some((item, index) => isUnsure(item, ofLive[index]))) this.#connection.refetch();
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
    const item = this.#reader.live(live);
    if (item.kind === 'event') {
      const event = parseRoomEvent(item.fields);
      if (event && this.#isAllowed(event, live.publisherId)) this.#handlers.onEvent(event);
    }
    if (item.kind !== 'message') return;
    const addition = this.#timeline.add(item);
    if (addition === 'added') this.#handlers.onMessage(item);
    if (isUnsure(item, addition)) this.#connection.refetch();
  }

  /** As in a browser: to a direct room everybody publishes, and may take back their own messages, and nothing else. */
  #isAllowed(event: RoomEvent, publisherId: string | undefined): boolean {
    if (this.#reader.mode === 'moderated') {
      if (event.type === 'removal') this.#timeline.remove(event.id);
      return true;
    }
    let isOwn = false;
    if (event.type !== 'removal' || publisherId === undefined) return isOwn;
    this.#timeline.remove(event.id, (authorId) => (isOwn = authorId === publisherId));
    return isOwn;
  }
}

function isMessage(item: ParsedItem): item is ParsedMessage {
  return item.kind === 'message';
}
