import type { Clock } from '../../platform/clock.js';

/**
 * Runs an operation, and calls `onLate` once where it takes longer than `ms`. After an abort `onLate` is not called.
 */
export async function noticeLate<Result>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  onLate: () => void,
  operation: () => Promise<Result>,
): Promise<Result> {
  const timer = clock.setTimeout(onLate, ms);
  const clear = (): void => clock.clearTimeout(timer);
  signal.addEventListener('abort', clear);
  try {
    return await operation();
  } finally {
    clear();
    signal.removeEventListener('abort', clear);
  }
}
