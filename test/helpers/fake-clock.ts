import type { Clock } from '../../src/platform/clock.js';
import { FakeClock as Timers } from './engine-fake-clock.js';

/** Runs all pending microtasks and immediate tasks. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that a test advances, with a constant `random()`. */
export class FakeClock implements Clock {
  readonly #timers = new Timers();
  readonly #start = this.#timers.now();
  /** Timers that became due while the page slept. */
  readonly #late = new Set<() => void>();
  #asleep = false;
  /** The lead of the wall clock over the monotonic clock, in ms. */
  #ahead = 0;
  /** The result of `random()`. */
  chance = 0;

  now(): number {
    return this.#timers.now() + this.#ahead;
  }

  elapsed(): number {
    return this.#timers.now() - this.#start;
  }

  random(): number {
    return this.chance;
  }

  setTimeout(callback: () => void, ms: number): () => void {
    const cancel = this.#timers.schedule(ms, () => {
      if (this.#asleep) this.#late.add(callback);
      else callback();
    });
    return () => {
      cancel();
      this.#late.delete(callback);
    };
  }

  clearTimeout(timer: unknown): void {
    (timer as (() => void) | undefined)?.();
  }

  /** The number of pending timers. */
  get pending(): number {
    return this.#timers.pending + this.#late.size;
  }

  /** Advances the time, runs the timers that become due, and settles the tasks that each starts. */
  async advance(ms: number): Promise<void> {
    await settle();
    let left = ms;
    for (;;) {
      const step = Math.min(left, this.#timers.untilNext ?? left);
      const last = step === left && (this.#timers.untilNext ?? Infinity) > left;
      this.#timers.advance(step);
      await settle();
      if (last) return;
      left -= step;
    }
  }

  /** Advances the time as in a frozen or busy page: no timer runs before `wake`. */
  sleep(ms: number): void {
    this.#asleep = true;
    this.#timers.advance(ms);
  }

  /** Advances only the wall clock, as sleep does on machines that stop the monotonic clock and timers. */
  standStill(ms: number): void {
    this.#ahead += ms;
  }

  /** Runs the timers that became due during sleep. */
  async wake(): Promise<void> {
    this.#asleep = false;
    for (const callback of [...this.#late]) {
      if (this.#late.delete(callback)) callback();
    }
    await settle();
  }
}
