import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StepRunner, type Failure, type Step } from './steps.js';

const failure = (test: string, file = `${test}.test.ts`): Failure => ({
  test,
  file,
  error: 'Error: too late\n    at a line',
});

/** A step whose tests fail as given, at first and again. */
function step(first: readonly Failure[], again: readonly Failure[]): Step & { asked: string[][] } {
  const asked: string[][] = [];
  const run = (failed: readonly Failure[]): Step => ({
    name: 'tests',
    command: 'node',
    args: ['-e', `process.exitCode = ${String(failed.length)}`],
    count: () => ({ passed: 10 - failed.length, failed, skipped: 1 }),
  });
  return {
    ...run(first),
    asked,
    again: (files) => {
      asked.push([...files]);
      return run(again);
    },
  };
}

describe('a run of steps', () => {
  beforeEach(() => {
    vi.spyOn(console, 'log').mockReturnValue();
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function run(step: Step): Promise<StepRunner> {
    const runner = new StepRunner();
    await runner.run([step]);
    await runner.runFailedAgain();
    return runner;
  }

  it('adds up what passed and what was skipped', async () => {
    const tests = step([], []);
    expect(await run(tests)).toMatchObject({ passed: 10, skipped: 1, failed: [], flaky: [] });
    expect(tests.asked).toEqual([]);
  });

  it('runs the files of failed tests again, each once, and names those that pass then', async () => {
    const tests = step([failure('a'), failure('b', 'a.test.ts'), failure('c')], []);
    expect(await run(tests)).toMatchObject({
      passed: 10,
      skipped: 1,
      failed: [],
      flaky: ['a', 'b', 'c'].map((name) => `tests: ${name} — Error: too late`),
    });
    expect(tests.asked).toEqual([['a.test.ts', 'c.test.ts']]);
  });

  it('fails with what fails again, and with what fails only then', async () => {
    expect(
      await run(step([failure('a'), failure('b')], [failure('b'), failure('c')])),
    ).toMatchObject({
      passed: 9,
      failed: ['tests: b — Error: too late', 'tests: c — Error: too late'],
      flaky: ['tests: a — Error: too late'],
    });
  });

  it('fails with a step that ends badly without a failed test', async () => {
    const crash: Step = { name: 'crash', command: 'node', args: ['-e', 'process.exitCode = 1'] };
    expect(await run(crash)).toMatchObject({ passed: 0, failed: ['crash'] });
    const again = vi.fn(() => crash);
    expect(await run({ ...crash, again })).toMatchObject({ failed: ['crash'] });
    // All of it: no file is known.
    expect(again).toHaveBeenCalledExactlyOnceWith([]);
  });

  it('fails with what nothing runs again', async () => {
    const { again, ...tests } = step([failure('a')], []);
    expect(again).toBeDefined();
    expect((await run(tests)).failed).toEqual(['tests: a — Error: too late']);
  });
});
