import { describe, expect, it } from 'vitest';
import { refreshDelay } from '../../src/session/refresh-delay.js';

const HOUR = 3_600_000;

describe('the next token is requested', () => {
  it.each([
    ['an hour', HOUR],
    ['a minute', 60_000],
    ['a day', 24 * HOUR],
  ])('after 75 to 90 per cent of a lifetime of %s', (_, life) => {
    expect(refreshDelay(life, 0)).toBe(0.75 * life);
    expect(refreshDelay(life, 0.5)).toBeCloseTo(0.825 * life);
    expect(refreshDelay(life, 1)).toBeCloseTo(0.9 * life);
  });

  it('after two seconds at the soonest, however short the lifetime', () => {
    expect(refreshDelay(1, 0)).toBe(2_000);
    expect(refreshDelay(2_000, 1)).toBe(2_000);
  });

  it('within a token’s longest lifetime, even if a wrong clock makes it longer', () => {
    expect(refreshDelay(1_000 * 24 * HOUR, 1)).toBeCloseTo(0.9 * 25 * HOUR);
  });

  it('never by the clock if a wrong clock makes the token look expired on arrival', () => {
    expect(refreshDelay(0, 0.5)).toBeUndefined();
    expect(refreshDelay(-HOUR, 0.5)).toBeUndefined();
  });
});
