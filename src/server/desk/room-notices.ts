import type { Clock } from '../../platform/clock.js';
import {
  DESK_SANCTION,
  DESK_STATE,
  type DeskSanctionEvent,
  type DeskState,
  type DeskStateEvent,
  type OwnDeskState,
} from '../../protocol/kinds/desk-state.js';
import type { RoomStore } from '../store/room-store.js';
import type { Pins } from './pins.js';
import type { RoomGuard } from './room-guard.js';

export interface RoomNoticesOptions {
  readonly store: Pick<RoomStore, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly guard: RoomGuard;
  readonly pins: Pins;
}

/** Tells the members of a room what holds in it: those who enter, and after each change those who are there. */
export class RoomNotices {
  readonly #options: RoomNoticesOptions;

  constructor(options: RoomNoticesOptions) {
    this.#options = options;
  }

  /** @throws the store's error */
  async stateFor(room: string, userId: string): Promise<OwnDeskState> {
    const { clock, guard, pins } = this.#options;
    const [state, sanction] = await Promise.all([
      this.#stateOf(room),
      guard.sanctions.of(room, userId),
    ]);
    if (state.pins.length > 0) await pins.refresh(room);
    if (!sanction) return state;
    // Not the time at which it ends: the visitor's clock may be hours off.
    const mutedSeconds = Math.max(1, Math.ceil((sanction.until - clock.now()) / 1000));
    return { ...state, mutedSeconds };
  }

  /** @throws the store's error */
  async tellState(room: string): Promise<void> {
    const event: DeskStateEvent = { type: DESK_STATE, ...(await this.#stateOf(room)) };
    await this.#options.store.publish(room, JSON.stringify(event));
  }

  /** Without the reason, which is for the user alone. @param seconds 0: the user may write again @throws the store's error */
  async tellSanction(room: string, user: string, seconds: number): Promise<void> {
    const event: DeskSanctionEvent = { type: DESK_SANCTION, user, seconds };
    await this.#options.store.publish(room, JSON.stringify(event));
  }

  async #stateOf(room: string): Promise<DeskState> {
    const { clock, guard, pins } = this.#options;
    // Taken before the requests: what changes meanwhile is told by a later state.
    const at = Math.floor(clock.now());
    const [{ slowSeconds, readOnly }, pinned] = await Promise.all([
      guard.limits.of(room),
      pins.of(room),
    ]);
    return { at, slowSeconds, readOnly, pins: pinned };
  }
}
