import { describe, expect, it } from 'vitest';
import { ok } from '../../src/verify/answer.js';
import { Calls } from '../../src/verify/calls.js';
import { Meter, operationsFor } from '../../src/verify/meter.js';
import { Pace } from '../../src/verify/pace.js';

describe('the meter of operations', () => {
  it.each<[string, readonly string[], number]>([
    ['nothing', [], 0],
    ['an empty element', [''], 1],
    ['1,024 bytes', ['x'.repeat(1024)], 1],
    ['a byte more', ['x'.repeat(1025)], 2],
    ['characters of several bytes', ['é'.repeat(600)], 2],
    ['each element by itself', ['x', 'x', 'x'.repeat(2048)], 4],
  ])('counts %s as Momento documents it', (_, elements, operations) => {
    expect(operationsFor(elements)).toBe(operations);
  });

  it('counts request and response, and conditional writes double', async () => {
    const meter = new Meter(100);
    const calls = new Calls(meter, new Pace(Infinity), '');
    await calls.make(
      { sent: ['x'] },
      () => Promise.resolve(ok(['x', 'x'])),
      (values) => values,
    );
    expect([meter.operations, meter.bytes]).toEqual([3, 3]);
    await calls.make({ sent: ['x'], factor: 2 }, () => Promise.resolve(ok(true)));
    expect(meter.operations).toBe(5);
  });

  it('counts a call without data as one operation', async () => {
    const meter = new Meter(100);
    await new Calls(meter, new Pace(Infinity), '').make({}, () => Promise.resolve(ok(undefined)));
    expect(meter.operations).toBe(1);
  });

  it('refuses a call beyond its bound, or beyond that of all', () => {
    const all = new Meter(5);
    const one = new Meter(4, all);
    const other = new Meter(4, all);
    one.charge(3);
    expect(() => one.charge(2)).toThrow('more than the 4 operations');
    expect(() => other.charge(3)).toThrow('more than the 5 operations');
    other.charge(1, [], 1);
    expect(() => other.charge(1, [], 1)).toThrow('more than the 5 operations');
    expect([one.operations, other.operations, all.operations]).toEqual([3, 1, 4]);
  });

  it('refuses everything once it is closed', () => {
    const meter = new Meter(5);
    meter.close();
    expect(() => meter.charge(1)).toThrow('the check was ended');
  });

  it('spreads calls over time, and lets a large one go ahead', async () => {
    const pace = new Pace(100);
    const start = performance.now();
    await pace.wait(20);
    const first = performance.now() - start;
    await pace.wait(1);
    const second = performance.now() - start;
    expect(first).toBeLessThan(second);
    // Timers may be early by a millisecond or two.
    expect(second).toBeGreaterThanOrEqual(190);
  });
});
