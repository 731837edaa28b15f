import { setTimeout as wait } from 'node:timers/promises';
import type { LocalMomento, StatusName } from '../../src/local-momento/index.js';
import type { TokenEndpointServer } from '../helpers/token-endpoint-server.js';
import type { ChaosClient } from './client.js';
import type { Random } from './random.js';

/** All that a fault may lay hands on. */
export interface ChaosWorld {
  readonly momento: LocalMomento;
  readonly endpoint: TokenEndpointServer;
  readonly clients: readonly ChaosClient[];
  readonly cache: string;
  readonly room: string;
  readonly random: Random;
}

type Fault = (world: ChaosWorld) => void | Promise<void>;

const RPCS = ['ListPushBack', 'ListConcatenateBack', 'Publish', 'ListFetch', 'Subscribe'] as const;
const WRITES = ['ListPushBack', 'ListConcatenateBack', 'Publish'] as const;
const PASSING: readonly StatusName[] = [
  'UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'UNKNOWN',
  'RESOURCE_EXHAUSTED',
  'UNAUTHENTICATED',
];

let restarting = false;

/** Each does one bad thing, and what lasts is over within a few seconds. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'streams are cut': ({ momento }) => momento.faults.dropStreams(),

  'streams end': ({ momento }) => momento.faults.endStreams(),

  'streams stall': async ({ momento, random }) => {
    momento.faults.stallStreams();
    await wait(random.between(300, 4000));
    momento.faults.releaseStreams();
  },

  'connections are half open': async ({ momento, random }) => {
    momento.faults.halfOpen(true);
    await wait(random.between(200, 2500));
    momento.faults.halfOpen(false);
  },

  'the engine is down': async ({ momento, random }) => {
    // Two who restart it at once would only disturb each other.
    if (restarting) return;
    restarting = true;
    try {
      await momento.restart({ keepData: true, downMs: random.between(50, 2000) });
    } finally {
      restarting = false;
    }
  },

  'calls fail': ({ momento, random }) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(RPCS),
      status: random.pick(PASSING),
      count: random.between(1, 5),
    });
  },

  'calls are refused for good': ({ momento, random }) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(WRITES),
      status: 'PERMISSION_DENIED',
      count: 1,
    });
  },

  'answers are lost': ({ momento, random }) => {
    const answered = random.next() < 0.7;
    momento.faults.inject({
      kind: 'lost-answer',
      rpc: random.pick(WRITES),
      ...(answered ? { status: random.pick(PASSING) } : {}),
      count: random.between(1, 3),
    });
  },

  'calls are slow': ({ momento, random }) => {
    momento.faults.inject({
      kind: 'delay',
      rpc: random.pick(RPCS),
      ms: random.between(50, 1500),
      count: random.between(1, 5),
    });
  },

  'messages are delivered twice': ({ momento, random }) => {
    momento.faults.duplicate(random.between(1, 5));
  },

  'a discontinuity': ({ momento, cache, room, random }) => {
    momento.faults.discontinuity({ cache, topic: room, missed: random.between(1, 10) });
  },

  'the topic starts over': ({ momento, cache, room }) => {
    momento.faults.resetTopic({ cache, topic: room });
  },

  'the token endpoint is down': async ({ endpoint, random }) => {
    endpoint.behave({ status: random.pick([500, 503]) });
    await wait(random.between(500, 3000));
    endpoint.behave(GOOD_TOKENS);
  },

  'the token endpoint is busy': ({ endpoint, random }) => {
    endpoint.behave({ status: 429, retryAfter: '1', times: random.between(1, 3) });
  },

  'a page is reloaded': async ({ clients, random }) => {
    await random.pick(clients).reload();
  },

  'a page is left and opened again': async ({ clients, random }) => {
    await random.pick(clients).leaveAndReturn();
  },

  'a client is offline': async ({ clients, random }) => {
    const client = random.pick(clients);
    await client.setOffline(true);
    await wait(random.between(200, 3000));
    await client.setOffline(false);
  },
};

/** Tokens that expire in mid-run, again and again. */
export const GOOD_TOKENS = { tokenTtlSeconds: 15 };
