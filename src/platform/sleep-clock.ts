import type { Clock } from './clock.js';

/** Clocks that part by more, in ms, do so because the machine slept; a wall clock is set right in smaller steps. */
const SLEEP_MS = 1_000;

/**
 * A clock whose `elapsed()` goes on while the machine sleeps. A browser's own may stand still then, and only the wall
 * clock tells. One that is set forward looks like sleep, which costs a look at the room; one that is set back does not.
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

  /** How long the monotonic clock has stood still so far, in ms. */
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
