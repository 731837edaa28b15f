import type { Clock } from '../../src/platform/clock.js';
import { FakeClock as Timers } from './engine-fake-clock.js';

/** Lets everything happen that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The widget's clock, moved by hand, and chance that always falls alike. */
export class FakeClock implements Clock {
  readonly #timers = new Timers();
  readonly #start = this.#timers.now();
  /** Timers that fell due while the page slept. */
  readonly #late = new Set<() => void>();
  #asleep = false;
  /** How far the wall clock is ahead of the monotonic one. */
  #ahead = 0;
  /** What `random()` answers. */
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

  /** Timers that wait; none may be left by what has ended. */
  get pending(): number {
    return this.#timers.pending + this.#late.size;
  }

  /** Moves on, and lets everything happen on the way that each timer sets off. */
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

  /** Moves on as in a page that is frozen or busy: no timer runs before `wake`. */
  sleep(ms: number): void {
    this.#asleep = true;
    this.#timers.advance(ms);
  }

  /** Moves the wall clock alone, as a machine's sleep does where the monotonic clock, and all timers, stand still. */
  standStill(ms: number): void {
    this.#ahead += ms;
  }

  /** Runs what fell due while asleep. */
  async wake(): Promise<void> {
    this.#asleep = false;
    for (const callback of [...this.#late]) {
      if (this.#late.delete(callback)) callback();
    }
    await settle();
  }
}
