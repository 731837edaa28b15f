import type { Clock } from '../../platform/clock.js';
import { KeyedQueue } from '../limits/keyed-queue.js';
import { RateLimiter, type RateLimit } from '../limits/rate-limiter.js';

/** How an item came to this process. */
export interface Arrival {
  /** Called if the item is a message, or a change of one, within the rate limit. */
  readonly onAccepted?: () => void;
  /** Whether this process alone has received it. By default all processes have, through the room's inbox. */
  readonly isOnlyHere?: boolean;
  /** Whether the bot of this process has written it: no limit of visitors holds for it. */
  readonly isOfBot?: boolean;
}

/** What is done with an item of an inbox. */
export interface Work {
  /** Whether no rate limit holds for it. */
  readonly isUnlimited?: boolean;
  readonly onAccepted: (() => void) | undefined;
  /** May reject: the sender tries again. */
  readonly process: () => Promise<void>;
  /** Called in place of `process` beyond the rate limit. */
  readonly refuse: () => Promise<void>;
}

export interface IntakeOptions {
  readonly clock: Clock;
  readonly rateLimit: RateLimit;
  readonly reactionRateLimit: RateLimit;
  readonly onRateLimited: () => void;
  readonly report: (error: unknown) => void;
}

/** Takes in what users send: within their rate limits, in order, and each item once at a time. */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #messages: RateLimiter;
  readonly #reactions: RateLimiter;
  /** Limits the refusals: each one costs requests, and is published to the whole room. Beyond it nothing is sent. */
  readonly #refusals: RateLimiter;
  readonly #queue = new KeyedQueue();
  /** The items that this process is working on. Repeats of them do not count against the rate limit. */
  readonly #pending = new Set<string>();

  constructor(options: IntakeOptions) {
    const { clock, rateLimit, reactionRateLimit } = options;
    const now = (): number => clock.elapsed();
    this.#options = options;
    this.#messages = new RateLimiter(rateLimit, now);
    this.#reactions = new RateLimiter(reactionRateLimit, now);
    this.#refusals = new RateLimiter(rateLimit, now);
  }

  /** How many items are being worked on. */
  get size(): number {
    return this.#pending.size;
  }

  /**
   * @param id tells what one user sends to a room apart
   * @returns a promise that never rejects
   */
  async run(
    room: string,
    userId: string,
    id: string,
    isReaction: boolean,
    { isUnlimited = false, onAccepted, process, refuse }: Work,
  ): Promise<void> {
    const key = JSON.stringify([room, userId, id]);
    if (this.#pending.has(key)) return;
    // Every process that receives the item counts it, whether or not it gets the lease.
    const isWithinRate =
      isUnlimited || (isReaction ? this.#reactions : this.#messages).take(userId);
    if (!isWithinRate) this.#options.onRateLimited();
    if (!isWithinRate && !this.#refusals.take(userId)) return;
    if (isWithinRate) onAccepted?.();
    this.#pending.add(key);
    // The queue keeps one user's items to a room in order.
    await this.#queue.run(JSON.stringify([room, userId]), () =>
      (isWithinRate ? process() : refuse()).catch(this.#options.report),
    );
    this.#pending.delete(key);
  }
}
