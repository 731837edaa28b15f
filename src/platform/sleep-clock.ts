import type { Clock } from './clock.js';

/** Clocks that drift apart by more than this, in ms, mean sleep; a wall clock is corrected in smaller steps. */
const SLEEP_MS = 1_000;

/**
 * A clock whose `elapsed()` includes sleep. A browser's monotonic clock may stop during sleep, so only the wall
 * clock shows it. A wall clock that is set forward looks like sleep, which costs one refetch of the room; one that is
 * set back does not.
 */
export class SleepClock implements Clock {
  readonly #clock: Clock;
  #offset: number;
  #slept = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.now() - clock.elapsed();
  }

  now(): number {
    return this.#clock.now();
  }

  elapsed(): number {
    return this.#clock.elapsed() + this.slept;
  }

  /** Total time that the monotonic clock was stopped, in ms. */
  get slept(): number {
    const drift = this.#clock.now() - this.#clock.elapsed() - this.#offset;
    this.#offset += drift;
    if (drift > SLEEP_MS) this.#slept += drift;
    return this.#slept;
  }

  random(): number {
    return this.#clock.random();
  }

  setTimeout(callback: () => void, ms: number): unknown {
    return this.#clock.setTimeout(callback, ms);
  }

  clearTimeout(timer: unknown): void {
    this.#clock.clearTimeout(timer);
  }
}
