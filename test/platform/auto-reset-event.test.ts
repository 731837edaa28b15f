import { beforeEach, describe, expect, it } from 'vitest';
import { AutoResetEvent } from '../../src/platform/auto-reset-event.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';

describe('a bell', () => {
  let clock: FakeClock;
  let bell: AutoResetEvent;
  let life: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    bell = new AutoResetEvent();
    life = new AbortController();
  });

  /** Whether a wait is over. */
  function wait(ms?: number): { over: boolean } {
    const state = { over: false };
    void bell.wait(clock, ms, life.signal).then(() => (state.over = true));
    return state;
  }

  it('wakes who waits for it', async () => {
    const waiting = wait();
    await clock.advance(600_000);
    expect(waiting.over).toBe(false);
    bell.set();
    await settle();
    expect(waiting.over).toBe(true);
  });

  it('wakes them in time if nobody rings, and not before', async () => {
    const waiting = wait(1_000);
    await clock.advance(999);
    expect(waiting.over).toBe(false);
    await clock.advance(1);
    expect(waiting.over).toBe(true);
  });

  it('keeps a ring for who comes next, once', async () => {
    bell.set();
    bell.set();
    const first = wait();
    await settle();
    expect(first.over).toBe(true);
    const second = wait();
    await settle();
    expect(second.over).toBe(false);
  });

  it('keeps none that was heard', async () => {
    wait();
    bell.set();
    await settle();
    const next = wait();
    await settle();
    expect(next.over).toBe(false);
  });

  it('forgets one that came too early', async () => {
    bell.set();
    bell.reset();
    const waiting = wait();
    await settle();
    expect(waiting.over).toBe(false);
  });

  it('lets go of who waits, and of who comes later, when it is over', async () => {
    const before = wait(1_000);
    life.abort();
    const after = wait(1_000);
    await settle();
    expect([before.over, after.over]).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });

  it('leaves no timer, however the wait ended', async () => {
    wait(1_000);
    bell.set();
    expect(clock.pending).toBe(0);
    await settle();
    bell.set();
    wait(1_000);
    expect(clock.pending).toBe(0);
    await settle();
    wait(1_000);
    await clock.advance(1_000);
    expect(clock.pending).toBe(0);
  });
});
