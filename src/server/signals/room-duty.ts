import type { Clock } from '../../platform/clock.js';
import { createMessageId } from '../../protocol/ids.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** How long a process is on duty for a room, in seconds. When it ends, another takes over after this time at the latest. */
const DUTY_SECONDS = 30;
/** The duty is renewed when less than this is left, in ms. */
const RENEWAL_MS = 15_000;
/** With less than this left, in ms, it counts as over: the renewal may take so long. */
const MARGIN_MS = 3_000;
/** After this time, in ms, a process without the duty tries again to take it. */
const RETRY_MS = 5_000;
/** Rooms for which the duty is remembered; the one that was asked for longest ago is forgotten. */
const MAX_ROOMS = 10_000;

interface Duty {
  /** By the clock's monotonic time, in ms. */
  until: number;
  readonly isOurs: boolean;
}

/**
 * Decides which one of several processes passes on a room's signals. A lease for each signal would cost an operation for
 * each; a duty costs one every quarter of a minute. After a failure two processes may have it for a moment: the readers get
 * a signal twice then, which changes nothing.
 */
export class RoomDuty {
  readonly #store: Pick<RoomStore, 'set' | 'setIfAbsent'>;
  readonly #clock: Clock;
  readonly #id: string;
  readonly #duties = new BoundedMap<string, Duty>(MAX_ROOMS);
  readonly #asking = new Set<string>();

  constructor(store: Pick<RoomStore, 'set' | 'setIfAbsent'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#id = createMessageId(clock.now());
  }

  /**
   * Whether this process is on duty for the room.
   *
   * @throws the store's error
   */
  async has(room: string): Promise<boolean> {
    const now = this.#clock.elapsed();
    const duty = this.#duties.get(room);
    const left = duty ? duty.until - now : 0;
    const isOurs = duty?.isOurs === true && left > MARGIN_MS;
    const isSettled = isOurs ? left > RENEWAL_MS : duty?.isOurs === false && left > 0;
    if (isSettled || this.#asking.has(room)) return isOurs;
    this.#asking.add(room);
    try {
      const key = keyOf('signals', room);
      if (isOurs) await this.#store.set(key, this.#id, DUTY_SECONDS);
      const gets = isOurs || (await this.#store.setIfAbsent(key, this.#id, DUTY_SECONDS));
      this.#duties.set(room, {
        until: now + (gets ? DUTY_SECONDS * 1000 : RETRY_MS),
        isOurs: gets,
      });
      return gets;
    } finally {
      this.#asking.delete(room);
    }
  }
}
