import { beforeEach, describe, expect, it } from 'vitest';
import { AutoResetEvent } from '../../src/platform/auto-reset-event.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';

describe('an auto-reset event', () => {
  let clock: FakeClock;
  let event: AutoResetEvent;
  let life: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    event = new AutoResetEvent();
    life = new AbortController();
  });

  /** Starts a wait and reports whether it is over. */
  function wait(ms?: number): { over: boolean } {
    const state = { over: false };
    void event.wait(clock, ms, life.signal).then(() => (state.over = true));
    return state;
  }

  it('ends a wait when it is set', async () => {
    const waiting = wait();
    await clock.advance(600_000);
    expect(waiting.over).toBe(false);
    event.set();
    await settle();
    expect(waiting.over).toBe(true);
  });

  it('ends a wait after its time limit, not before', async () => {
    const waiting = wait(1_000);
    await clock.advance(999);
    expect(waiting.over).toBe(false);
    await clock.advance(1);
    expect(waiting.over).toBe(true);
  });

  it('keeps a set for the next wait, and for one wait only', async () => {
    event.set();
    event.set();
    const first = wait();
    await settle();
    expect(first.over).toBe(true);
    const second = wait();
    await settle();
    expect(second.over).toBe(false);
  });

  it('keeps no set that ended a wait', async () => {
    wait();
    event.set();
    await settle();
    const next = wait();
    await settle();
    expect(next.over).toBe(false);
  });

  it('does not end the next wait after a reset', async () => {
    event.set();
    event.reset();
    const waiting = wait();
    await settle();
    expect(waiting.over).toBe(false);
  });

  it('ends the current wait and later ones when the signal aborts', async () => {
    const before = wait(1_000);
    life.abort();
    const after = wait(1_000);
    await settle();
    expect([before.over, after.over]).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });

  it('leaves no timer, however a wait ends', async () => {
    wait(1_000);
    event.set();
    expect(clock.pending).toBe(0);
    await settle();
    event.set();
    wait(1_000);
    expect(clock.pending).toBe(0);
    await settle();
    wait(1_000);
    await clock.advance(1_000);
    expect(clock.pending).toBe(0);
  });
});
