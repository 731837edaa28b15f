import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SHORT_LEASES } from './short-leases.js';
import { startRelay, type RelayEngine } from './relay-server.js';

/** A relay in a separate process that a test can kill. Its leases are short, so that another relay can take over soon. */
export interface RelayProcess {
  readonly url: string;
  readonly port: number;
  /** Kills it at once with SIGKILL; clients receive no notice. */
  kill(): Promise<void>;
}

interface Order extends RelayEngine {
  readonly port: number;
}

/** @param port an earlier relay's port; any free one by default */
export async function startRelayProcess(
  { host, grpcPort }: RelayEngine,
  port = 0,
): Promise<RelayProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), ['run'], {
    execArgv: ['--import', 'tsx'],
  });
  const order: Order = { host, grpcPort, port };
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

/** Runs in the process. */
if (process.argv[2] === 'run' && process.send) {
  process.once('message', (order: Order) => {
    startRelay(order, { port: order.port, leaseTimes: SHORT_LEASES }).then(
      ({ url, port }) => process.send?.({ url, port }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
