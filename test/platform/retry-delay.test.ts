import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { RetryDelay } from '../../src/platform/retry-delay.js';

function delays(random: number, count: number): number[] {
  const delay = new RetryDelay(
    { ...systemClock, random: () => random },
    { firstMs: 100, capMs: 1000 },
  );
  return Array.from({ length: count }, () => delay.next());
}

describe('RetryDelay', () => {
  it('doubles up to a cap, with jitter over the upper half', () => {
    expect(delays(0, 6)).toEqual([50, 100, 200, 400, 500, 500]);
    expect(delays(1, 6)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('is never shorter than the server requests', () => {
    const delay = new RetryDelay({ ...systemClock, random: () => 0 }, { firstMs: 100 });
    expect(delay.next(60_000)).toBe(60_000);
  });

  it('starts over after a success', () => {
    const delay = new RetryDelay({ ...systemClock, random: () => 0 }, { firstMs: 100 });
    delay.next();
    delay.next();
    delay.reset();
    expect(delay.next()).toBe(50);
  });
});
