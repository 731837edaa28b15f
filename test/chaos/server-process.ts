import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createModerator } from '../../src/server/index.js';
import { startRelay, storeFor } from '../helpers/relay-server.js';

const FILE = fileURLToPath(import.meta.url);

/** More than a run can send: how limits work is tested elsewhere. */
const NO_LIMIT = { messages: 10_000, seconds: 1 };

/** What a process does. */
export interface Order {
  readonly kind: 'moderator' | 'relay';
  readonly host: string;
  readonly grpcPort: number;
  readonly room: string;
  /** How many messages the list keeps. */
  readonly limit: number;
  /** Where a relay listens; 0: anywhere. */
  readonly port: number;
}

/** A server of the host's in a process of its own, which is killed and started again on the port that it had. */
export class ServerProcess {
  #order: Order;
  #child: ChildProcess | undefined;
  /** How often it ended, though nobody had killed it. */
  crashes = 0;

  private constructor(order: Order) {
    this.#order = order;
  }

  static async start(order: Order): Promise<ServerProcess> {
    const started = new ServerProcess(order);
    await started.start();
    return started;
  }

  get port(): number {
    return this.#order.port;
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
    child.send(this.#order);
    const [port] = (await once(child, 'message')) as [number];
    this.#order = { ...this.#order, port };
  }

  /** Without a chance to do anything about it. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

/** The other side. @returns the port */
async function run(order: Order): Promise<number> {
  const history = { limit: order.limit, ttlSeconds: 3600 };
  if (order.kind === 'relay') {
    const { port } = await startRelay(order, {
      port: order.port,
      history,
      rateLimit: NO_LIMIT,
      joinLimit: NO_LIMIT,
      authorize: ({ handshake }) => {
        const { user } = handshake.query;
        return typeof user === 'string' && user !== '' ? { id: user, name: user } : null;
      },
    });
    return port;
  }
  createModerator({
    store: storeFor(order),
    rooms: [order.room],
    history,
    rateLimit: NO_LIMIT,
    // Some take longer than others that come later.
    moderate: async ({ text }) => {
      await delay((text.length * 97) % 300);
      if (text.includes('rude')) return { reject: 'Please be kind.' };
      return text.includes('darn') ? { text: text.replaceAll('darn', 'd***') } : undefined;
    },
    // Everything does go wrong here: senders ask again.
    onError: () => undefined,
  });
  return 0;
}

if (process.argv[1] === FILE) {
  process.once('message', (order: Order) => {
    run(order).then(
      (port) => process.send?.(port),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once('disconnect', () => process.exit());
}
