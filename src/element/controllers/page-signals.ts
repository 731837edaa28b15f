import { systemClock } from '../../platform/clock.js';
import { SleepClock } from '../../platform/sleep-clock.js';

/** A page that was hidden for longer, in ms, may have missed events while its timers were paused. */
const LONG_HIDDEN_MS = 60_000;
/** A machine that slept for longer, in ms, may have lost its connections without noticing. */
const LONG_ASLEEP_MS = 5_000;

export interface PageListener {
  /** The page is hidden, perhaps for good. With all connections closed it stays eligible for the back/forward cache. */
  onSleep: () => void;
  /** The page is back from the back/forward cache. */
  onWake: () => void;
  /** The connections may be dead. @param surely whether they are certain to be, even if they look alive */
  onDoubt: (surely: boolean) => void;
}

/**
 * Listens to a page's life cycle and network events.
 *
 * `pagehide` and `pageshow`, not `unload` and `beforeunload`: those keep a page out of the back/forward cache.
 *
 * @param signal ends it
 */
export function listenToPage(listener: PageListener, signal: AbortSignal): void {
  const options = { signal };
  const clock = new SleepClock(systemClock);
  let hiddenAt = document.visibilityState === 'hidden' ? clock.elapsed() : undefined;
  let { slept } = clock;
  /** @returns whether the machine has slept since the last time */
  const lookForSleep = (): boolean => {
    const since = clock.slept - slept;
    slept += since;
    if (since > LONG_ASLEEP_MS) listener.onDoubt(true);
    return since > LONG_ASLEEP_MS;
  };
  addEventListener('pagehide', () => listener.onSleep(), options);
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) listener.onWake();
      lookForSleep();
    },
    options,
  );
  addEventListener('focus', lookForSleep, options);
  // Another network: the old connections are dead, and do not notice.
  addEventListener('online', () => listener.onDoubt(true), options);
  document.addEventListener('resume', () => listener.onDoubt(true), options);
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') {
        hiddenAt = clock.elapsed();
        return;
      }
      if (lookForSleep()) return;
      const hiddenMs = clock.elapsed() - (hiddenAt ?? clock.elapsed());
      if (hiddenMs > LONG_HIDDEN_MS) listener.onDoubt(false);
    },
    options,
  );
}
