import type { Clock } from '../../platform/clock.js';
import { isRemoved } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** When to look again, in ms: as long as the service is away for a moment. After that, joining and catching up tell. */
const DELAYS_MS = [1_000, 2_000, 4_000, 8_000];

export interface AnnouncementsOptions {
  readonly store: RoomStore;
  readonly clock: Clock;
  readonly historyLimit: number;
  readonly report: (error: unknown) => void;
}

/**
 * Publishes what was stored and not published because a call failed. The sender asks again only until the list shows
 * them their message; the others, who are there and see nothing of the failure, would not hear of it.
 */
export class Announcements {
  readonly #options: AnnouncementsOptions;

  constructor(options: AnnouncementsOptions) {
    this.#options = options;
  }

  /** Looks for a message in the list in a moment, and publishes it if it is there. */
  later(room: string, id: string, isIt: (item: string) => boolean, tries = 0): void {
    const { clock, report } = this.#options;
    const delay = DELAYS_MS[tries];
    if (delay === undefined) return;
    clock.setTimeout(() => {
      this.#announce(room, id, isIt).catch((error: unknown) => {
        report(error);
        this.later(room, id, isIt, tries + 1);
      });
    }, delay);
  }

  async #announce(room: string, id: string, isIt: (item: string) => boolean): Promise<void> {
    const { store, historyLimit } = this.#options;
    const stored = await store.fetch(room, historyLimit);
    const found = stored.find(isIt);
    if (found !== undefined && !(await isRemoved(store, room, id)))
      await store.publish(room, found);
  }
}
