import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';

/** No step takes half of it, even on two busy cores. */
const MAX_STEP_MINUTES = 30;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** The priority of what should wait for everything else; 0 is usual, 19 the least. */
const IN_THE_BACKGROUND = 10;

export interface Failure {
  /** The test's name, with those of its suites. */
  readonly test: string;
  /** Its file's path. */
  readonly file: string;
  /** What it threw; empty where that is not known. */
  readonly error: string;
}

export interface Total {
  readonly passed: number;
  readonly failed: readonly Failure[];
  readonly skipped: number;
}

/** One command of a test run. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Reads the step's own counts; undefined where it left none. Without them the step counts as one. */
  readonly count?: () => Total | undefined;
  /** The step that runs these files again, or all it has where none is named; without it, nothing runs again. */
  readonly again?: (files: readonly string[]) => Step;
  readonly env?: NodeJS.ProcessEnv;
  /** Takes only the processor time that other steps leave. */
  readonly inBackground?: boolean;
}

interface FailedStep {
  readonly step: Step;
  readonly failed: readonly Failure[];
}

/**
 * Runs steps, several at a time, and adds up their counts. What a step writes is shown in one piece when the step has
 * ended. After an interrupt the steps that run are stopped, and no further one is started.
 */
export class StepRunner {
  passed = 0;
  skipped = 0;
  /** What failed, by name, each with the first line of its error. */
  readonly failed: string[] = [];
  /** What failed beside other steps and passed alone, likewise. */
  readonly flaky: string[] = [];
  readonly #runAgain: FailedStep[] = [];
  readonly #running = new Set<ChildProcess>();
  #interrupted = false;

  constructor() {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        this.#interrupted = true;
        this.#running.forEach(stop);
      });
    }
  }

  /**
   * Runs all of them, in this order, even after one has failed.
   *
   * @param atOnce how many at a time
   */
  async run(steps: readonly Step[], atOnce = 1): Promise<void> {
    const waiting = [...steps];
    const work = async (): Promise<void> => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        if (this.#interrupted) return;
        await this.#runStep(step);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /**
   * Runs the files with failed tests once more, each step alone: beside other steps on a busy machine, a wait may run
   * out without a fault. A fault fails again.
   */
  async runFailedAgain(): Promise<void> {
    for (const { step, failed } of this.#runAgain.splice(0)) {
      if (this.#interrupted) return;
      // A step that crashed has named no file: all of it runs again.
      const files = [...new Set(failed.map(({ file }) => file))].filter(Boolean);
      const second = step.again?.(files) ?? step;
      const total = await this.#totalOf({ ...second, name: `again, alone: ${step.name}` });
      const isFailed = new Set(total.failed.map(({ test }) => test));
      const mended = failed.filter(({ test }) => !isFailed.has(test));
      this.passed += mended.length;
      this.flaky.push(...mended.map((failure) => named(step, failure)));
      this.failed.push(...total.failed.map((failure) => named(step, failure)));
    }
  }

  async #runStep(step: Step): Promise<void> {
    const { passed, failed, skipped } = await this.#totalOf(step);
    this.passed += passed;
    this.skipped += skipped;
    if (failed.length > 0 && step.again) this.#runAgain.push({ step, failed });
    else this.failed.push(...failed.map((failure) => named(step, failure)));
  }

  async #totalOf(step: Step): Promise<Total> {
    console.log(`… ${step.name}`);
    const start = performance.now();
    const { ok, output } = await this.#execute(step);
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    console.log(`\n— ${step.name}: ${ok ? 'passed' : 'failed'} after ${seconds} s\n${output}`);
    const total = step.count?.() ?? { passed: ok ? 1 : 0, failed: [], skipped: 0 };
    // A runner that failed without a failed test (a crash, say) must not pass for green.
    if (ok || total.failed.length > 0) return total;
    return { ...total, failed: [{ test: '', file: '', error: '' }] };
  }

  #execute({ command, args, env, inBackground }: Step): Promise<{ ok: boolean; output: string }> {
    return new Promise((resolve) => {
      const written: Buffer[] = [];
      const child = spawn(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
        // A group of its own: the processes it has started end with it.
        detached: true,
      });
      this.#running.add(child);
      if (inBackground && child.pid !== undefined) setPriority(child.pid, IN_THE_BACKGROUND);
      child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
      const timer = setTimeout(() => {
        written.push(
          Buffer.from(`\n${command} has taken longer than ${String(MAX_STEP_MINUTES)} minutes.\n`),
        );
        stop(child);
      }, MAX_STEP_MINUTES * 60_000);
      const end = (ok: boolean): void => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ ok, output: Buffer.concat(written).toString() });
      };
      child.on('error', (error) => {
        written.push(Buffer.from(`${String(error)}\n`));
        end(false);
      });
      child.on('close', (code) => end(code === 0));
    });
  }
}

function stop({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGTERM');
}

function named({ name }: Step, { test, error }: Failure): string {
  const [line = ''] = error.split('\n', 1);
  return [name, test].filter(Boolean).join(': ') + (line === '' ? '' : ` — ${line}`);
}
