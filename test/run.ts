import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs every check there is, even after one has failed, and closes with one line: `N passed, N failed`. */

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

const scratch = mkdtempSync(join(tmpdir(), 'momento-chat-test-'));
const nodeReport = join(scratch, 'node.json');
const browserReport = join(scratch, 'browser.json');

const steps: readonly Step[] = [
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'lint', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'templates', command: 'npm', args: ['run', '-s', 'lint:templates'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: 'npm', args: ['run', '-s', 'build'] },
  {
    name: 'tests in Node, and of the whole system',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${nodeReport}`],
    count: countNodeTests,
  },
  {
    name: 'tests in the browser',
    command: 'npm',
    args: ['run', '-s', 'test:browser'],
    count: countBrowserTests,
    env: { TEST_SUMMARY: browserReport },
  },
  {
    name: 'a short run of chaos',
    command: 'npm',
    args: ['run', '-s', 'test:chaos', '--', '--seed', '1', '--clients', '3', '--messages', '60'],
  },
];

const total: Total = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps) {
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

function run({ command, args, env }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.error(error);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

function one(ok: boolean): Total {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function countNodeTests(ok: boolean): Total {
  const report = readReport(nodeReport);
  if (!report) return one(ok);
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
}

function countBrowserTests(ok: boolean): Total {
  const report = readReport(browserReport);
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
