import { setTimeout as wait } from 'node:timers/promises';
import type { LocalMomento, StatusName } from '../../src/local-momento/index.js';
import type { TokenEndpointServer } from '../helpers/token-endpoint-server.js';
import type { ChaosClient } from './client.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';

/** All that a fault may lay hands on. */
export interface Target {
  readonly momento: LocalMomento;
  readonly clients: readonly ChaosClient[];
  readonly processes: readonly ServerProcess[];
  readonly endpoint: TokenEndpointServer;
  readonly cache: string;
  readonly room: string;
  /** The service forgets everything. */
  readonly wipe: (downMs: number) => Promise<void>;
}

/** Does one bad thing; what lasts is over within a few seconds. */
export type Fault = (target: Target, random: Random) => void | Promise<void>;
export type Faults = Readonly<Record<string, Fault>>;

const WRITES = ['ListPushBack', 'ListConcatenateBack', 'Publish', 'Set', 'SetIf'] as const;
const RPCS = [...WRITES, 'ListFetch', 'Subscribe', 'Get'] as const;
const PASSING: readonly StatusName[] = [
  'UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'UNKNOWN',
  'RESOURCE_EXHAUSTED',
  'UNAUTHENTICATED',
];
/** Longer than the SDKs wait for an answer, in ms. */
const TOO_LATE_MS = [5_500, 8_000] as const;

/** Two who restart one thing at once would only disturb each other. */
const restarting = new Set<object>();

async function alone(thing: object, restart: () => Promise<void>): Promise<void> {
  if (restarting.has(thing)) return;
  restarting.add(thing);
  try {
    await restart();
  } finally {
    restarting.delete(thing);
  }
}

/** What the service does. */
export const SERVICE_FAULTS: Faults = {
  'streams are cut': ({ momento }) => momento.faults.dropStreams(),

  'streams end': ({ momento }) => momento.faults.endStreams(),

  'streams stall': async ({ momento }, random) => {
    momento.faults.stallStreams();
    await wait(random.between(300, 4000));
    momento.faults.releaseStreams();
  },

  'connections are half open': async ({ momento }, random) => {
    momento.faults.halfOpen(true);
    await wait(random.between(200, 2500));
    momento.faults.halfOpen(false);
  },

  'the engine is down': ({ momento }, random) =>
    alone(momento, () => momento.restart({ keepData: true, downMs: random.between(50, 2000) })),

  'calls fail': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(RPCS),
      status: random.pick(PASSING),
      count: random.between(1, 5),
    });
  },

  'calls are refused for good': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(WRITES),
      status: 'PERMISSION_DENIED',
      count: 1,
    });
  },

  'answers are lost': ({ momento }, random) => {
    const answered = random.next() < 0.7;
    momento.faults.inject({
      kind: 'lost-answer',
      rpc: random.pick(WRITES),
      ...(answered ? { status: random.pick(PASSING) } : {}),
      count: random.between(1, 3),
    });
  },

  'answers come too late': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'late-answer',
      rpc: random.pick(RPCS),
      ms: random.between(...TOO_LATE_MS),
      count: random.between(1, 2),
    });
  },

  'calls are slow': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'delay',
      rpc: random.pick(RPCS),
      ms: random.between(50, 1500),
      count: random.between(1, 5),
    });
  },

  'messages are delivered twice': ({ momento }, random) => {
    momento.faults.duplicate(random.between(1, 5));
  },

  'a discontinuity': ({ momento, cache, room }, random) => {
    momento.faults.discontinuity({ cache, topic: room, missed: random.between(1, 10) });
  },

  'the topic starts over': ({ momento, cache, room }) => {
    momento.faults.resetTopic({ cache, topic: room });
  },
};

/** What becomes of pages, and of their ways to the service. */
export const PAGE_FAULTS: Faults = {
  'a page is reloaded': async ({ clients }, random) => {
    await random.pick(clients).reload();
  },

  'a page is left and opened again': async ({ clients }, random) => {
    await random.pick(clients).leaveAndReturn();
  },

  'a client is offline': async ({ clients }, random) => {
    const client = random.pick(clients);
    await client.setOffline(true);
    await wait(random.between(200, 3000));
    await client.setOffline(false);
  },

  'a link is slow': async ({ clients }, random) => {
    const { link } = random.pick(clients);
    link.slow({ bytesPerSecond: random.between(1, 16) * 1024, latencyMs: random.between(50, 800) });
    await wait(random.between(1000, 8000));
    link.heal();
  },

  'a link is cut': ({ clients }, random) => random.pick(clients).link.cut(),
};

/** Direct and moderated rooms’ tokens. */
export const TOKEN_FAULTS: Faults = {
  'the token endpoint is down': async ({ endpoint }, random) => {
    endpoint.behave({ status: random.pick([500, 503]) });
    await wait(random.between(500, 3000));
    endpoint.behave({});
  },

  'the token endpoint is busy': ({ endpoint }, random) => {
    endpoint.behave({ status: 429, retryAfter: '1', times: random.between(1, 3) });
  },
};

/** The host’s servers: relays, or moderators. */
export const PROCESS_FAULTS: Faults = {
  'a server is killed': ({ processes }, random) => {
    const process = random.pick(processes);
    return alone(process, async () => {
      await process.kill();
      await wait(random.between(0, 3000));
      await process.start();
    });
  },
};

/** For worlds that can bear it: nothing that was stored comes back. */
export const MEMORY_FAULTS: Faults = {
  'the engine loses its data': ({ momento, wipe }, random) =>
    alone(momento, () => wipe(random.between(50, 1000))),
};
