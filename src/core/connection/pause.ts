import type { AutoResetEvent } from '../../platform/auto-reset-event.js';
import type { Clock } from '../../platform/clock.js';
import { RetryDelay } from '../../platform/retry-delay.js';

/** A connection that lasted so long, in ms, was a good one: the next trouble starts with short delays again. */
const STABLE_MS = 10_000;

/** The pauses between a connection's tries: longer each time, until a connection has lasted. */
export class Pause {
  readonly #clock: Clock;
  readonly #retryNow: AutoResetEvent;
  readonly #delay: RetryDelay;
  #lastSuccess: number | undefined;

  /** @param retryNow ends a pause at once */
  constructor(clock: Clock, retryNow: AutoResetEvent) {
    this.#clock = clock;
    this.#retryNow = retryNow;
    this.#delay = new RetryDelay(clock);
  }

  succeed(): void {
    this.#lastSuccess = this.#clock.elapsed();
  }

  async wait(atLeastMs: number | undefined, signal: AbortSignal): Promise<void> {
    const clock = this.#clock;
    if (this.#lastSuccess !== undefined && clock.elapsed() - this.#lastSuccess > STABLE_MS) {
      this.#delay.reset();
    }
    this.#lastSuccess = undefined;
    await this.#retryNow.wait(clock, this.#delay.next(atLeastMs), signal);
  }
}
