import type { ChatError } from '../protocol/errors.js';
import type { Outgoing } from '../protocol/item.js';

/** A live item, as received. */
export interface LiveItem {
  /** The item's text; undefined for binary items, which no chat writes. */
  readonly text: string | undefined;
  /** Who published it, by the service's word; undefined where the service does not say. */
  readonly publisherId: string | undefined;
  /** The topic's number for it: one more than the item's before, until the topic starts over. */
  readonly sequence: number;
  /** Numbers start over on a new page; undefined where the service does not say. */
  readonly page?: number | undefined;
}

/** Whether two items of one number are one item, delivered twice: a topic that starts over gives its numbers anew. */
export function isSameItem(one: LiveItem, other: LiveItem): boolean {
  return (
    one.sequence === other.sequence &&
    one.page === other.page &&
    one.text === other.text &&
    one.publisherId === other.publisherId
  );
}

export interface SubscriptionHandlers {
  onItem(item: LiveItem): void;
  /** A sign of life in a quiet room. */
  onHeartbeat(): void;
  /** The service says that items may be missing. */
  onDiscontinuity(): void;
  /** The subscription is over, or about to skip something. Called at most once, and never after `close()`. */
  onEnd(error: ChatError): void;
}

export interface Subscription {
  close(): void;
}

/** A list of the room's. */
export interface StoredList {
  /** Elements that are kept stored. */
  readonly limit: number;
  /** At most `count` elements, oldest first: those before the newest `skip`. */
  fetch(skip: number, count: number): Promise<readonly string[]>;
  /** Takes all elements that are equal to this one out of the list. Missing where a server does so. */
  remove?(text: string): Promise<void>;
}

/** The files of a room's messages, part by part; see `PART_BYTES`. */
export interface FileStore {
  /**
   * Stores one part of a file of the visitor's. The same part may be stored again.
   *
   * @param id of the file, as its attachment has it
   * @throws ChatError
   */
  put(id: string, part: number, bytes: Uint8Array): Promise<void>;
  /**
   * One part of a file that a message of the room has; undefined where it is not stored any more.
   *
   * @throws ChatError
   */
  get(id: string, part: number): Promise<Uint8Array | undefined>;
  /**
   * Forgets one part of a file whose message was removed. Missing where a server does so.
   *
   * @throws ChatError
   */
  readonly remove?: ((id: string, part: number) => Promise<void>) | undefined;
}

/**
 * The way to one room. It takes messages, and writes them as its wire wants them. Every rejection is a `ChatError`, or an
 * AbortError after an abort.
 */
export interface Transport {
  /** Resolves once live items are being received; an abort also closes a stream that is being opened. */
  subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription>;
  /** Messages that are kept stored; 0: none. */
  readonly historyLimit: number;
  /** At most `count` stored messages, oldest first: those before the newest `skip`. */
  fetchHistory(skip: number, count: number): Promise<readonly string[]>;
  /** The room's relations; undefined where it has none, or as soon as it shows that the visitor may not read them. */
  readonly relations?: StoredList | undefined;
  /** The room's files; undefined where it takes none. */
  readonly files?: FileStore | undefined;
  /** Takes all stored messages that are equal to this text out of the list. Undefined where a server does so. */
  readonly remove?: ((text: string) => Promise<void>) | undefined;
  /**
   * Stores messages, or relations, behind all others. After a time-out they may have been stored all the same. Does nothing
   * where a server stores.
   *
   * @param spare elements that the list may hold beyond its messages
   */
  push(items: readonly Outgoing[], spare?: number): Promise<void>;
  /** Sends an item to every reader that is there now; in a moderated room to its moderator. */
  publish(item: Outgoing): Promise<void>;
}

/** How much history a room keeps. */
export interface HistoryOptions {
  /** Messages kept in the list; 0: live messages only, no list at all. */
  readonly limit: number;
  /** How long the list outlives its last message, in seconds; 86,400 at most (a limit of the service). */
  readonly ttlSeconds: number;
}
