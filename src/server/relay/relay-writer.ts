import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import type { Lease, Leases } from '../store/leases.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';

/** How long the relay retries for a client that does not retry itself, in ms. */
const RETRY_MS = 60_000;
/** When to retry a message that another process may be writing, in ms. */
const BUSY_MS = 2_000;

/** Prepares what a message needs. @param hold renews the lease of the message; called before each request */
export type Preparation = (hold: () => Promise<void>) => Promise<void>;

/** Room, user and id: together they identify a message. */
type MessageKey = readonly [room: string, userId: string, id: string];

/** Writes to the lists and topics of direct rooms: each message once, even if a request fails in between. */
export class RelayWriter {
  readonly #store: RoomStore;
  readonly #leases: Leases;
  readonly #history: HistoryLimits;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #onStored: (room: string, item: string) => Promise<void>;

  /** @param onStored called with each message before it is published; if it rejects, the message is written again later */
  constructor(
    store: RoomStore,
    leases: Leases,
    history: HistoryLimits,
    clock: Clock,
    onError: (error: unknown) => void,
    onStored: (room: string, item: string) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#store = store;
    this.#leases = leases;
    this.#history = history;
    this.#clock = clock;
    this.#onError = onError;
    this.#onStored = onStored;
  }

  /**
   * Writes a message of a client that will not send it again. It retries for a minute.
   *
   * @throws RelayRefusal `unavailable`; the signal's reason when it aborts
   */
  async write(room: string, item: string, signal: AbortSignal): Promise<void> {
    const end = this.#clock.elapsed() + RETRY_MS;
    const pause = new RetryDelay(this.#clock, { capMs: 5_000 });
    let stored = false;
    for (let isFirst = true; ; isFirst = false) {
      try {
        if (!stored) await this.#push(room, item, !isFirst);
        stored = true;
        await this.#onStored(room, item);
        await this.#store.publish(room, item);
        return;
      } catch (error) {
        this.#onError(error);
        if (this.#clock.elapsed() > end) throw unavailable('send the message');
        await delay(pause.next(), undefined, { signal, ref: false });
      }
    }
  }

  /**
   * Writes a message that its client repeats until it is confirmed, possibly through another relay.
   *
   * @param prepare called before, unless the message is written already; its refusal is the message's
   * @throws RelayRefusal `unavailable`: the message may be written nevertheless
   */
  async writeOnce(
    room: string,
    userId: string,
    id: string,
    item: string,
    prepare?: Preparation,
  ): Promise<void> {
    try {
      const lease = await this.#leases.acquire(room, userId, id);
      if (lease) {
        await this.#writeLeased([room, userId, id], item, lease, prepare);
        return;
      }
      const result = await this.#leases.resultOf(room, userId, id);
      if (result?.state !== 'done') throw busy();
    } catch (error) {
      if (error instanceof RelayRefusal) throw error;
      this.#onError(error);
      throw unavailable('send the message');
    }
  }

  async #writeLeased(
    key: MessageKey,
    item: string,
    lease: Lease,
    prepare: Preparation | undefined,
  ): Promise<void> {
    const leases = this.#leases;
    const [room] = key;
    try {
      const known = await leases.resultOf(...key);
      if (known?.state === 'done') return;
      const begun = known?.state === 'storing' ? known.item : undefined;
      const chosen = begun ?? item;
      if (begun === undefined && prepare) {
        await prepare(() => this.#hold(key, lease, leases.times.lease / 2));
        await this.#hold(key, lease, leases.times.relayStoring);
      }
      if (begun === undefined) await leases.record(...key, { state: 'storing', item });
      if (!lease.hasTimeFor(leases.times.relayStoring)) {
        throw unavailable('send the message');
      }
      await this.#push(room, chosen, begun !== undefined);
      await this.#onStored(room, chosen);
      await this.#store.publish(room, chosen);
      // The message is written even if this record fails: the next try would find it in the list.
      await leases
        .record(...key, { state: 'done', item: chosen })
        .catch((error: unknown) => this.#onError(error));
    } catch (error) {
      // Released so that the next try can begin at once, unless it has ended: it may be another process's by now. If the
      // release fails too, the lease expires by itself.
      if (lease.hasTimeFor(0)) {
        await leases.release(...key).catch((failure: unknown) => this.#onError(failure));
      }
      throw error;
    }
  }

  /** Makes sure that so much of the lease is left, in ms, or that it begins anew. @throws RelayRefusal */
  async #hold(key: MessageKey, lease: Lease, ms: number): Promise<void> {
    if (lease.hasTimeFor(ms) || (await this.#leases.renew(lease, ...key))) return;
    throw busy();
  }

  /** @param again whether the item may be stored already because an answer was lost */
  async #push(room: string, item: string, again: boolean): Promise<void> {
    const { limit } = this.#history;
    if (again && (await this.#store.fetch(room, limit)).includes(item)) return;
    await this.#store.push(room, item, this.#history);
  }
}

function busy(): RelayRefusal {
  const text = 'unable to send the message; it is being sent already.';
  return new RelayRefusal('unavailable', text, BUSY_MS);
}
