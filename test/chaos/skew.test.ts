import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { clockSkewedBy } from './skew.js';

const DAY_MS = 86_400_000;

it.each([DAY_MS, -DAY_MS])('shifts Date.now and new Date() by %d ms and nothing else', (ms) => {
  const seen = runInNewContext(`${clockSkewedBy(ms)}
    [Date.now(), new Date().getTime(), new Date(5).getTime(), Date.UTC(1970, 0, 2), new Date() instanceof Date]`) as [
    number,
    number,
    ...unknown[],
  ];
  const [now, current, ...rest] = seen;
  for (const time of [now, current]) expect(Math.abs(time - Date.now() - ms)).toBeLessThan(60_000);
  expect(rest).toEqual([5, DAY_MS, true]);
});
