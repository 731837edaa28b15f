import { beforeEach, describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/platform/clock.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';

describe('withDeadline', () => {
  let clock: FakeClock;
  let life: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    life = new AbortController();
  });

  /** Records a promise's outcome once it settles. */
  function watch<T>(promise: Promise<T>): { value?: T; error?: unknown } {
    const outcome: { value?: T; error?: unknown } = {};
    promise.then(
      (value) => (outcome.value = value),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  const late = new Error('late');

  function within<T>(operation: (signal: AbortSignal) => Promise<T>): ReturnType<typeof watch<T>> {
    return watch(withDeadline(clock, 1_000, life.signal, () => late, operation));
  }

  it('passes on the outcome and leaves no timer', async () => {
    const failure = new Error('failure');
    const done = within(() => Promise.resolve('done'));
    const failed = within(() => Promise.reject(failure));
    await settle();
    expect(done.value).toBe('done');
    expect(failed.error).toBe(failure);
    expect(clock.pending).toBe(0);
  });

  it('rejects at the deadline even if the operation ignores its signal', async () => {
    let received: AbortSignal | undefined;
    const outcome = within((signal) => {
      received = signal;
      return new Promise(() => undefined);
    });
    await clock.advance(999);
    expect(outcome.error).toBeUndefined();
    expect(received?.aborted).toBe(false);
    await clock.advance(1);
    expect(outcome.error).toBe(late);
    expect(received?.reason).toBe(late);
    expect(clock.pending).toBe(0);
  });

  it('rejects on abort and leaves no timer, even if the operation never settles', async () => {
    let received: AbortSignal | undefined;
    const outcome = within((signal) => {
      received = signal;
      return new Promise(() => undefined);
    });
    life.abort();
    await settle();
    expect(outcome.error).toBe(life.signal.reason);
    expect(received?.reason).toBe(life.signal.reason);
    expect(clock.pending).toBe(0);
  });

  it('does not start after an abort', async () => {
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

  it('ignores an abort and the deadline after the outcome', async () => {
    let answer: (value: string) => void = () => undefined;
    let received: AbortSignal | undefined;
    const outcome = within((signal) => {
      received = signal;
      return new Promise<string>((resolve) => (answer = resolve));
    });
    answer('in time');
    await settle();
    life.abort();
    await clock.advance(10_000);
    expect(outcome).toEqual({ value: 'in time' });
    expect(received?.aborted).toBe(false);
  });
});
