import type { Rock } from './asteroids-scene.js';

interface Ship {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** How far ahead the autopilot looks, in seconds. */
const AHEAD_S = 2;
/** The space that it keeps from rocks, and from the sides, in CSS pixels. */
const SPACE = 16;
/** The places that it compares. */
const PLACES = 24;

/**
 * Where a ship that flies by itself is safe: the nearest place to which no rock falls soon. Between two dangers it takes
 * the place that stays free for longer.
 *
 * @param width of the sky
 */
export function safestX(rocks: readonly Rock[], ship: Ship, width: number): number {
  const edge = ship.radius + SPACE;
  const places = Array.from(
    { length: PLACES },
    (_, index) => edge + (index / (PLACES - 1)) * (width - 2 * edge),
  );
  const freeFor = (x: number) =>
    Math.min(AHEAD_S, ...rocks.filter((rock) => isAbove(rock, x, ship)).map(timeTo(ship)));
  const rating = (x: number) => freeFor(x) - Math.abs(x - ship.x) / width;
  return [ship.x, ...places].reduce((best, x) => (rating(x) > rating(best) ? x : best));
}

function isAbove({ x: rockX, y, radius }: Rock, x: number, ship: Ship): boolean {
  return Math.abs(rockX - x) < radius + ship.radius + SPACE && y - radius < ship.y + ship.radius;
}

/** In seconds; 0 while the rock passes. */
function timeTo(ship: Ship): (rock: Rock) => number {
  return ({ y, radius, speed }) => Math.max(0, (ship.y - ship.radius - y - radius) / speed);
}
