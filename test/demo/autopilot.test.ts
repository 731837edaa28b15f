import { describe, expect, it } from 'vitest';
import { safestX } from '../../demo/autopilot.js';
import type { Rock } from '../../demo/asteroids-scene.js';

const WIDTH = 400;
const SHIP = { x: 200, y: 500, radius: 13 };

function rockAt(x: number, y: number): Rock {
  return { x, y, radius: 30, speed: 200, spin: 0 };
}

describe('the autopilot of the waiting game', () => {
  it('stays where no rock falls', () => {
    expect(safestX([], SHIP, WIDTH)).toBe(SHIP.x);
    expect(safestX([rockAt(40, 300)], SHIP, WIDTH)).toBe(SHIP.x);
  });

  it('stays below a rock that is far away', () => {
    expect(safestX([rockAt(SHIP.x, -30)], SHIP, WIDTH)).toBe(SHIP.x);
  });

  it('leaves the path of a rock, to the nearer side', () => {
    const x = safestX([rockAt(190, 300)], SHIP, WIDTH);
    expect(x).toBeGreaterThan(190 + 30 + SHIP.radius);
    expect(x).toBeLessThan(WIDTH - SHIP.radius);
  });

  it('ignores a rock that has passed', () => {
    expect(safestX([rockAt(SHIP.x, 560)], SHIP, WIDTH)).toBe(SHIP.x);
  });

  it('takes the place that stays free for longer, where rocks fall everywhere', () => {
    const rocks = [0, 80, 160, 240, 320, 400].map((x) => rockAt(x, x === 80 ? 250 : 420));
    expect(Math.abs(safestX(rocks, SHIP, WIDTH) - 80)).toBeLessThan(30);
  });
});
