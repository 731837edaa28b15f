import { setTimeout as wait } from 'node:timers/promises';
import type { LocalMomento, StatusName } from '../../src/local-momento/index.js';
import type { TokenEndpointServer } from '../helpers/token-endpoint-server.js';
import type { ChaosClient } from './client.js';
import type { Random } from '../helpers/random.js';
import { largeFile } from './sources.js';
import { drawWish } from './wish.js';
import type { Bans } from './bans.js';
import type { ServerProcess } from './server-process.js';

/** Everything that a fault may affect. */
export interface Target {
  readonly momento: LocalMomento;
  readonly clients: readonly ChaosClient[];
  readonly processes: readonly ServerProcess[];
  readonly endpoint: TokenEndpointServer;
  readonly bans: Bans;
  readonly cache: string;
  readonly room: string;
  /** The probability of a change where one is possible. */
  readonly changes: number;
  /** The probability of files of a message. */
  readonly files: number;
  /** Restarts the engine without its data. */
  readonly wipe: (downMs: number) => Promise<void>;
}

/** Injects one fault. A lasting fault ends within a few seconds. */
export type Fault = (target: Target, random: Random) => void | Promise<void>;
export type Faults = Readonly<Record<string, Fault>>;

const WRITES = ['ListPushBack', 'ListConcatenateBack', 'Publish', 'Set', 'SetIf'] as const;
/** What takes elements out of lists: a client tries it again, but is not told where that is of no use. */
const ERASURES = ['ListRemove'] as const;
const RPCS = [...WRITES, ...ERASURES, 'ListFetch', 'Subscribe', 'Get'] as const;
const TRANSIENT: readonly StatusName[] = [
  'UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'UNKNOWN',
  'RESOURCE_EXHAUSTED',
  'UNAUTHENTICATED',
];
/** Longer than the SDKs' time-out, in ms. */
const TOO_LATE_MS = [5_500, 8_000] as const;

const restarting = new Set<object>();

/** Skips a restart while another one of the same thing is running: they would conflict. */
async function restartOnce(thing: object, restart: () => Promise<void>): Promise<void> {
  if (restarting.has(thing)) return;
  restarting.add(thing);
  try {
    await restart();
  } finally {
    restarting.delete(thing);
  }
}

/** Faults of the service. */
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
    restartOnce(momento, () =>
      momento.restart({ keepData: true, downMs: random.between(50, 2000) }),
    ),

  'calls fail': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(RPCS),
      status: random.pick(TRANSIENT),
      count: random.between(1, 5),
    });
  },

  'calls are refused permanently': ({ momento }, random) => {
    momento.faults.inject({
      kind: 'error',
      rpc: random.pick(WRITES),
      status: 'PERMISSION_DENIED',
      count: 1,
    });
  },

  'responses are lost': ({ momento }, random) => {
    const answered = random.next() < 0.7;
    momento.faults.inject({
      kind: 'lost-answer',
      rpc: random.pick([...WRITES, ...ERASURES]),
      ...(answered ? { status: random.pick(TRANSIENT) } : {}),
      count: random.between(1, 3),
    });
  },

  'responses come too late': ({ momento }, random) => {
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

/** Faults of pages and of their connections to the service. */
export const PAGE_FAULTS: Faults = {
  'a page is reloaded': async ({ clients, changes }, random) => {
    const client = random.pick(clients);
    const wish = drawWish(random);
    const isWanted = random.next() < changes;
    await client.reload();
    // As soon as the element knows who the visitor is, of what it has restored or loaded.
    if (isWanted) await client.change(wish);
  },

  'a page is reloaded while it removes a message': async ({ clients, changes }, random) => {
    const client = random.pick(clients);
    const wish = { ...drawWish(random), type: 'removal', age: 1 } as const;
    const isWanted = random.next() < changes;
    if (isWanted && (await client.send(''))) await client.change(wish);
    await client.reload();
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
    link.restore();
  },

  'a link is cut': ({ clients }, random) => random.pick(clients).link.cut(),
};

/** Faults of pages that send files. */
export const FILE_FAULTS: Faults = {
  'a page is reloaded while it sends a file': async ({ clients, files }, random) => {
    const client = random.pick(clients);
    const file = largeFile(random);
    const isWanted = random.next() < files;
    const [underWayMs, bytesPerSecond] = [random.between(0, 3000), random.between(16, 64) * 1024];
    client.link.slow({ bytesPerSecond, latencyMs: 20 });
    if (isWanted) await client.sendFiles([file], '');
    await wait(isWanted ? underWayMs : 0);
    await client.reload();
    client.link.restore();
  },
};

/** Faults of the token endpoint, for direct and moderated rooms. */
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

/** Faults of the host’s servers: relays or moderators. */
export const PROCESS_FAULTS: Faults = {
  'a server is killed': ({ processes }, random) => {
    const process = random.pick(processes);
    return restartOnce(process, async () => {
      await process.kill();
      await wait(random.between(0, 3000));
      await process.start();
    });
  },
};

/** Loads a page again whose element has given up: its user was banned. */
export async function comeBack(client: ChaosClient): Promise<void> {
  if ((await client.status()).startsWith('failed')) await client.reload();
}

/** What the hosts of rooms with a desk do. */
export const DESK_FAULTS: Faults = {
  'a user is banned for some seconds': async ({ bans, clients }, random) => {
    const client = random.pick(clients);
    const ms = random.between(500, 5000);
    if (bans.has(client.name)) return;
    await bans.ban(client.name);
    await wait(ms);
    await bans.lift(client.name);
    await comeBack(client);
  },
};

/** For scenarios that permit the loss of stored messages. */
export const MEMORY_FAULTS: Faults = {
  'the engine loses its data': ({ momento, wipe }, random) =>
    restartOnce(momento, () => wipe(random.between(50, 1000))),
};
