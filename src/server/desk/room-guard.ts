import type { Clock } from '../../platform/clock.js';
import type { Role } from '../../protocol/role.js';
import type { RoomStore } from '../store/room-store.js';
import { StoredRoomLimits } from './room-limits.js';
import { Sanctions, type Sanction } from './sanctions.js';
import { SlowMode } from './slow-mode.js';

/** Why a user may not write now. */
export type Restriction =
  | ({ readonly because: 'sanction' } & Sanction)
  | { readonly because: 'read-only' }
  | { readonly because: 'slow-mode'; readonly retryAfterMs: number };

export interface RoomGuardOptions {
  readonly store: RoomStore;
  readonly clock: Pick<Clock, 'now'>;
  /** @throws the error of the host's function */
  readonly roleOf: (userId: string, room: string) => Promise<Role>;
}

/** Checks what users write against the sanctions and the limits of its room. It asks the cache each time, so that they hold at once. */
export class RoomGuard {
  readonly sanctions: Sanctions;
  readonly limits: StoredRoomLimits;
  readonly #slowMode: SlowMode;
  readonly #roleOf: RoomGuardOptions['roleOf'];

  constructor({ store, clock, roleOf }: RoomGuardOptions) {
    this.sanctions = new Sanctions(store, clock);
    this.limits = new StoredRoomLimits(store);
    this.#slowMode = new SlowMode(store, clock);
    this.#roleOf = roleOf;
  }

  /**
   * Takes the user's turn if the room is in slow mode.
   *
   * @param messageId of a new message; without it, it is a change of one, which needs no turn
   * @returns undefined if nothing is against it
   * @throws the error of the store or of the host: the sender tries again
   */
  async restrictionOf(
    room: string,
    userId: string,
    messageId?: string,
  ): Promise<Restriction | undefined> {
    const [sanction, { readOnly, slowSeconds }] = await Promise.all([
      this.sanctions.of(room, userId),
      this.limits.of(room),
    ]);
    if (sanction) return { because: 'sanction', ...sanction };
    const isSlow = slowSeconds > 0 && messageId !== undefined;
    if (!readOnly && !isSlow) return undefined;
    if ((await this.#roleOf(userId, room)) !== 'member') return undefined;
    if (readOnly) return { because: 'read-only' };
    if (!isSlow) return undefined;
    const retryAfterMs = await this.#slowMode.take(room, userId, messageId, slowSeconds);
    return retryAfterMs > 0 ? { because: 'slow-mode', retryAfterMs } : undefined;
  }

  /** Gives a turn of slow mode back: its message was not shown. */
  async giveBack(room: string, userId: string): Promise<void> {
    if ((await this.limits.of(room)).slowSeconds > 0) await this.#slowMode.giveBack(room, userId);
  }
}
