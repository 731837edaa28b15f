import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LiveRoomStore } from '../../src/server/index.js';
import { startInboxServer, type InboxServer, type InboxServerOptions } from './inbox-server.js';
import { SHORT_LEASES } from './short-leases.js';

const FILE = fileURLToPath(import.meta.url);

/** At which write about a room the process stops: from 1, and before it is made or after it. */
export interface Hold {
  readonly write: number;
  readonly after: boolean;
}

/** A server process of a host with an inbox. It can be held in the middle of what it writes, and killed there. */
export class InboxProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly urls: Pick<InboxServer, 'tokenUrl' | 'inboxUrl'>;
  /** The rooms at whose write it is held. */
  readonly held = new Set<string>();

  private constructor(child: ChildProcess, urls: InboxProcess['urls']) {
    this.#child = child;
    this.urls = urls;
    child.on('message', (message) => {
      if (typeof message === 'object' && 'held' in message) this.held.add(message.held as string);
    });
  }

  static async start(options: InboxServerOptions): Promise<InboxProcess> {
    const child = fork(FILE, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
    const [urls] = (await once(child, 'message')) as [InboxProcess['urls']];
    return new InboxProcess(child, urls);
  }

  /** From now on it stops at these writes. Their names must not contain one another. */
  async hold(rooms: ReadonlyMap<string, Hold>): Promise<void> {
    const ready = once(this.#child, 'message');
    this.#child.send([...rooms]);
    await ready;
  }

  /** Kills it with SIGKILL, which it cannot handle. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

/** Runs in the process. */
async function run(options: InboxServerOptions): Promise<void> {
  let holds: ReadonlyMap<string, Hold> = new Map();
  const writes = new Map<string, number>();

  /** @param about contains the room's name */
  async function writing<T>(about: string, write: () => Promise<T>): Promise<T> {
    const [room = '', hold] = [...holds].find(([name]) => about.includes(name)) ?? [];
    const count = (writes.get(room) ?? 0) + 1;
    writes.set(room, count);
    const isHeld = hold?.write === count;
    if (isHeld && !hold.after) await forEver(room);
    const result = await write();
    if (isHeld) await forEver(room);
    return result;
  }

  const wrapStore = (store: LiveRoomStore): LiveRoomStore => ({
    ...store,
    push: (list, item, limits) => writing(list + item, () => store.push(list, item, limits)),
    set: (key, value, ttl) => writing(key, () => store.set(key, value, ttl)),
    setIfAbsent: (key, value, ttl) => writing(key, () => store.setIfAbsent(key, value, ttl)),
    setIfEqual: async (key, value, expected, ttl) =>
      writing(key, async () => (await store.setIfEqual?.(key, value, expected, ttl)) === true),
    publish: (topic, item) => writing(topic + item, () => store.publish(topic, item)),
  });
  const { tokenUrl, inboxUrl } = await startInboxServer({
    ...options,
    ...{ wrapStore, leaseTimes: SHORT_LEASES },
  });
  process.on('message', (rooms: [string, Hold][]) => {
    holds = new Map(rooms);
    process.send?.('armed');
  });
  process.send?.({ tokenUrl, inboxUrl });
}

function forEver(room: string): Promise<never> {
  process.send?.({ held: room });
  return new Promise<never>(() => undefined);
}

if (process.argv[1] === FILE) void run(JSON.parse(process.argv[2] ?? '') as InboxServerOptions);
