import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createBot, createModerationDesk, createModerator } from '../../src/server/index.js';
import { startRelay, storeFor } from '../helpers/relay-server.js';
import { answerTo, ASKING, BOT } from './asking.js';

const FILE = fileURLToPath(import.meta.url);

/** More than a run can send: other tests cover rate limits. */
const NO_LIMIT = { messages: 10_000, seconds: 1 };
/** As if there were none. */
const NO_BYTE_LIMIT = { bytes: 1e9, seconds: 1 };

export interface ServerOptions {
  readonly kind: 'moderator' | 'relay';
  readonly host: string;
  readonly grpcPort: number;
  readonly room: string;
  /** The number of messages that the list keeps. */
  readonly limit: number;
  /** The relay's port; 0 selects a free one. */
  readonly port: number;
}

/** A server of the host in its own process, which can be killed and restarted on the same port. */
export class ServerProcess {
  #options: ServerOptions;
  #child: ChildProcess | undefined;
  /** How many times it ended without `kill`. */
  crashes = 0;

  private constructor(options: ServerOptions) {
    this.#options = options;
  }

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const started = new ServerProcess(options);
    await started.start();
    return started;
  }

  get port(): number {
    return this.#options.port;
  }

  async start(): Promise<void> {
    if (this.#child) return;
    const child = fork(FILE, ['run'], { execArgv: ['--import', 'tsx'] });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.crashes += 1;
    });
    child.send(this.#options);
    const [port] = (await once(child, 'message')) as [number];
    this.#options = { ...this.#options, port };
  }

  /** Kills the process with SIGKILL, so that it cannot clean up. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

/** Runs in the child process. @returns the port */
async function run(options: ServerOptions): Promise<number> {
  const history = { limit: options.limit, ttlSeconds: 3600 };
  const store = storeFor(options);
  const desk = createModerationDesk({ store, roleOf: () => 'member' });
  const bot = createBot({
    store,
    user: BOT,
    budget: NO_LIMIT,
    concurrency: 100,
    reply: ({ id, text }) => (text.endsWith(ASKING) ? answerTo(id) : null),
    onError: () => undefined,
  });
  if (options.kind === 'relay') {
    const { port } = await startRelay(options, {
      ...{ port: options.port, desk, bot },
      history,
      rateLimit: NO_LIMIT,
      reactionRateLimit: NO_LIMIT,
      joinLimit: NO_LIMIT,
      uploadLimit: NO_BYTE_LIMIT,
      downloadLimit: NO_BYTE_LIMIT,
      attachments: { types: 'any' },
      authorize: ({ handshake }) => {
        const { user } = handshake.query;
        return typeof user === 'string' && user !== '' ? { id: user, name: user } : null;
      },
    });
    return port;
  }
  createModerator({
    ...{ store, desk, bot },
    rooms: [options.room],
    history,
    rateLimit: NO_LIMIT,
    reactionRateLimit: NO_LIMIT,
    // Delays vary, so that a later message may be moderated first.
    moderate: async ({ text }) => {
      await delay((text.length * 97) % 300);
      if (text.includes('rude')) return { reject: 'Please be kind.' };
      return text.includes('darn') ? { text: text.replaceAll('darn', 'd***') } : undefined;
    },
    moderateAttachment: () => undefined,
    attachments: { types: 'any' },
    // Errors are expected during faults: senders retry.
    onError: () => undefined,
  });
  return 0;
}

if (process.argv[1] === FILE) {
  process.once('message', (options: ServerOptions) => {
    run(options).then(
      (port) => process.send?.(port),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit());
}
