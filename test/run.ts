import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { engineOf, type Engine } from './helpers/browser-launcher.js';
import { countBrowserTests, countNodeTests } from './reports.js';
import { StepRunner, type Step } from './steps.js';

/**
 * Runs every check there is, even after one has failed. In the end, files with failed tests run again, alone. It closes
 * with the names of the tests that failed, of those that failed only beside others (`flaky`), and one line:
 * `N passed, N failed`.
 *
 * - `--engine firefox`: in this browser, and in others named likewise; Chromium by default
 * - `--browser-only`: nothing but the tests in these browsers, of the sources
 * - `--full-chromium`: in the end, what a headless shell skips, in a full Chromium
 */

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: ['chromium'] },
    'browser-only': { type: 'boolean', default: false },
    'full-chromium': { type: 'boolean', default: false },
  },
});

/** Tests wait for timers of the wire's more than they compute: two at once share two cores well. */
const TESTS_AT_ONCE = 2;

const engines = options.engine.map(engineOf);
const scratch = mkdtempSync(join(tmpdir(), 'momento-chat-test-'));

/** They read files that no other step writes: beside all else, and after it where there is too little time for both. */
const checks = [
  check('types', 'tsc', ['-p', '.']),
  check('lint', 'eslint', ['.', '--max-warnings', '0']),
  check('imports', 'npm', ['run', '-s', 'lint:imports']),
  check('templates', 'npm', ['run', '-s', 'lint:templates']),
  check('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  check('documentation', 'npm', ['run', '-s', 'docs:build']),
];

/** What tests need that no two of them may make at the same time. */
const preparations: readonly Step[] = [
  { name: 'build', command: 'npm', args: ['run', '-s', 'build'] },
  { name: 'browsers', command: 'tsx', args: ['test/find-browsers.ts', ...engines] },
];

/** The longest first. WebKit, which takes most of the processor, is in one of the two places at a time. */
const byLength = [...engines].sort((a, b) => Number(b === 'webkit') - Number(a === 'webkit'));
const tests: readonly Step[] = [
  nodeStep('tests in Node, and of the whole system', []),
  ...byLength.map((engine) => builtStep(engine)),
  ...byLength.map((engine) => partsStep(engine)),
  picturesStep(),
  randomStep('a short run of chaos', [
    'test:chaos',
    ...['--seed', '1', '--clients', '2', '--messages', '40', '--together'],
  ]),
  randomStep('a short run of hostile input', ['fuzz', '--seed', '1', '--cases', '2000']),
];

/** Not before: it installs one, which the steps before must not see. */
const fullChromium: readonly Step[] = options['full-chromium']
  ? [nodeStep('what needs a full Chromium', ['.full.test.ts'], { TEST_CHROMIUM: 'full' })]
  : [];

const runner = new StepRunner();
if (options['browser-only']) {
  await runner.run(
    engines.map((engine) => browserStep(`tests in ${engine}`, { TEST_ENGINE: engine })),
  );
} else {
  await Promise.all([runner.run(checks), runTests()]);
}
await runner.runFailedAgain();
rmSync(scratch, { recursive: true, force: true });

const { passed, failed, flaky, skipped } = runner;
const skips = skipped > 0 ? `, ${String(skipped)} skipped` : '';
for (const name of flaky) console.log(`flaky: ${name}`);
for (const name of failed) console.log(`failed: ${name}`);
console.log(`\n${String(passed)} passed, ${String(failed.length)} failed${skips}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runTests(): Promise<void> {
  await runner.run(preparations, preparations.length);
  await runner.run(tests, TESTS_AT_ONCE);
  await runner.run(fullChromium);
}

function check(name: string, command: string, args: readonly string[]): Step {
  return { name, command, args, inBackground: true };
}

function randomStep(name: string, [script = '', ...options]: readonly string[]): Step {
  const args = ['run', '-s', script, '--', ...options];
  const step: Step = { name, command: 'npm', args, again: () => step };
  return step;
}

function nodeStep(name: string, files: readonly string[], env: NodeJS.ProcessEnv = {}): Step {
  const report = join(scratch, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    command: 'vitest',
    args: ['run', ...reporters, ...files],
    count: () => countNodeTests(report),
    again: (failed) =>
      nodeStep(`${name}, again`, failed.length > 0 ? failed.map(fromHere) : files, env),
    env,
  };
}

/** Tests that drive the published bundles from outside. */
function builtStep(engine: Engine): Step {
  return browserStep(`tests of the built bundles in ${engine}`, {
    TEST_ENGINE: engine,
    TEST_PART: 'built',
  });
}

/** Parts that only the sources have. */
function partsStep(engine: Engine): Step {
  return browserStep(`tests of parts in ${engine}`, { TEST_ENGINE: engine, TEST_PART: 'parts' });
}

function browserStep(name: string, env: NodeJS.ProcessEnv, files: readonly string[] = []): Step {
  const report = join(scratch, `${name}.json`);
  const chosen = files.length > 0 ? ['--', '--files', ...files.map(fromHere)] : [];
  return {
    name,
    command: 'npm',
    args: ['run', '-s', 'test:browser', ...chosen],
    count: () => countBrowserTests(report),
    again: (failed) => browserStep(`${name}, again`, env, failed),
    env: { ...env, TEST_SUMMARY: report },
  };
}

/** How the built bundles look. */
function picturesStep(): Step {
  const report = join(scratch, 'pictures.json');
  return {
    name: 'pictures',
    command: 'npm',
    args: ['run', '-s', 'visual'],
    count: () => countBrowserTests(report),
    again: picturesStep,
    env: { TEST_SUMMARY: report },
  };
}

function fromHere(file: string): string {
  return relative(process.cwd(), file);
}
