import { beforeEach, describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/platform/clock.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';

describe('waiting', () => {
  let clock: FakeClock;
  let life: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    life = new AbortController();
  });

  /** How a promise ended, as soon as it has. */
  function watch<T>(promise: Promise<T>): { value?: T; error?: unknown } {
    const outcome: { value?: T; error?: unknown } = {};
    promise.then(
      (value) => (outcome.value = value),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  describe('for an operation that may take so long and no longer', () => {
    const late = new Error('late');

    function within<T>(
      operation: (signal: AbortSignal) => Promise<T>,
    ): ReturnType<typeof watch<T>> {
      return watch(withDeadline(clock, 1_000, life.signal, () => late, operation));
    }

    it('passes on what it comes to, and leaves no timer', async () => {
      const failure = new Error('failure');
      const done = within(() => Promise.resolve('done'));
      const failed = within(() => Promise.reject(failure));
      await settle();
      expect(done.value).toBe('done');
      expect(failed.error).toBe(failure);
      expect(clock.pending).toBe(0);
    });

    it('ends at the deadline, whether the operation heeds it or not', async () => {
      let heard: AbortSignal | undefined;
      const outcome = within((signal) => {
        heard = signal;
        return new Promise(() => undefined);
      });
      await clock.advance(999);
      expect(outcome.error).toBeUndefined();
      expect(heard?.aborted).toBe(false);
      await clock.advance(1);
      expect(outcome.error).toBe(late);
      expect(heard?.reason).toBe(late);
      expect(clock.pending).toBe(0);
    });

    it('ends when it is called off, and leaves no timer, even if the operation never ends', async () => {
      let heard: AbortSignal | undefined;
      const outcome = within((signal) => {
        heard = signal;
        return new Promise(() => undefined);
      });
      life.abort();
      await settle();
      expect(outcome.error).toBe(life.signal.reason);
      expect(heard?.reason).toBe(life.signal.reason);
      expect(clock.pending).toBe(0);
    });

    it('does not begin what was called off before', async () => {
      life.abort();
      let begun = false;
      const outcome = within(() => {
        begun = true;
        return Promise.resolve();
      });
      await settle();
      expect(begun).toBe(false);
      expect(outcome.error).toBe(life.signal.reason);
      expect(clock.pending).toBe(0);
    });

    it('ignores what comes afterwards', async () => {
      let answer: (value: string) => void = () => undefined;
      let heard: AbortSignal | undefined;
      const outcome = within((signal) => {
        heard = signal;
        return new Promise<string>((resolve) => (answer = resolve));
      });
      answer('in time');
      await settle();
      life.abort();
      await clock.advance(10_000);
      expect(outcome).toEqual({ value: 'in time' });
      expect(heard?.aborted).toBe(false);
    });
  });
});
