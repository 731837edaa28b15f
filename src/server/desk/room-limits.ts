import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** Momento keeps an item for a day at most. */
const TTL_SECONDS = 86_400;

/** What members may do in a room. Moderators and owners are not bound by it. */
export interface RoomLimits {
  /** Slow mode: a member may send one message in so many seconds; 0: it is off. */
  readonly slowSeconds: number;
  /** Members may only read. */
  readonly readOnly: boolean;
}

const NONE: RoomLimits = Object.freeze({ slowSeconds: 0, readOnly: false });

/** The limits of all rooms, each a cache item that all processes see at once. */
export class StoredRoomLimits {
  readonly #store: RoomStore;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  /** @throws the store's error */
  async of(room: string): Promise<RoomLimits> {
    const value = await this.#store.get(keyOf('limits', room));
    // Only servers can write this key, so the value is trusted.
    return value === undefined ? NONE : { ...NONE, ...ownFields<RoomLimits>(JSON.parse(value)) };
  }

  /** Keeps limits for a day. */
  async set(room: string, limits: RoomLimits): Promise<void> {
    const key = keyOf('limits', room);
    if (!limits.readOnly && limits.slowSeconds === 0) await this.#store.delete(key);
    else await this.#store.set(key, JSON.stringify(limits), TTL_SECONDS);
  }
}
