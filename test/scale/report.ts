import type { QuotaName } from './account.js';
import { MESSAGES_PER_PERSON, type Row } from './plan.js';
import type { Outcome } from './simulation.js';
import type { WireOutcome } from './wire.js';

const SECONDS_PER_MONTH = 30 * 86_400;
const QUOTAS: Readonly<Record<QuotaName, string>> = {
  topics: 'topic operations',
  cache: 'cache operations',
  subscriptions: 'subscriptions',
};
/** The rooms of one process by default, and the streams of one store. */
const ROOMS_PER_PROCESS = { byDefault: 200, most: 400 };
/** The share of a processor that a process is planned to use. */
const LOAD = 0.5;

/** @param price of a million operations; undefined: no price is printed */
export function tableOf(rows: readonly Row[], price: number | undefined): string {
  const head = [
    ...['rooms', 'people', 'processes', 'messages/s', 'topic op/s', 'cache op/s', 'subscriptions'],
    ...['breaks first', 'answered by default', 'p50, p99 by default', 'works at', 'p50, p99 there'],
    ...['million op/month', ...(price === undefined ? [] : ['price/month'])],
  ];
  const body = rows.map((row) => {
    const { needed, byDefault, first, step } = row;
    const operations = needed.topicOperations + needed.cacheOperations;
    const millions = (operations * SECONDS_PER_MONTH) / 1_000_000;
    const exceeded = `${QUOTAS[first.quota]} (${numberOf(first.times)}×)`;
    return [
      ...[row.rooms, row.people, row.processes].map(numberOf),
      ...[row.messagesPerSecond, needed.topicOperations, needed.cacheOperations].map(numberOf),
      numberOf(needed.subscriptions),
      first.times > 1 ? exceeded : 'none',
      `${String(Math.round((100 * byDefault.answered) / byDefault.sent))} %`,
      timesOf(byDefault),
      step.factor === 1 ? 'the defaults' : `${numberOf(step.factor)}×`,
      timesOf(step.outcome),
      numberOf(millions),
      ...(price === undefined ? [] : [`$${numberOf(millions * price)}`]),
    ];
  });
  return markdown(head, body);
}

/** What the simulation says, and what was measured, for the same messages in 10 rooms. */
export function calibrationOf(wire: WireOutcome, simulated: Outcome): string {
  const line = (name: string, measured: number, expected: number): readonly string[] => [
    ...[name, measured.toFixed(2), expected.toFixed(2)],
    `${(100 * (expected / measured - 1)).toFixed(0)} %`,
  ];
  const calls = ['SetIf', 'Get', 'Set', 'ListPushBack'].map((name) =>
    line(
      `${name} calls for a message`,
      wire.callsPerMessage.get(name) ?? 0,
      simulated.callsPerMessage.get(name) ?? 0,
    ),
  );
  // On the wire the visitors' own publications are made without a call.
  const published = (simulated.callsPerMessage.get('Publish') ?? 1) - 1;
  return markdown(
    ['', 'over the wire', 'simulated', 'deviation'],
    [
      ...calls,
      line('Publish calls for a message', wire.callsPerMessage.get('Publish') ?? 0, published),
      line('time to a verdict, p50, in ms', wire.p50, simulated.p50),
      line('time to a verdict, p99, in ms', wire.p99, simulated.p99),
    ],
  );
}

/** A million people, a hundred in a room, who write as often. */
export function millionOf(wire: WireOutcome, large: Row): string {
  const people = 1_000_000;
  const rooms = people / 100;
  const messages = people * MESSAGES_PER_PERSON;
  const { byDefault, most } = ROOMS_PER_PROCESS;
  const cores = (messages * wire.cpuMsPerMessage) / 1000;
  const cache = (messages * large.needed.cacheOperations) / large.messagesPerSecond;
  const topics = messages * (2 + 1 + 100);
  const line = (name: string, value: string): readonly string[] => [name, value];
  return markdown(
    ['a million people in 10,000 rooms', ''],
    [
      line('messages/s', numberOf(messages)),
      line(
        'processes, by rooms',
        `${numberOf(rooms / byDefault)} (${numberOf(rooms / most)} with 400 rooms each)`,
      ),
      line(
        'processes, by computing',
        `${numberOf(Math.ceil(cores / LOAD))} (${wire.cpuMsPerMessage.toFixed(1)} ms a message, half of a core each)`,
      ),
      line('topic op/s', numberOf(topics)),
      line('cache op/s', numberOf(cache)),
      line('subscriptions', numberOf(people + rooms)),
    ],
  );
}

function timesOf({ p50, p99, answered }: Outcome): string {
  return answered === 0 ? '–' : `${msOf(p50)}, ${msOf(p99)}`;
}

function msOf(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function numberOf(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en-US');
}

function markdown(head: readonly string[], body: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...body];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
