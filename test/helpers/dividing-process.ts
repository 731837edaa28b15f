import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CredentialProvider } from '@gomomento/sdk';
import { systemClock } from '../../src/platform/clock.js';
import { createBot, createModerationDesk, createModerator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { SHORT_LEASES } from './short-leases.js';

const FILE = fileURLToPath(import.meta.url);

/** The shortest one. */
export const ROOM_LEASE_SECONDS = 6;
export const BOT_ID = 'bot-help';

/** More than a test sends: other tests cover rate limits. */
const NO_LIMIT = { messages: 10_000, seconds: 1 };

/** A server process of a host, with a moderator that shares the rooms with others, a desk and a bot. */
export class DividingProcess implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(port: number): Promise<DividingProcess> {
    const child = fork(FILE, [String(port)], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    return new DividingProcess(child);
  }

  /** The rooms that it listens to now. */
  async rooms(): Promise<readonly string[]> {
    this.#child.send('rooms');
    const [rooms] = (await once(this.#child, 'message')) as [readonly string[]];
    return rooms;
  }

  /** Ends it as a host does that restarts. */
  async close(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.send('close');
    await exited;
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

/** An answer of two messages that comes bit by bit, in words of this process. */
async function* answerTo(id: string): AsyncIterable<string> {
  for (const part of [1, 2]) {
    await delay(100);
    yield `Re: ${id} by ${String(process.pid)} ${'.'.repeat(2_000)}${part === 1 ? '\n\n' : ''}`;
  }
}

/** Runs in the process. */
function run(port: number): void {
  const store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({ hostname: '127.0.0.1', port }),
  });
  // Errors are expected: the others are killed, and senders try again.
  const onError = (): void => undefined;
  const roleOf = (userId: string) => (userId.startsWith('grace') ? 'moderator' : 'member');
  const desk = createModerationDesk({ store, roleOf });
  const bot = createBot(
    {
      store,
      user: { id: BOT_ID, name: 'Helper' },
      budget: NO_LIMIT,
      concurrency: 100,
      reply: ({ id, text }) => (text.endsWith('?') ? answerTo(id) : null),
      onError,
    },
    systemClock,
    SHORT_LEASES,
  );
  const moderator = createModerator(
    {
      ...{ store, desk, bot, roleOf, onError },
      rateLimit: NO_LIMIT,
      roomLeaseSeconds: ROOM_LEASE_SECONDS,
      async moderate({ text }) {
        await delay(50);
        return text.includes('rude') ? { reject: 'Please be kind.' } : undefined;
      },
    },
    systemClock,
    { leaseTimes: SHORT_LEASES },
  );
  process.on('message', (request) => {
    if (request === 'rooms') process.send?.(moderator.rooms);
    if (request !== 'close') return;
    moderator.close();
    store.close();
    process.disconnect();
  });
  process.once('disconnect', () => setTimeout(() => process.exit(), 500));
  process.send?.('started');
}

if (process.argv[1] === FILE) run(Number(process.argv[2]));
