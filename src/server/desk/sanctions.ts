import type { Clock } from '../../platform/clock.js';
import { MAX_SANCTION_SECONDS } from '../../protocol/kinds/desk.js';
import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/**
 * What a user may not do in a room for a while. A `mute` ends writing. A `ban` also ends entering: no new token is issued, and
 * a relay lets them join no more.
 */
export interface Sanction {
  readonly kind: 'mute' | 'ban';
  /** When it ends, in epoch ms. */
  readonly until: number;
  /** The reason that the user is shown. */
  readonly reason?: string;
}

/**
 * The sanctions of all rooms. Each is a cache item of its own, which ends by itself: all processes see it at once, and two
 * moderators do not overwrite each other's.
 */
export class Sanctions {
  readonly #store: RoomStore;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(store: RoomStore, clock: Pick<Clock, 'now'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The sanction that holds now; undefined: none. @throws the store's error */
  async of(room: string, userId: string): Promise<Sanction | undefined> {
    const value = await this.#store.get(keyOf('sanction', room, userId));
    if (value === undefined) return undefined;
    // Only servers can write this key, so the value is trusted.
    const sanction = ownFields<Sanction>(JSON.parse(value));
    // The service ends items by whole seconds.
    return sanction.until > this.#clock.now() ? sanction : undefined;
  }

  async set(room: string, userId: string, sanction: Sanction): Promise<void> {
    const seconds = Math.ceil((sanction.until - this.#clock.now()) / 1000);
    const ttl = Math.min(MAX_SANCTION_SECONDS, Math.max(1, seconds));
    await this.#store.set(keyOf('sanction', room, userId), JSON.stringify(sanction), ttl);
  }

  lift(room: string, userId: string): Promise<void> {
    return this.#store.delete(keyOf('sanction', room, userId));
  }
}
