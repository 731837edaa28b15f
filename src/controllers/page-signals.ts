/** A page hidden for so long, in ms, may have missed something that its timers slept through. */
const LONG_HIDDEN_MS = 60_000;

export interface PageListener {
  /** The page is put aside, perhaps for good: hold nothing open. It stays eligible for the back/forward cache. */
  onSleep: () => void;
  /** The page is back from there. */
  onWake: () => void;
  /** @param surely whether what was open is certain to be dead, whatever it looks like */
  onDoubt: (surely: boolean) => void;
}

/**
 * Listens to all that a page tells about its life and its network.
 *
 * `pagehide` and `pageshow`, not `unload` and `beforeunload`: those keep a page out of the back/forward cache.
 *
 * @param signal ends it
 */
export function listenToPage(listener: PageListener, signal: AbortSignal): void {
  const options = { signal };
  let hiddenAt = document.visibilityState === 'hidden' ? performance.now() : undefined;
  addEventListener('pagehide', () => listener.onSleep(), options);
  addEventListener('pageshow', ({ persisted }) => persisted && listener.onWake(), options);
  // Another network: the old connections lead nowhere, and do not know it.
  addEventListener('online', () => listener.onDoubt(true), options);
  document.addEventListener('resume', () => listener.onDoubt(true), options);
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') {
        hiddenAt = performance.now();
        return;
      }
      const hiddenMs = performance.now() - (hiddenAt ?? performance.now());
      if (hiddenMs > LONG_HIDDEN_MS) listener.onDoubt(false);
    },
    options,
  );
}
