import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** `npm start` in its own process group, so that a test can end every process of it. */
export class DemoProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';

  constructor(environment: NodeJS.ProcessEnv = {}) {
    this.#child = spawn('npm', ['start'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Tests must not use the machine's own credentials.
        MOMENTO_API_KEY: '',
        MOMENTO_ENDPOINT: '',
        NO_COLOR: '1',
        ...environment,
      },
    });
    const collect = (chunk: Buffer) => {
      this.#output += chunk.toString();
      this.#child.emit('output');
    };
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
    this.#ended = once(this.#child, 'close').then(() => undefined);
  }

  /** The output so far. */
  get output(): string {
    return this.#output;
  }

  /** Settles when the process and every other writer of its output have ended. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** Waits until the output matches; rejects if the process ends first. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      const ending = await Promise.race([once(this.#child, 'output'), this.#ended]);
      if (!Array.isArray(ending)) throw new Error(`the demo ended early: ${this.#output}`);
    }
  }

  /** The page's address, once it is served. */
  async url(): Promise<string> {
    const [, url = ''] = await this.until(/Local:\s+(http:\S+)/);
    return url;
  }

  /** Signals the started process only, as `kill` does. */
  signal(signal: NodeJS.Signals): void {
    process.kill(this.#pid, signal);
  }

  /** Signals the whole group, as a terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.#pid, signal);
  }

  /** Whether any process of the group is alive. */
  get alive(): boolean {
    try {
      process.kill(-this.#pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** Kills the group after a test, in any state. */
  async kill(): Promise<void> {
    if (this.alive) process.kill(-this.#pid, 'SIGKILL');
    await this.#ended;
  }

  get #pid(): number {
    if (this.#child.pid === undefined) throw new Error('unable to start the demo; no process');
    return this.#child.pid;
  }
}
