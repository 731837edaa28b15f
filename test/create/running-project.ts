import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A command of a project that serves its pages, in a process group of its own, so that a test can end all of it. */
export class RunningProject {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';

  /** @param line the command, such as `['npm', 'start']` */
  constructor(
    folder: string,
    line: readonly [string, ...string[]],
    environment: NodeJS.ProcessEnv,
  ) {
    const [file, ...args] = line;
    this.#child = spawn(file, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Tests must not use the machine's own credentials.
        MOMENTO_API_KEY: '',
        MOMENTO_ENDPOINT: '',
        // Vitest's own, which servers would follow: in tests they do not say where they listen.
        NODE_ENV: undefined,
        TEST: undefined,
        VITEST: undefined,
        NO_COLOR: '1',
        ...environment,
      },
    });
    const collect = (chunk: Buffer): void => {
      this.#output += chunk.toString();
      this.#child.emit('output');
    };
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
    this.#ended = once(this.#child, 'close').then(() => undefined);
  }

  get output(): string {
    return this.#output;
  }

  /** Waits until the output matches; rejects if the process ends first. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      const ending = await Promise.race([once(this.#child, 'output'), this.#ended]);
      if (!Array.isArray(ending)) throw new Error(`the project ended early: ${this.#output}`);
    }
  }

  /** Ends it as Ctrl+C does: the signal reaches all of its processes. */
  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, 'SIGINT');
    await this.#ended;
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
