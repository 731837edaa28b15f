import type { Clock } from '../../platform/clock.js';
import { RESERVED_PREFIX } from '../../protocol/room-name.js';
import type { RoomStore } from '../store/room-store.js';

/**
 * How far a sender's order may be from this process's clock, in ms, to be used unchanged: a day. Senders do not adopt
 * an order that is further ahead, and no history is older.
 */
const NEAR_MS = 86_400_000;
/** How long the offset that the processes have agreed on is kept, in seconds. */
const REMEMBERED_SECONDS = 3_600;

/**
 * Decides the position of each message: the sender's own `order`, which does not depend on a process's clock. So a
 * sender's messages keep their order, even if several processes handle them, in any sequence.
 *
 * The messages of a sender whose clock is days off would always sort before or after all others. All processes shift
 * such a sender's messages by the same offset, which the first process writes to the cache.
 */
export class SenderOrder {
  readonly #store: RoomStore;
  readonly #clock: Clock;
  #last = 0;

  constructor(store: RoomStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @returns the position of a message by its arrival in this process, after all earlier ones */
  nextArrival(order: number | undefined): number {
    const seen = order !== undefined && this.#isNear(order) ? order : 0;
    this.#last = Math.max(this.#last + 1, seen, Math.floor(this.#clock.now()));
    return this.#last;
  }

  /**
   * The position that all processes give to the message.
   *
   * @param arrival the result of `nextArrival`; the position of a message without an order
   */
  async orderOf(
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
