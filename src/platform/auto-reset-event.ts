import type { Clock } from './clock.js';

/** Something that one waits for and others ring. A ring that nobody waits for is kept for the next one. */
export class AutoResetEvent {
  #rung = false;
  #answer: (() => void) | undefined;

  set(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** Forgets a ring that came too early. */
  reset(): void {
    this.#rung = false;
  }

  /**
   * Resolves when rung, after `ms` (undefined: never by itself), or when the signal aborts. Never rejects,
   * and leaves no timer.
   */
  wait(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let timer: unknown;
      const done = (): void => {
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#rung = false;
        this.#answer = undefined;
        resolve();
      };
      if (this.#rung || signal.aborted) {
        done();
        return;
      }
      this.#answer = done;
      signal.addEventListener('abort', done, { once: true });
      if (ms !== undefined) timer = clock.setTimeout(done, ms);
    });
  }
}
