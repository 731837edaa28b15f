import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/platform/clock.js';
import { createBot, type Bot } from '../../src/server/index.js';
import { SHORT_LEASES } from './short-leases.js';
import { startRelay, storeFor, type RelayEngine } from './relay-server.js';

/** A relay in a separate process that a test can kill. Its leases are short, so that another relay can take over soon. */
export interface RelayProcess {
  readonly url: string;
  readonly port: number;
  /** Kills it at once with SIGKILL; clients receive no notice. */
  kill(): Promise<void>;
}

interface Order extends RelayEngine {
  readonly port: number;
  /** How long its bot takes for an answer, in ms; without it, it has none. */
  readonly botMs?: number;
}

/** @param port an earlier relay's port; any free one by default */
export async function startRelayProcess(
  { host, grpcPort }: RelayEngine,
  port = 0,
  botMs?: number,
): Promise<RelayProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), ['run'], {
    execArgv: ['--import', 'tsx'],
  });
  const order: Order = { host, grpcPort, port, ...(botMs !== undefined && { botMs }) };
  child.send(order);
  const [address] = (await once(child, 'message')) as [{ url: string; port: number }];
  return {
    ...address,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Answers in words of this process. */
function slowBot(engine: RelayEngine, ms: number): Bot {
  const user = { id: 'bot-help', name: 'Helper' };
  const reply = async ({ text }: { readonly text: string }): Promise<string> => {
    await delay(ms);
    return `Re: ${text} by ${String(process.pid)}`;
  };
  return createBot({ store: storeFor(engine), user, reply }, systemClock, SHORT_LEASES);
}

/** Runs in the process. */
if (process.argv[2] === 'run' && process.send) {
  process.once('message', (order: Order) => {
    const bot = order.botMs === undefined ? {} : { bot: slowBot(order, order.botMs) };
    startRelay(order, { port: order.port, leaseTimes: SHORT_LEASES, ...bot }).then(
      ({ url, port }) => process.send?.({ url, port }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
