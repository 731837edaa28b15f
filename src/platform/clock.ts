/** Time and chance, injected wherever logic depends on them, so that tests can hold them still. */
export interface Clock {
  /** Epoch ms, by the visitor's clock: to show and to compare with the same visitor's times only. */
  now(): number;
  /** Ms since some moment, never turned back: to measure how long something takes. */
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
 * Runs an operation that may take so long and no longer: its signal then aborts with `late()`, and so does
 * the returned promise, whether the operation heeds its signal or not.
 */
export function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  late: () => Error,
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
      // Not later, with the operation: it may never end.
      finish();
      controller.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => abort(signal.reason as Error);
    const timer = clock.setTimeout(() => abort(late()), ms);
    signal.addEventListener('abort', onAbort, { once: true });
    operation(controller.signal).then(resolve, reject).finally(finish);
  });
}
