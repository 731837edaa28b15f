import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineOf } from './helpers/browser-launcher.js';

/**
 * Runs every check there is, even after one has failed, and closes with one line: `N passed, N failed`.
 *
 * - `--engine firefox`: in this browser, and in others named likewise; Chromium by default
 * - `--browser-only`: nothing but the tests in these browsers
 * - `--full-chromium`: in the end, what a headless shell skips, in a full Chromium
 */

/** None takes half of it, even on two busy cores. */
const MAX_STEP_MINUTES = 30;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

interface Total {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string;
  args: readonly string[];
  /** Reads the step's own counts; without it the step counts as one. */
  count?: (ok: boolean) => Total;
  env?: NodeJS.ProcessEnv;
}

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: ['chromium'] },
    'browser-only': { type: 'boolean', default: false },
    'full-chromium': { type: 'boolean', default: false },
  },
});

const scratch = mkdtempSync(join(tmpdir(), 'momento-chat-test-'));

const first: readonly Step[] = [
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'lint', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'imports', command: 'npm', args: ['run', '-s', 'lint:imports'] },
  { name: 'templates', command: 'npm', args: ['run', '-s', 'lint:templates'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: 'npm', args: ['run', '-s', 'build'] },
  nodeStep('tests in Node, and of the whole system', []),
];

const browsers: readonly Step[] = options.engine
  .map(engineOf)
  .map((engine) => browserStep(`tests in ${engine}`, { TEST_ENGINE: engine }));

const last: readonly Step[] = [
  browserStep('tests of what is built', { TEST_BUILT: 'true' }),
  {
    name: 'a short run of chaos',
    command: 'npm',
    args: 'run -s test:chaos -- --seed 1 --clients 2 --messages 40 --together'.split(' '),
  },
  {
    name: 'a short run of hostile input',
    command: 'npm',
    args: ['run', '-s', 'fuzz', '--', '--seed', '1', '--cases', '2000'],
  },
];

/** Not before: it installs one, which the steps before must not see. */
const fullChromium: readonly Step[] = options['full-chromium']
  ? [nodeStep('what needs a full Chromium', ['.full.test.ts'], { TEST_CHROMIUM: 'full' })]
  : [];

const steps = options['browser-only']
  ? browsers
  : [...first, ...browsers, ...last, ...fullChromium];

const total: Total = { passed: 0, failed: 0, skipped: 0 };
let interrupted = false;
for (const step of steps) {
  if (interrupted) break;
  console.log(`\n— ${step.name}`);
  const ok = await run(step);
  const counts = step.count?.(ok) ?? one(ok);
  // A runner that failed without a failed test (a crash, say) must not pass for green.
  if (!ok && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
rmSync(scratch, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function nodeStep(name: string, files: readonly string[], env: NodeJS.ProcessEnv = {}): Step {
  const report = join(scratch, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    command: 'vitest',
    args: ['run', ...reporters, ...files],
    count: (ok) => countNodeTests(report, ok),
    env,
  };
}

function browserStep(name: string, env: NodeJS.ProcessEnv): Step {
  const report = join(scratch, `${name}.json`);
  return {
    name,
    command: 'npm',
    args: ['run', '-s', 'test:browser'],
    count: (ok) => countBrowserTests(report, ok),
    env: { ...env, TEST_SUMMARY: report },
  };
}

function run({ command, args, env }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // A group of its own: what it has started ends with it.
      detached: true,
    });
    const stop = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    const interrupt = (): void => {
      interrupted = true;
      stop();
    };
    const timer = setTimeout(() => {
      console.error(`\n${command} has taken longer than ${String(MAX_STEP_MINUTES)} minutes.`);
      stop();
    }, MAX_STEP_MINUTES * 60_000);
    for (const signal of SIGNALS) process.on(signal, interrupt);
    child.on('error', (error) => {
      console.error(error);
      resolve(false);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, interrupt);
      resolve(code === 0);
    });
  });
}

function one(ok: boolean): Total {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function countNodeTests(file: string, ok: boolean): Total {
  const report = readReport(file);
  if (!report) return one(ok);
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
}

function countBrowserTests(file: string, ok: boolean): Total {
  const report = readReport(file);
  if (!report) return one(ok);
  return {
    passed: report.passed ?? 0,
    failed: report.failed ?? 0,
    skipped: report.skipped ?? 0,
  };
}

/** Undefined where the runner died before writing one. */
function readReport(file: string): Partial<Record<string, number>> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, number>>;
  } catch {
    return undefined;
  }
}
