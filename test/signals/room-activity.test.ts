import { describe, expect, it } from 'vitest';
import type { SignalName } from '../../src/signals/room-activity.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { FakeBus } from './fake-bus.js';

const ALL: readonly SignalName[] = ['typing', 'read', 'presence'];
const orders = { m1: 10, m2: 20, m3: 30 };

function setUp(people: number, names = ALL, budget = 2) {
  const clock = new FakeClock();
  const bus = new FakeBus(clock, budget);
  const members = Array.from({ length: people }, (_, index) =>
    bus.enter(`user-${String(index)}`, names, orders),
  );
  return { clock, bus, members };
}

const names = (people: readonly { readonly id: string }[]): string[] =>
  people.map(({ id }) => id).sort();

describe('the activity of two visitors', () => {
  it('tells each of them that the other is here', async () => {
    const { clock, members } = setUp(2);
    await clock.advance(10_000);
    expect(names(members[0]!.activity.here)).toEqual(['user-1']);
    expect(names(members[1]!.activity.here)).toEqual(['user-0']);
    await clock.advance(600_000);
    expect(names(members[0]!.activity.here)).toEqual(['user-1']);
  });

  it('forgets a visitor who no longer looks', async () => {
    const { clock, bus, members } = setUp(2);
    await clock.advance(10_000);
    members[1]!.isLooking = false;
    members[1]!.activity.check();
    const { length } = bus.sent.filter(({ by }) => by === 'user-1');
    await clock.advance(120_000);
    expect(members[0]!.activity.here).toEqual([]);
    expect(bus.sent.filter(({ by }) => by === 'user-1')).toHaveLength(length);
  });

  it('shows typing while a visitor types, and not much longer', async () => {
    const { clock, members } = setUp(2);
    await clock.advance(10_000);
    const [ada, grace] = members;
    for (let i = 0; i < 60; i += 1) {
      ada!.activity.typed(false);
      await clock.advance(250);
      if (i > 20) expect(names(grace!.activity.typing)).toEqual(['user-0']);
    }
    await clock.advance(11_000);
    expect(grace!.activity.typing).toEqual([]);
  });

  it('ends typing with the message, and with an emptied text', async () => {
    const { clock, bus, members } = setUp(2);
    await clock.advance(10_000);
    const [ada, grace] = members;
    ada!.activity.typed(false);
    await clock.advance(3_000);
    expect(names(grace!.activity.typing)).toEqual(['user-0']);
    grace!.activity.receiveMessage({ id: 'user-0', name: 'Ada' });
    expect(grace!.activity.typing).toEqual([]);
    ada!.activity.typed(true);
    const { length } = bus.sent;
    await clock.advance(5_000);
    expect(bus.sent).toHaveLength(length);
  });

  it('marks messages as seen, up to the one in view', async () => {
    const { clock, members } = setUp(2);
    const [ada, grace] = members;
    grace!.activity.saw('m2');
    await clock.advance(10_000);
    expect(names(ada!.activity.readersOf('m1'))).toEqual(['user-1']);
    expect(names(ada!.activity.readersOf('m2'))).toEqual(['user-1']);
    expect(ada!.activity.readersOf('m3')).toEqual([]);
  });

  it('tells a newcomer who is here and what was read', async () => {
    const { clock, bus, members } = setUp(2);
    members[0]!.activity.saw('m3');
    await clock.advance(60_000);
    const late = bus.enter('late', ALL, orders);
    await clock.advance(15_000);
    expect(names(late.activity.here)).toEqual(['user-0', 'user-1']);
    expect(names(late.activity.readersOf('m3'))).toEqual(['user-0']);
  });

  it('begins when the visitor looks, and says nothing before', async () => {
    const { clock, bus, members } = setUp(1);
    const late = bus.enter('late', ALL, orders, false);
    await clock.advance(60_000);
    expect(bus.sent.filter(({ by }) => by === 'late')).toEqual([]);
    late.isLooking = true;
    late.activity.check();
    await clock.advance(10_000);
    expect(names(members[0]!.activity.here)).toEqual(['late']);
  });

  it.each([0, 0.001])('says nothing with a budget of %d', async (budget) => {
    const { clock, bus, members } = setUp(2, ALL, budget);
    members[0]!.activity.saw('m1');
    members[1]!.activity.typed(false);
    await clock.advance(600_000);
    expect(bus.sent).toEqual([]);
  });

  it('says nothing that was not switched on', async () => {
    const { clock, bus, members } = setUp(2, ['read']);
    members[0]!.activity.typed(false);
    await clock.advance(60_000);
    expect(bus.sent).toEqual([]);
    members[0]!.activity.saw('m1');
    await clock.advance(10_000);
    expect(bus.sent.length).toBeGreaterThan(0);
    expect(bus.sent.some(({ event }) => 'typing' in event)).toBe(false);
    expect(members[1]!.activity.here).toEqual([]);
  });
});

describe.each([2, 10, 30])('the budget in a room of %i', (people) => {
  it('is kept when all have come, all read and three write', async () => {
    const { clock, bus, members } = setUp(people);
    const seconds = 300;
    // At first nobody knows how many have come.
    await clock.advance(1_200_000);
    const since = clock.elapsed();
    for (let second = 0; second < seconds; second += 1) {
      for (const { activity } of members.slice(0, 3)) activity.typed(false);
      if (second % 60 === 0) {
        for (const { activity } of members) activity.saw(`m${String(1 + ((second / 60) % 3))}`);
      }
      await clock.advance(1_000);
    }
    expect(bus.operations(since) / seconds).toBeLessThanOrEqual(2.1);
    expect(bus.operations(since) / seconds).toBeGreaterThan(0.5);
  });

  it('is exceeded for a moment only when all come at once', async () => {
    const { clock, bus } = setUp(people);
    await clock.advance(60_000);
    expect(bus.operations(0) / 60).toBeLessThanOrEqual(10);
  });
});

describe('a room of 100', () => {
  it('lets those be known who do something', async () => {
    const { clock, bus, members } = setUp(100, ['typing']);
    await clock.advance(60_000);
    expect(bus.sent).toEqual([]);
    for (let second = 0; second < 5; second += 1) {
      members[0]!.activity.typed(false);
      await clock.advance(1_000);
    }
    expect(names(members[1]!.activity.typing)).toEqual(['user-0']);
  });
});
