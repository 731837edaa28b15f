import type { Clock } from '../../platform/clock.js';
import { toJson } from '../../protocol/json.js';
import type { ActivityEvent } from '../../protocol/kinds/activity.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { EventBatches } from '../limits/event-batches.js';
import { RateLimiter, type RateLimit } from '../limits/rate-limiter.js';
import type { RoomStore } from '../store/room-store.js';
import { RoomDuty } from './room-duty.js';

/** What one visitor may send. A browser sends one signal in three seconds at most. */
const RATE_LIMIT: RateLimit = { messages: 10, seconds: 20 };
/** The most signals of a room that wait for the next second: about what a topic item holds. */
const MAX_WAITING = 25;
/** After a failed request, signals are dropped for this time, in ms: the account's operations are for messages. */
const PAUSE_MS = 10_000;
/** How long a name is kept, in ms, and how many. */
const NAME_MS = 60_000;
const MAX_NAMES = 1_000;
/** How long it is believed whether a user is muted, in ms: each look is an operation. */
const MUTE_MS = 10_000;

/** A signal that a visitor has sent. */
export interface SentSignal {
  readonly event: ActivityEvent;
  /** Whether other processes have received it, too: only one of them passes it on. */
  readonly isShared: boolean;
  /** The visitor's name, where it is known already. */
  readonly name?: string;
}

export interface SignalForwardingOptions {
  readonly store: Pick<RoomStore, 'publish' | 'set' | 'setIfAbsent'>;
  readonly clock: Clock;
  /** The name to show for a user, where the signal comes without it. It may reject. */
  readonly nameOf?: (userId: string, room: string) => Promise<string>;
  /** Whether a user may not write: nobody is told that they try. It may reject. */
  readonly isMuted?: (userId: string, room: string) => Promise<boolean>;
  readonly report: (error: unknown) => void;
}

/**
 * Passes on typing, read marks and presence: those of a second in one item, without a look by the host. They are dropped
 * first where there is too much to do.
 */
export class SignalForwarding {
  readonly #options: SignalForwardingOptions;
  readonly #limiter: RateLimiter;
  readonly #duty: RoomDuty;
  readonly #batches: EventBatches;
  readonly #names = new BoundedMap<string, { readonly name: string; readonly until: number }>(
    MAX_NAMES,
  );
  readonly #mutes = new BoundedMap<string, { readonly muted: boolean; readonly until: number }>(
    MAX_NAMES,
  );
  /** By the clock's monotonic time, in ms. */
  #pausedUntil = -Infinity;
  /** Signals that were passed on, and that were dropped, since the process started. */
  passed = 0;
  dropped = 0;

  constructor(options: SignalForwardingOptions) {
    const { store, clock } = options;
    this.#options = options;
    this.#limiter = new RateLimiter(RATE_LIMIT, () => clock.elapsed());
    this.#duty = new RoomDuty(store, clock);
    this.#batches = new EventBatches(clock, (room, item) =>
      store.publish(room, item).catch((error: unknown) => this.#pause(error)),
    );
  }

  /** @returns a promise that never rejects */
  async forward(room: string, userId: string, signal: SentSignal): Promise<void> {
    const { event, name, isShared } = signal;
    const isWithinRate = this.#limiter.take(userId);
    if (!isWithinRate || this.#options.clock.elapsed() < this.#pausedUntil) {
      this.dropped += 1;
      return;
    }
    try {
      if (isShared && !(await this.#duty.has(room))) return;
      if (await this.#isMuted(userId, room)) return;
      const username = name ?? (await this.#nameOf(userId, room));
      this.passed += 1;
      await this.#batches.add(room, toJson({ ...event, userId, username }), MAX_WAITING);
    } catch (error) {
      this.#pause(error);
    }
  }

  /** Drops the signals that wait: the store may be closed next. */
  close(): void {
    this.#batches.drop();
  }

  #pause(error: unknown): void {
    this.dropped += 1;
    this.#pausedUntil = this.#options.clock.elapsed() + PAUSE_MS;
    this.#options.report(error);
  }

  async #isMuted(userId: string, room: string): Promise<boolean> {
    const { isMuted, clock } = this.#options;
    if (!isMuted) return false;
    const now = clock.elapsed();
    const key = toJson([room, userId]);
    const known = this.#mutes.get(key);
    if (known && known.until > now) return known.muted;
    const muted = await isMuted(userId, room);
    this.#mutes.set(key, { muted, until: now + MUTE_MS });
    return muted;
  }

  async #nameOf(userId: string, room: string): Promise<string> {
    const now = this.#options.clock.elapsed();
    const key = toJson([room, userId]);
    const known = this.#names.get(key);
    if (known && known.until > now) return known.name;
    const name = (await this.#options.nameOf?.(userId, room)) ?? userId;
    this.#names.set(key, { name, until: now + NAME_MS });
    return name;
  }
}
