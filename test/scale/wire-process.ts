import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CredentialProvider } from '@gomomento/sdk';
import { createModerator, type LiveRoomStore } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';

const FILE = fileURLToPath(import.meta.url);
const NO_LIMIT = { messages: 1_000_000, seconds: 1 };

export interface ProcessReport {
  /** The rooms that it listens to with an open stream. */
  readonly streams: number;
  /** The processor's time since the last report, in ms. */
  readonly cpuMs: number;
  /** How long a call of the store took since the last report, in ms: half of them less. */
  readonly callMs: number;
}

/** A moderating process on the embedded engine, over the wire. */
export class WireProcess implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(port: number): Promise<WireProcess> {
    const child = fork(FILE, [String(port)], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    return new WireProcess(child);
  }

  async report(): Promise<ProcessReport> {
    this.#child.send('report');
    const [report] = (await once(this.#child, 'message')) as [ProcessReport];
    return report;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

/** Runs in the process. */
function run(port: number): void {
  const store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({ hostname: '127.0.0.1', port }),
  });
  let times: number[] = [];
  const timed = <T>(call: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    return call().finally(() => times.push(performance.now() - startedAt));
  };
  const measured: LiveRoomStore = {
    ...store,
    get: (...args) => timed(() => store.get(...args)),
    set: (...args) => timed(() => store.set(...args)),
    setIfAbsent: (...args) => timed(() => store.setIfAbsent(...args)),
    push: (...args) => timed(() => store.push(...args)),
    publish: (...args) => timed(() => store.publish(...args)),
  };
  const onError = (): void => undefined;
  const options = { moderate: () => undefined, rateLimit: NO_LIMIT, onError };
  const moderator = createModerator({ store: measured, ...options });
  let usage = process.cpuUsage();
  process.on('message', () => {
    const { user, system } = process.cpuUsage(usage);
    usage = process.cpuUsage();
    times.sort((a, b) => a - b);
    const callMs = times[Math.floor(times.length / 2)] ?? 0;
    times = [];
    const { streams } = moderator.stats();
    process.send?.({ streams, cpuMs: (user + system) / 1000, callMs } satisfies ProcessReport);
  });
  process.once('disconnect', () => process.exit());
  process.send?.('started');
}

if (process.argv[1] === FILE) run(Number(process.argv[2]));
