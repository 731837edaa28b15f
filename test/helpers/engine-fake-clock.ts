import type { Clock } from '../../src/local-momento/index.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that a test advances. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** The number of pending timers. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Ms until the next timer is due; undefined without timers. */
  get untilNext(): number | undefined {
    const next = this.#dueBy(Infinity);
    return next && next.at - this.#now;
  }

  /** Advances the time and runs the timers that become due, in order. */
  advance(ms: number): void {
    const target = this.#now + ms;
    for (let next = this.#dueBy(target); next; next = this.#dueBy(target)) {
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = target;
  }

  #dueBy(target: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= target);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
