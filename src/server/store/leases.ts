import { ownFields } from '../../protocol/own-fields.js';
import type { RejectionCode } from '../../protocol/kinds/rejection.js';
import { RESERVED_PREFIX } from '../../protocol/room-name.js';
import type { RoomStore } from './room-store.js';

/**
 * How long a process may take for a message before another one may try, in seconds. Less than the 20 s after which
 * a sender asks again; more than moderating and storing may take together.
 */
export const LEASE_SECONDS = 15;
/** How long it is remembered what became of a message: senders ask again for minutes, not for hours. */
const RESULT_SECONDS = 3600;

/** What has become of a message. */
export type Result =
  /** About to be stored, or stored: the process that did it may have ended in between. */
  | { readonly state: 'storing'; readonly item: string }
  | { readonly state: 'done'; readonly item: string }
  | { readonly state: 'rejected'; readonly code: RejectionCode; readonly reason?: string };

/**
 * Settles among any number of processes which of them deals with a message: claims are items in the cache, made by
 * the one write that only one of them can win. A claim lapses by itself, so that nothing is lost with its process.
 */
export class Leases {
  readonly #store: RoomStore;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  /** @returns whether the message is ours, for so many seconds */
  acquire(room: string, userId: string, id: string, seconds = LEASE_SECONDS): Promise<boolean> {
    return this.#store.setIfAbsent(keyOf('claim', room, userId, id), '1', seconds);
  }

  /** Lets another try begin at once. */
  release(room: string, userId: string, id: string): Promise<void> {
    return this.#store.delete(keyOf('claim', room, userId, id));
  }

  async resultOf(room: string, userId: string, id: string): Promise<Result | undefined> {
    const value = await this.#store.get(keyOf('result', room, userId, id));
    // Only servers can have written it.
    return value === undefined ? undefined : ownFields<Result>(JSON.parse(value));
  }

  record(room: string, userId: string, id: string, result: Result): Promise<void> {
    const key = keyOf('result', room, userId, id);
    return this.#store.set(key, JSON.stringify(result), RESULT_SECONDS);
  }
}

/**
 * Notes that a message was taken back, so that it does not return when its sender, who has not heard of it, asks
 * again. Whose it was need not be known.
 */
export function recordRemoval(store: RoomStore, room: string, id: string): Promise<void> {
  return store.set(removalKey(room, id), '1', RESULT_SECONDS);
}

export async function isRemoved(store: RoomStore, room: string, id: string): Promise<boolean> {
  return (await store.get(removalKey(room, id))) !== undefined;
}

function removalKey(room: string, id: string): string {
  return keyOf('removal', room, id);
}

/** A user is part of what names a message: nobody can take the id of somebody else's away. */
function keyOf(kind: 'claim' | 'result' | 'removal', ...parts: readonly string[]): string {
  return `${RESERVED_PREFIX}${kind}/${JSON.stringify(parts)}`;
}
