import type { Subscription, SubscriptionHandlers } from '../../transport/transport.js';

/** How much of a room's history is kept. */
export interface HistoryLimits {
  /** Messages. */
  readonly limit: number;
  /** How long the list outlives its last message, in seconds; 86,400 at most (a limit of the service). */
  readonly ttlSeconds: number;
}

/**
 * What the server side needs of Momento, in one cache. A type of its own because the way there differs by runtime:
 * Node speaks gRPC (`momentoRoomStore`), an edge worker may use Momento's HTTP API.
 *
 * Every rejection counts as a fault that may pass.
 */
export interface RoomStore {
  /** The newest stored messages, oldest first. */
  fetch(room: string, limit: number): Promise<readonly string[]>;
  /** Stores a message behind all others, and lets go of the oldest beyond the limit. */
  push(room: string, item: string, history: HistoryLimits): Promise<void>;
  /** Takes all elements out of the list that are exactly this. */
  remove(room: string, item: string): Promise<void>;
  /** Deletes a room's list, or any other item. */
  delete(key: string): Promise<void>;
  publish(topic: string, item: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** @returns whether nothing was there before, and the value is now */
  setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean>;
}

/** A store that can also listen: for processes that stay. */
export interface LiveRoomStore extends RoomStore {
  subscribe(
    topic: string,
    handlers: SubscriptionHandlers,
    signal: AbortSignal,
  ): Promise<Subscription>;
  /** Closes the connections to Momento. */
  close(): void;
}
