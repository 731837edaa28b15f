import type { RoomStore } from './room-store.js';

/**
 * How long a process may take for a message before another one may try, in seconds: longer than moderation and
 * storing may take together.
 */
export const CLAIM_SECONDS = 15;
/** How long it is remembered what became of a message: senders ask again for minutes, not for hours. */
const RESULT_SECONDS = 3600;
/** Out of reach for every token: no room may have such a name. */
export const RESERVED_PREFIX = 'momento-chat/';

/** What has become of a message. */
export type Result =
  /** About to be stored, or stored: the process that did it may have ended in between. */
  | { readonly state: 'storing'; readonly item: string }
  | { readonly state: 'done'; readonly item: string }
  | { readonly state: 'rejected'; readonly reason: string };

/**
 * Settles among any number of processes which of them deals with a message: claims are items in the cache, made by
 * the one write that only one of them can win. A claim lapses by itself, so that nothing is lost with its process.
 */
export class Claims {
  readonly #store: RoomStore;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  /** @returns whether the message is ours, for {@link CLAIM_SECONDS} */
  take(room: string, userId: string, id: string): Promise<boolean> {
    return this.#store.setIfAbsent(key('claim', room, userId, id), '1', CLAIM_SECONDS);
  }

  /** Lets another try begin at once. */
  release(room: string, userId: string, id: string): Promise<void> {
    return this.#store.delete(key('claim', room, userId, id));
  }

  async resultOf(room: string, userId: string, id: string): Promise<Result | undefined> {
    const value = await this.#store.get(key('result', room, userId, id));
    // Only servers can have written it.
    return value === undefined ? undefined : (JSON.parse(value) as Result);
  }

  note(room: string, userId: string, id: string, result: Result): Promise<void> {
    const value = JSON.stringify(result);
    return this.#store.set(key('result', room, userId, id), value, RESULT_SECONDS);
  }
}

/** The user is part of it: nobody can take the id of somebody else's message away. */
function key(kind: string, ...parts: readonly string[]): string {
  return `${RESERVED_PREFIX}${kind}/${JSON.stringify(parts)}`;
}
