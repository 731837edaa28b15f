import type { Clock } from '../platform/clock.js';
import { refreshDelay } from './refresh-delay.js';

/** Says when the next token is due. Can be stopped and started again without forgetting. */
export class RefreshTimer {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #dueAt: number | undefined;
  #timer: unknown;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** A token has come. @param lifetimeMs see {@link refreshDelay} */
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
