import type { Subscription, SubscriptionHandlers } from '../../transport/transport.js';

/** How much of a room's history is kept. */
export interface HistoryLimits {
  /** Number of messages. */
  readonly limit: number;
  /** How long the list is kept after its last message, in seconds; 86,400 at most (a limit of the service). */
  readonly ttlSeconds: number;
}

/**
 * The operations that the server side needs from Momento, in one cache. It is an interface because the access differs
 * by runtime: Node speaks gRPC (`momentoRoomStore`), an edge worker may use Momento's HTTP API.
 *
 * Every rejection counts as a temporary fault.
 */
export interface RoomStore {
  /** The newest stored messages, oldest first. */
  fetch(room: string, limit: number): Promise<readonly string[]>;
  /** Appends a message to the list, and removes the oldest ones beyond the limit. */
  push(room: string, item: string, history: HistoryLimits): Promise<void>;
  /** Removes all elements that are equal to the item from the list. */
  remove(room: string, item: string): Promise<void>;
  /**
   * Makes a list live for this long from now on; nothing happens if there is none. Without this method, a room's reactions
   * and edits may expire before its messages.
   */
  refresh?(list: string, ttlSeconds: number): Promise<void>;
  /** Deletes a room's list, or any other cache item. */
  delete(key: string): Promise<void>;
  publish(topic: string, item: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Needed together with `setBytes`, for the files of moderated rooms only. */
  getBytes?(key: string): Promise<Uint8Array | undefined>;
  setBytes?(key: string, bytes: Uint8Array, ttlSeconds: number): Promise<void>;
  /** @returns true if the key was absent and now has the value */
  setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean>;
  /**
   * Needed together with `keysExist`, to divide the rooms among moderators. Without them each moderator listens to every room.
   *
   * @returns true if the key was absent, or had the value `equal`, and now has the value
   */
  setIfAbsentOrEqual?(
    key: string,
    value: string,
    equal: string,
    ttlSeconds: number,
  ): Promise<boolean>;
  /** @returns for each key, in order, whether it exists */
  keysExist?(keys: readonly string[]): Promise<readonly boolean[]>;
  /**
   * Needed for an inbox only.
   *
   * @returns true if the key had the value `expected` and now has the other one
   */
  setIfEqual?(key: string, value: string, expected: string, ttlSeconds: number): Promise<boolean>;
}

/** A store that can also subscribe to topics: for long-running processes. */
export interface LiveRoomStore extends RoomStore {
  subscribe(
    topic: string,
    handlers: SubscriptionHandlers,
    signal: AbortSignal,
  ): Promise<Subscription>;
  /** Closes the connections to Momento. */
  close(): void;
}
