import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import type { RejectionEvent } from '../../protocol/kinds/rejection.js';
import type { BasicEvent } from '../../protocol/kinds/index.js';
import { relationsKey, type ChatMode } from '../../protocol/room-rules.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import { RelayFeed } from './relay-feed.js';
import type { RelayMember } from './relay-member.js';
import { unavailable } from './relay-refusal.js';
import type { Bot } from '../bot/bot.js';
import type { LiveRoomStore } from '../store/room-store.js';
import { SharedFetch } from './shared-fetch.js';

/** How long a join may wait for the room's stream, in ms: less than the client waits for an answer. */
const JOIN_MS = 8_000;
/** The wait before a retry after a permanent fault, in ms. */
const RETRY_MS = 30_000;

/** A moderator's result for a message. */
export type Outcome = 'passed' | RejectionEvent;

export interface RelayRoomOptions {
  readonly room: string;
  readonly store: LiveRoomStore;
  readonly mode: ChatMode;
  /** The number of stored messages that are kept. */
  readonly historyLimit: number;
  /** The number of stored relations that are kept. */
  readonly relationsLimit: number;
  readonly clock: Clock;
  /** The bot of direct rooms. */
  readonly bot: Pick<Bot, 'onArrival' | 'onRoom'> | undefined;
  readonly onFault: (fault: ChatError) => void;
}

/** A room that clients of this relay have joined. They share one subscription. */
export class RelayRoom {
  readonly name: string;
  readonly feed: RelayFeed;
  readonly #bot: RelayRoomOptions['bot'];
  readonly #clock: Clock;
  readonly #members = new Set<RelayMember>();
  readonly #fetch: SharedFetch;
  readonly #fetchRelations: SharedFetch;
  /** Joins that wait for the room's stream. */
  readonly #joining = new Set<{ resolve: () => void; reject: (error: Error) => void }>();
  readonly #outcomes = new Map<string, (outcome: Outcome) => void>();
  #live = false;
  #retryTimer: unknown;

  constructor(options: RelayRoomOptions) {
    const { room, store, mode, historyLimit, relationsLimit, clock, onFault } = options;
    this.name = room;
    this.#bot = options.bot;
    this.#clock = clock;
    this.#fetch = new SharedFetch((count) => store.fetch(room, Math.min(count, historyLimit)));
    const key = relationsKey(room);
    this.#fetchRelations = new SharedFetch((count) =>
      store.fetch(key, Math.min(count, relationsLimit)),
    );
    this.feed = new RelayFeed(
      store,
      room,
      {
        history: { limit: historyLimit, fetch: (count) => this.fetch(count) },
        relations: { limit: relationsLimit, fetch: (count) => this.fetchRelations(count) },
      },
      clock,
      {
        onItem: (item) => this.#forEachMember((member) => member.takeItem(item)),
        onMessage: (message) => this.#onMessage(message),
        onEvent: (event) => this.#onEvent(event),
        onGap: () => this.#forEachMember((member) => member.gap()),
        onStatus: (status) => this.#onStatus(status),
        onFault,
      },
    );
    this.feed.mode = mode;
    this.feed.connect();
  }

  /** Whether the room's stream is open, and no message is missing. */
  get live(): boolean {
    return this.#live;
  }

  add(member: RelayMember): void {
    this.#members.add(member);
  }

  remove(member: RelayMember): void {
    this.#members.delete(member);
  }

  /**
   * Resolves when the room is live, at once if it already is.
   *
   * @throws RelayRefusal after 8 s, or after a permanent fault
   */
  untilLive(): Promise<void> {
    if (this.#live) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiting = {
        resolve: () => finish(resolve),
        reject: (error: Error) => finish(() => reject(error)),
      };
      const timer = this.#clock.setTimeout(
        () => waiting.reject(unavailable('join the room')),
        JOIN_MS,
      );
      const finish = (settle: () => void): void => {
        this.#clock.clearTimeout(timer);
        this.#joining.delete(waiting);
        settle();
      };
      this.#joining.add(waiting);
    });
  }

  /** The newest stored items, oldest first. */
  fetch(count: number): Promise<readonly string[]> {
    return this.#fetch.fetch(count);
  }

  /** The newest stored relations, oldest first. */
  fetchRelations(count: number): Promise<readonly string[]> {
    return this.#fetchRelations.fetch(count);
  }

  /** Calls back with a moderator's result for a message. @returns the function that removes the listener */
  onOutcome(id: string, listener: (outcome: Outcome) => void): () => void {
    this.#outcomes.set(id, listener);
    return () => this.#outcomes.delete(id);
  }

  close(): void {
    this.#clock.clearTimeout(this.#retryTimer);
    this.feed.close();
    for (const { reject } of [...this.#joining]) reject(unavailable('join the room'));
  }

  #onMessage(message: ParsedMessage): void {
    const { id, author } = message.message;
    this.#outcomes.get(id)?.('passed');
    // Another relay may have written it, and have ended since.
    if (this.feed.mode === 'direct' && author.id !== undefined) {
      this.#bot?.onArrival(this.name, author.id, id);
    }
    this.#forEachMember((member) => member.takeMessage(message));
  }

  #onEvent(event: BasicEvent): void {
    if (event.type === 'rejection') this.#outcomes.get(event.id)?.(event);
    else this.#forEachMember((member) => member.takeEvent(event));
  }

  #onStatus(status: ConnectionStatus): void {
    if (status === 'connected') {
      this.#live = true;
      for (const { resolve } of [...this.#joining]) resolve();
    } else if (status === 'reconnecting' || status === 'failed') {
      this.#live = false;
      this.#forEachMember((member) => member.cut());
    }
    if (status !== 'failed') return;
    for (const { reject } of [...this.#joining]) reject(unavailable('join the room'));
    // The server has to continue by itself when the fault is fixed.
    this.#retryTimer = this.#clock.setTimeout(() => this.feed.connect(), RETRY_MS);
  }

  #forEachMember(act: (member: RelayMember) => void): void {
    for (const member of [...this.#members]) act(member);
  }
}
