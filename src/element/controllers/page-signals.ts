import { systemClock } from '../../platform/clock.js';
import { SleepClock } from '../../platform/sleep-clock.js';

/** A page hidden for so long, in ms, may have missed something that its timers slept through. */
const LONG_HIDDEN_MS = 60_000;
/** A machine that slept for so long, in ms, may have lost its connections, and cannot know it. */
const LONG_ASLEEP_MS = 5_000;

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
  // Another network: the old connections lead nowhere, and do not know it.
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
