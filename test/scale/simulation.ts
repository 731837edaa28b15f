import { createModerator } from '../../src/server/index.js';
import { inboxOf } from '../../src/protocol/room-rules.js';
import type { Quotas } from './account.js';
import { SimulatedAccount } from './simulated-account.js';
import { VirtualClock } from './virtual-clock.js';

/** After this time, in ms, a browser sends a message again that it has no answer to. */
const RETRY_MS = 20_000;
/** What a message says: some 200 bytes as JSON. */
export const TEXT = 'x'.repeat(100);
/** The processes divide the rooms, and the streams settle, in ms. */
const WARM_UP_MS = 20_000;
/** After the last message, in ms. */
const DRAIN_MS = 60_000;
const NO_LIMIT = { messages: 1_000_000, seconds: 1 };

export interface Scenario {
  readonly rooms: number;
  readonly people: number;
  /** Of all people together. */
  readonly messagesPerSecond: number;
  readonly processes: number;
  readonly quotas: Quotas;
  /** How long people write, in seconds. */
  readonly seconds: number;
  readonly latencyMs: number;
}

export interface Outcome {
  readonly sent: number;
  readonly answered: number;
  /** From the first time that a message is sent to its arrival at its sender, in ms; without those that never arrive. */
  readonly p50: number;
  readonly p99: number;
  /** Operations a second while people write. */
  readonly topicOperations: number;
  readonly cacheOperations: number;
  readonly refused: { readonly topics: number; readonly cache: number };
  /** Calls of each method for a message. */
  readonly callsPerMessage: ReadonlyMap<string, number>;
  /** At most: of moderators, and one of each person. */
  readonly subscriptions: number;
}

/** Real moderators on a simulated account, and people who write and wait. */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  const { rooms, people, processes, seconds, messagesPerSecond, quotas, latencyMs } = scenario;
  const clock = new VirtualClock();
  const names = Array.from({ length: rooms }, (_, index) => `room ${String(index)}`);
  const readers = people / rooms;
  const known = new Set(names);
  const account = new SimulatedAccount({
    ...{ clock, quotas, latencyMs },
    readersOf: (topic) => (known.has(topic) ? readers : 0),
  });
  const until = clock.now() + 86_400_000;
  const entries = names.map((room) => JSON.stringify({ room, until }));
  account.fill('momento-chat/rooms', entries);
  const moderators = Array.from({ length: processes }, () =>
    createModerator(
      {
        store: account.connect(),
        moderate: () => undefined,
        maxRooms: 400,
        rateLimit: NO_LIMIT,
        onError: () => undefined,
      },
      clock,
    ),
  );
  await clock.run(WARM_UP_MS);
  account.account.reset();

  const pending = new Map<string, () => void>();
  const times: number[] = [];
  for (const name of names) {
    account.listen(name, (text) => {
      const { id } = JSON.parse(text) as { id: string };
      pending.get(id)?.();
      pending.delete(id);
    });
  }
  let sent = 0;
  const write = (): void => {
    const number = (sent += 1);
    const room = names[Math.floor(clock.random() * rooms)] ?? '';
    const user = `user ${String(Math.floor(clock.random() * people))}`;
    const id = `m${String(number)}`;
    const item = JSON.stringify({ id, username: user, message: TEXT, timestamp: clock.now() });
    const startedAt = clock.elapsed();
    let timer: unknown;
    const send = (): void => {
      timer = clock.setTimeout(send, RETRY_MS);
      account.publish(inboxOf(room), item, user).catch(() => undefined);
    };
    pending.set(id, () => {
      clock.clearTimeout(timer);
      times.push(clock.elapsed() - startedAt);
    });
    send();
  };
  const count = Math.round(seconds * messagesPerSecond);
  for (let index = 0; index < count; index += 1) {
    clock.setTimeout(write, clock.random() * seconds * 1000);
  }
  await clock.run(seconds * 1000);
  const { operations, refused, calls } = account.account;
  const { topics, cache } = operations;
  const callsPerMessage = new Map([...calls].map(([name, made]) => [name, made / count]));
  const counted = { topics: refused.topics, cache: refused.cache };
  const streams = account.streams;
  await clock.run(DRAIN_MS);
  for (const moderator of moderators) moderator.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? NaN;
  return {
    ...{ sent, answered: times.length, callsPerMessage, refused: counted },
    ...{ p50: at(0.5), p99: at(0.99) },
    topicOperations: topics / seconds,
    cacheOperations: cache / seconds,
    subscriptions: streams + people,
  };
}
