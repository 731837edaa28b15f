import type { Clock } from '../../platform/clock.js';
import { RESERVED_PREFIX } from '../../protocol/room-name.js';
import type { RoomStore } from '../store/room-store.js';

/**
 * How far a sender's order may be from this process's clock, in ms, to be kept as it is: a day. Senders follow others no
 * further ahead, and no history is older.
 */
const NEAR_MS = 86_400_000;
/** How long the processes remember what they have agreed on, in seconds. */
const REMEMBERED_SECONDS = 3_600;

/**
 * The place of each message among the others: the sender's own `order`, which no process's clock changes. So a sender's
 * messages keep their order, whichever of several processes deals with which of them, and in whatever order they do.
 *
 * A sender whose clock is days off would stand before or behind all others for good. All processes move such a sender's
 * messages by the same offset: the first of them notes it in the cache.
 */
export class SenderOrder {
  readonly #store: RoomStore;
  readonly #clock: Clock;
  #last = 0;

  constructor(store: RoomStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A message comes in. @returns its place by this process's word, behind all that came before it */
  nextArrival(order: number | undefined): number {
    const seen = order !== undefined && this.#isNear(order) ? order : 0;
    this.#last = Math.max(this.#last + 1, seen, Math.floor(this.#clock.now()));
    return this.#last;
  }

  /**
   * The place that all processes give to the message.
   *
   * @param arrival the result of `nextArrival`; the place of a message that brings no order
   */
  async placeOf(
    room: string,
    userId: string,
    order: number | undefined,
    arrival: number,
  ): Promise<number> {
    if (order === undefined) return arrival;
    return this.#isNear(order)
      ? order
      : order + (await this.#offset(room, userId, arrival - order));
  }

  #isNear(order: number): boolean {
    return Math.abs(order - this.#clock.now()) <= NEAR_MS;
  }

  async #offset(room: string, userId: string, proposed: number): Promise<number> {
    const key = `${RESERVED_PREFIX}offset/${JSON.stringify([room, userId])}`;
    await this.#store.setIfAbsent(key, String(proposed), REMEMBERED_SECONDS);
    const agreed = Number(await this.#store.get(key));
    return Number.isSafeInteger(agreed) ? agreed : proposed;
  }
}
