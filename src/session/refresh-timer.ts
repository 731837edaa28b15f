import type { Clock } from '../platform/clock.js';
import { refreshDelay } from './refresh-delay.js';

/** Calls `onDue` when the next token is due. It can be stopped and started again, and keeps the due time. */
export class RefreshTimer {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #dueAt: number | undefined;
  #timer: unknown;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Starts the timer for a new token. @param lifetimeMs see {@link refreshDelay} */
  set(lifetimeMs: number): void {
    const delay = refreshDelay(lifetimeMs, this.#clock.random());
    this.#dueAt = delay === undefined ? undefined : this.#clock.elapsed() + delay;
    this.start();
  }

  start(): void {
    this.stop();
    if (this.#dueAt === undefined) return;
    const left = Math.max(0, this.#dueAt - this.#clock.elapsed());
    this.#timer = this.#clock.setTimeout(() => {
      this.#dueAt = undefined;
      this.#onDue();
    }, left);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
