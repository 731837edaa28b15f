/**
 * The engine's only source of time. Every expiry, heartbeat and delay uses it, so that a test can
 * advance a day at once.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls back once, `delayMs` milliseconds from now. Returns a function that cancels the call;
   * calling it late or twice has no effect.
   */
  schedule(delayMs: number, callback: () => void): () => void;
}

/** The clock of the operating system. */
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
