import type { Clock } from '../../platform/clock.js';
import { isRemoved } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/**
 * When to try again, in ms: they cover a short outage of the service. After a longer one clients fetch the list anyway,
 * when they join or reconnect.
 */
const DELAYS_MS = [1_000, 2_000, 4_000, 8_000];

export interface LatePublisherOptions {
  readonly store: RoomStore;
  readonly clock: Clock;
  readonly historyLimit: number;
  /** Publishes a stored message. */
  readonly publish: (room: string, item: string) => Promise<void>;
  readonly report: (error: unknown) => void;
}

/**
 * Publishes messages that were stored, but not published because a call failed. The sender repeats a message only until
 * it appears in the list. Without this, the other connected clients would not receive it.
 */
export class LatePublisher {
  readonly #options: LatePublisherOptions;

  constructor(options: LatePublisherOptions) {
    this.#options = options;
  }

  /** Searches the list for a message after a delay, and publishes it if it is stored. */
  schedule(room: string, id: string, matches: (item: string) => boolean, tries = 0): void {
    const { clock, report } = this.#options;
    const delay = DELAYS_MS[tries];
    if (delay === undefined) return;
    clock.setTimeout(() => {
      this.#publishStored(room, id, matches).catch((error: unknown) => {
        report(error);
        this.schedule(room, id, matches, tries + 1);
      });
    }, delay);
  }

  async #publishStored(
    room: string,
    id: string,
    matches: (item: string) => boolean,
  ): Promise<void> {
    const { store, historyLimit, publish } = this.#options;
    const stored = await store.fetch(room, historyLimit);
    const found = stored.find(matches);
    if (found !== undefined && !(await isRemoved(store, room, id))) await publish(room, found);
  }
}
