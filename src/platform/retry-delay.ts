import type { Clock } from './clock.js';

/** Whatever the other side asks for, in ms: browsers' timers end at 24 days, and a visitor's patience before. */
const LONGEST_MS = 3_600_000;

export interface RetryDelayOptions {
  /** The first delay's upper bound, in ms. */
  firstMs?: number;
  /** No delay exceeds this, in ms, unless the other side asks for more. */
  capMs?: number;
}

/**
 * Delays between tries: doubling, capped, and jittered over their upper half, so that many clients that
 * were cut off together do not come back together.
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
   * How long to wait before the next try, in ms.
   *
   * @param atLeastMs what the other side asked for, e.g. by `Retry-After`
   */
  next(atLeastMs = 0): number {
    const bound = Math.min(this.#capMs, this.#firstMs * 2 ** this.#tries);
    if (bound < this.#capMs) this.#tries += 1;
    return (
      Math.max(Math.min(atLeastMs, LONGEST_MS), bound / 2) + (this.#clock.random() * bound) / 2
    );
  }

  /** After a success: the next trouble starts from the beginning. */
  reset(): void {
    this.#tries = 0;
  }
}
