import { expect, it } from 'vitest';
import { timesQuotas } from './account.js';
import { plan } from './plan.js';
import { calibrationOf, millionOf, tableOf } from './report.js';
import { simulate } from './simulation.js';

const SCENARIO = { rooms: 10, people: 100, messagesPerSecond: 2, processes: 3, seconds: 20 };

it('counts what messages take, and what a quota refuses comes later or never', async () => {
  const free = await simulate({ ...SCENARIO, quotas: timesQuotas(1_000), latencyMs: 2 });
  expect(free.answered).toBe(free.sent);
  // Published to the inbox, and heard by one of three processes; published to the room, and heard by ten.
  expect(free.topicOperations).toBeCloseTo(2 * (2 + 1 + 10), 0);
  expect(free.subscriptions).toBe(110);
  expect(free.callsPerMessage.get('ListPushBack')).toBeGreaterThanOrEqual(1);
  const tight = await simulate({ ...SCENARIO, quotas: timesQuotas(1), latencyMs: 2 });
  expect(tight.refused.topics).toBeGreaterThan(0);
  expect(tight.p99).toBeGreaterThan(free.p99);
});

it('finds the quota that breaks first, and the step at which it works', async () => {
  const row = await plan({ rooms: 1, people: 100 }, 2, 20);
  expect(row.first.quota).toBe('topics');
  expect(row.step.factor).toBe(100);
  const table = tableOf([row], 0.5);
  expect(table).toContain('topic operations');
  expect(table).toContain('$');
  const { needed } = row;
  const wire = {
    sent: 1,
    p50: 1,
    p99: 1,
    callsPerMessage: new Map(),
    callMs: 1,
    cpuMsPerMessage: 2,
  };
  expect(calibrationOf(wire, needed)).toContain('time to a verdict');
  expect(millionOf(wire, row)).toContain('1,010,000');
});
