import type { Clock } from './clock.js';

/** An event for one waiter. `set()` ends the wait, or the next one if there is none; each wait resets the event. */
export class AutoResetEvent {
  #isSet = false;
  #resume: (() => void) | undefined;

  set(): void {
    this.#isSet = true;
    this.#resume?.();
  }

  /** Clears a `set()` that no wait has consumed. */
  reset(): void {
    this.#isSet = false;
  }

  /**
   * Resolves when the event is set, after `ms` (undefined: no time limit), or when the signal aborts. Never rejects and
   * leaves no timer.
   */
  wait(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let timer: unknown;
      const done = (): void => {
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#isSet = false;
        this.#resume = undefined;
        resolve();
      };
      if (this.#isSet || signal.aborted) {
        done();
        return;
      }
      this.#resume = done;
      signal.addEventListener('abort', done, { once: true });
      if (ms !== undefined) timer = clock.setTimeout(done, ms);
    });
  }
}
