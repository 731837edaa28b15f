/**
 * Time as the engine sees it. Everything that expires, beats or waits asks a clock, so that a test
 * can move a day forward in no time at all.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls back once, `delayMs` milliseconds from now. Returns the function that takes it back;
   * calling that one late, or twice, does nothing.
   */
  schedule(delayMs: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves `delayMs` milliseconds later on the given clock. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => void clock.schedule(delayMs, resolve));
}
