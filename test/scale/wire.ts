import { setTimeout as delay } from 'node:timers/promises';
import { TopicSubscribe } from '@gomomento/sdk';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { inboxOf } from '../../src/protocol/room-rules.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor } from '../helpers/engine-node-clients.js';
import { Random } from '../helpers/random.js';
import { TEXT } from './simulation.js';
import { WireProcess } from './wire-process.js';

const CACHE = 'instant-messaging';

export interface WireOutcome {
  readonly sent: number;
  readonly p50: number;
  readonly p99: number;
  readonly callsPerMessage: ReadonlyMap<string, number>;
  /** A call of the store: half of them take less, in ms. */
  readonly callMs: number;
  /** The processor's time of a moderating process for one message, in ms. */
  readonly cpuMsPerMessage: number;
}

/** The same as a simulation, with real processes, the real SDK, and the embedded engine over the wire. */
export async function measureOnTheWire({
  rooms,
  messagesPerSecond,
  seconds,
  processes,
}: {
  readonly rooms: number;
  readonly messagesPerSecond: number;
  readonly seconds: number;
  readonly processes: number;
}): Promise<WireOutcome> {
  const engine = await startLocalMomento({ caches: [CACHE] });
  using owner = clientsFor(engine);
  const names = Array.from({ length: rooms }, (_, index) => `room ${String(index)}`);
  const until = Date.now() + 3_600_000;
  const entries = names.map((room) => JSON.stringify({ room, until }));
  engine.direct.listPush({ cache: CACHE, list: 'momento-chat/rooms', values: entries });
  const pending = new Map<string, number>();
  const times: number[] = [];
  for (const name of names) {
    const subscription = await owner.topics.subscribe(CACHE, name, {
      onItem: (item) => {
        const { id } = JSON.parse(item.valueString()) as { id: string };
        const startedAt = pending.get(id);
        if (startedAt !== undefined) times.push(performance.now() - startedAt);
        pending.delete(id);
      },
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
  }
  const started = await Promise.all(
    Array.from({ length: processes }, () => WireProcess.start(engine.grpcPort)),
  );
  try {
    await eventually(async () => {
      const reports = await Promise.all(started.map((one) => one.report()));
      const streams = reports.map((report) => report.streams);
      const all = streams.reduce((sum, count) => sum + count, 0);
      return all === rooms && (streams.every((count) => count > 0) || rooms < processes);
    });
    const random = new Random(1);
    let number = 0;
    const write = (): void => {
      const id = `m${String((number += 1))}`;
      const user = `user ${String(random.between(1, 1_000))}`;
      const text = JSON.stringify({ id, username: user, message: TEXT, timestamp: Date.now() });
      pending.set(id, performance.now());
      const topic = inboxOf(random.pick(names));
      engine.direct.publish({ cache: CACHE, topic, text, tokenId: user });
    };
    const count = Math.round(messagesPerSecond * seconds);
    // The first messages find cold code.
    for (let index = 0; index < 20; index += 1) write();
    await eventually(() => pending.size === 0);
    await Promise.all(started.map((one) => one.report()));
    times.length = 0;
    const before = engine.stats().calls;
    const gap = 1000 / messagesPerSecond;
    for (let index = 0; index < count; index += 1) {
      write();
      await delay(gap * 2 * random.next());
    }
    await eventually(() => pending.size === 0);
    const after = engine.stats().calls;
    const reports = await Promise.all(started.map((one) => one.report()));
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? NaN;
    const callsPerMessage = new Map(
      Object.entries(after).map(([name, calls]) => [name, (calls - (before[name] ?? 0)) / count]),
    );
    const cpuMs = reports.reduce((sum, report) => sum + report.cpuMs, 0);
    const callMs = Math.max(...reports.map((report) => report.callMs));
    return {
      ...{ sent: count, p50: at(0.5), p99: at(0.99), callsPerMessage, callMs },
      cpuMsPerMessage: cpuMs / count,
    };
  } finally {
    await Promise.all(started.map((one) => one[Symbol.asyncDispose]()));
    await engine.close();
  }
}
