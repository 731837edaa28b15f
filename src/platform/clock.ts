/** Time and randomness, injected into the logic that depends on them so that tests control both. */
export interface Clock {
  /** Epoch ms by the visitor's clock: only for display and for comparison with times of the same visitor. */
  now(): number;
  /** Monotonic ms since an arbitrary moment: for measuring durations. */
  elapsed(): number;
  /** At least 0, less than 1. */
  random(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * Runs an operation with a time limit. After `ms`, its signal aborts and the returned promise rejects, both with
 * `timeoutError()`, whether or not the operation observes its signal.
 */
export function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  timeoutError: () => Error,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const controller = new AbortController();
    const finish = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const abort = (reason: Error): void => {
      // Immediately: the operation may never settle.
      finish();
      controller.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => abort(signal.reason as Error);
    const timer = clock.setTimeout(() => abort(timeoutError()), ms);
    signal.addEventListener('abort', onAbort, { once: true });
    operation(controller.signal).then(resolve, reject).finally(finish);
  });
}
