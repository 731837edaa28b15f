import type { Clock } from '../engine/clock.js';

/** A rate limit: `burst` calls at once, refilled at `perSecond`. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(clock: Clock, burst: number, perSecond: number) {
    this.#clock = clock;
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#tokens = burst;
    this.#filledAt = clock.now();
  }

  /** Whether a token is available. */
  get hasToken(): boolean {
    this.#refill();
    return this.#tokens >= 1;
  }

  /** Takes one token. The caller must check `hasToken` first. */
  take(): void {
    this.#tokens -= 1;
  }

  #refill(): void {
    const now = this.#clock.now();
    const refill = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + refill);
    this.#filledAt = now;
  }
}
