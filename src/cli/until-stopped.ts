import { once } from 'node:events';

/**
 * Starts something, and closes it on SIGINT or SIGTERM. A signal during the start is not lost.
 *
 * @throws what `start` and `close` throw
 */
export async function untilStopped(
  start: () => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const listeners = new AbortController();
  const { signal } = listeners;
  const stopped = Promise.race([
    once(process, 'SIGINT', { signal }),
    once(process, 'SIGTERM', { signal }),
  ]);
  try {
    const running = await start();
    await stopped;
    await running.close();
  } finally {
    listeners.abort();
    await stopped.catch(() => undefined); // the abort's own rejection
  }
}
