import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CredentialProvider } from '@gomomento/sdk';
import { systemClock } from '../../src/platform/clock.js';
import { createModerator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { SHORT_LEASES } from './short-leases.js';

/**
 * A server process that moderates a room with short leases, and stops at the step of a message's handling that the message
 * names in its id. It reports the step over IPC and waits there until it is killed or resumed.
 */
export const MOMENTS = [
  'before leasing',
  'after leasing',
  'while moderating',
  'before recording',
  'before storing',
  'after storing',
  'after recording that it is done',
  'after publishing',
] as const;

export type Moment = (typeof MOMENTS)[number];

const FILE = fileURLToPath(import.meta.url);

/** The process as seen by the test. */
export class ModeratingProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** The steps at which it is held. */
  readonly held = new Set<Moment>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      if (typeof message === 'object' && 'held' in message) this.held.add(message.held as Moment);
    });
  }

  /** @param holds the steps at which it stops for messages that name them; `before leasing` applies to all messages */
  static async start(
    port: number,
    room: string,
    holds: readonly Moment[],
  ): Promise<ModeratingProcess> {
    const child = fork(FILE, [String(port), room, JSON.stringify(holds)], {
      execArgv: ['--import', 'tsx'],
    });
    const started = new ModeratingProcess(child);
    await once(child, 'message');
    return started;
  }

  /** Resumes the process and disables all later stops. */
  release(): void {
    this.#child.send('go');
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
function run(port: number, room: string, holds: ReadonlySet<string>): void {
  let go = (): void => undefined;
  let released = false;
  const gone = new Promise<void>((resolve) => (go = resolve));
  process.on('message', () => {
    released = true;
    go();
  });

  /** @param text contains the message's id, and so the step at which to stop */
  const stopAt = async (moment: Moment, text: string): Promise<void> => {
    if (released || !holds.has(moment)) return;
    if (moment !== 'before leasing' && !text.includes(moment)) return;
    process.send?.({ held: moment });
    await gone;
  };

  const store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({ hostname: '127.0.0.1', port }),
  });
  const stopping: LiveRoomStore = {
    ...store,
    async setIfAbsent(key, value, ttlSeconds) {
      await stopAt('before leasing', key);
      const isOurs = await store.setIfAbsent(key, value, ttlSeconds);
      if (isOurs) await stopAt('after leasing', key);
      return isOurs;
    },
    async set(key, value, ttlSeconds) {
      const isDone = value.includes('"done"');
      if (!isDone) await stopAt('before recording', key);
      await store.set(key, value, ttlSeconds);
      if (isDone) await stopAt('after recording that it is done', key);
    },
    async push(list, item, history) {
      if (list === room) await stopAt('before storing', item);
      await store.push(list, item, history);
      if (list === room) await stopAt('after storing', item);
    },
    async publish(topic, item) {
      await store.publish(topic, item);
      await stopAt('after publishing', item);
    },
  };
  createModerator(
    {
      store: stopping,
      rooms: [room],
      // Both receive each message.
      roomLeaseSeconds: 0,
      timeoutMs: 8_000,
      moderate: ({ id }) => stopAt('while moderating', id),
    },
    systemClock,
    { leaseTimes: SHORT_LEASES },
  );
  process.send?.({ started: true });
}

if (process.argv[1] === FILE) {
  const [port, room = '', holds = '[]'] = process.argv.slice(2);
  run(Number(port), room, new Set(JSON.parse(holds) as string[]));
}
