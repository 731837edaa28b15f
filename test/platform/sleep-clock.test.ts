import { expect, it } from 'vitest';
import { SleepClock } from '../../src/platform/sleep-clock.js';
import { FakeClock } from '../helpers/fake-clock.js';

it('counts time that passes only on the wall clock', async () => {
  const inner = new FakeClock();
  const clock = new SleepClock(inner);
  await inner.advance(5_000);
  expect([clock.elapsed(), clock.slept]).toEqual([5_000, 0]);
  inner.standStill(3_600_000);
  expect([clock.elapsed(), clock.slept]).toEqual([3_605_000, 3_600_000]);
  await inner.advance(5_000);
  inner.standStill(2_000);
  expect([clock.elapsed(), clock.slept]).toEqual([3_612_000, 3_602_000]);
});

it('does not count a wall clock that is set back or drifts slightly', () => {
  const inner = new FakeClock();
  const clock = new SleepClock(inner);
  inner.standStill(-3_600_000);
  expect(clock.elapsed()).toBe(0);
  for (let i = 0; i < 100; i += 1) {
    inner.standStill(100);
    expect(clock.elapsed()).toBe(0);
  }
});

it('counts sleep after the wall clock was set back', () => {
  const inner = new FakeClock();
  const clock = new SleepClock(inner);
  inner.standStill(-3_600_000);
  expect(clock.slept).toBe(0);
  inner.standStill(60_000);
  expect(clock.slept).toBe(60_000);
});
