import type { Clock } from '../../platform/clock.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** Of so many of the newest waits the median is taken. */
const MAX_WAITS = 25;
const TTL_SECONDS = 86_400;
/** How old the median may be, in ms: it costs an operation for each wait. */
const CACHE_MS = 60_000;
/** Where there was no wait, looking again costs next to nothing. */
const NONE_CACHE_MS = 5_000;

/** How long visitors have waited for agents' answers. */
export class Waits {
  readonly #store: RoomStore;
  readonly #clock: Clock;
  #known: { readonly seconds: number | undefined; readonly until: number } | undefined;

  constructor(store: RoomStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @throws the store's error */
  async add(ms: number): Promise<void> {
    const seconds = String(Math.max(0, Math.round(ms / 1000)));
    const limits = { limit: MAX_WAITS, ttlSeconds: TTL_SECONDS };
    await this.#store.push(keyOf('inbox-waits'), seconds, limits);
    this.#known = undefined;
  }

  /** In seconds; undefined if nobody was answered within a day. @throws the store's error */
  async median(): Promise<number | undefined> {
    const now = this.#clock.elapsed();
    if (this.#known && this.#known.until > now) return this.#known.seconds;
    const items = await this.#store.fetch(keyOf('inbox-waits'), MAX_WAITS);
    const waits = items.map(Number).filter(Number.isFinite);
    waits.sort((one, other) => one - other);
    const seconds = waits[Math.floor(waits.length / 2)];
    const cacheMs = seconds === undefined ? NONE_CACHE_MS : CACHE_MS;
    this.#known = { seconds, until: now + cacheMs };
    return seconds;
  }
}
