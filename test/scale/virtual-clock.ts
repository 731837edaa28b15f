import type { Clock as EngineClock } from '../../src/local-momento/index.js';
import type { Clock } from '../../src/platform/clock.js';
import { Random } from '../helpers/random.js';

interface Timer {
  readonly at: number;
  readonly number: number;
  callback: (() => void) | undefined;
}

/** A clock for the server's code and the engine alike, which skips what nobody waits for. Its chance is the same in each run. */
export class VirtualClock implements Clock, EngineClock {
  readonly #start = Date.UTC(2026, 0, 1);
  /** A binary heap, the earliest timer first. */
  readonly #heap: Timer[] = [];
  readonly #random = new Random(1);
  #elapsed = 0;
  #numbers = 0;

  now(): number {
    return this.#start + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  random(): number {
    return this.#random.next();
  }

  setTimeout(callback: () => void, ms: number): Timer {
    const timer = { at: this.#elapsed + Math.max(0, ms), number: (this.#numbers += 1), callback };
    this.#push(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    if (timer) (timer as Timer).callback = undefined;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = this.setTimeout(callback, delayMs);
    return () => this.clearTimeout(timer);
  }

  /** Resolves after a time, in ms. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.setTimeout(resolve, ms));
  }

  /** Runs all timers of the next `ms` milliseconds, and what follows from each before the next. */
  async run(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settled();
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (!next.callback) continue;
      this.#elapsed = next.at;
      next.callback();
      await settled();
    }
    this.#elapsed = end;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let index = 0; ;) {
      const children = [2 * index + 1, 2 * index + 2].filter((one) => one < this.#heap.length);
      const first = children.reduce((a, b) => (this.#isBefore(b, a) ? b : a), children[0] ?? index);
      if (!this.#isBefore(first, index)) return;
      this.#swap(index, first);
      index = first;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.number < b.number);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a && b) [this.#heap[one], this.#heap[other]] = [b, a];
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
