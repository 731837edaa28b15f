import type { Clock } from './clock.js';

/** The longest delay that a server may request, in ms. Browsers' timers end at 24 days, and visitors leave earlier. */
const MAX_REQUESTED_MS = 3_600_000;

export interface RetryDelayOptions {
  /** The first delay's upper bound, in ms. */
  firstMs?: number;
  /** The longest delay, in ms, unless the server requests more. */
  capMs?: number;
}

/**
 * Delays between retries: exponential, capped, and with jitter over their upper half, so that clients that lost
 * their connections together do not reconnect together.
 */
export class RetryDelay {
  readonly #clock: Clock;
  readonly #firstMs: number;
  readonly #capMs: number;
  #tries = 0;

  constructor(clock: Clock, { firstMs = 500, capMs = 30_000 }: RetryDelayOptions = {}) {
    this.#clock = clock;
    this.#firstMs = firstMs;
    this.#capMs = capMs;
  }

  /**
   * The delay before the next retry, in ms.
   *
   * @param atLeastMs the server's request, e.g. by `Retry-After`; at most one hour counts
   */
  next(atLeastMs = 0): number {
    const bound = Math.min(this.#capMs, this.#firstMs * 2 ** this.#tries);
    if (bound < this.#capMs) this.#tries += 1;
    return (
      Math.max(Math.min(atLeastMs, MAX_REQUESTED_MS), bound / 2) +
      (this.#clock.random() * bound) / 2
    );
  }

  /** After a success: the next failure starts with the first delay. */
  reset(): void {
    this.#tries = 0;
  }
}
