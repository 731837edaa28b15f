import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession } from '@web/test-runner';
import type { Failure } from '../steps.ts';

type Suite = NonNullable<TestSession['testResults']>;

interface Summary {
  passed: number;
  failed: Failure[];
  /** By name, which gives the reason. */
  skipped: string[];
}

/**
 * Lists the skipped browser tests, which the runner's own reporter only counts.
 *
 * @param file receives the numbers of passed and skipped tests, which `npm test` adds up, and the names of failed ones
 */
export function summaryReporter(file?: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const { passed, failed, skipped } = summaryOf(sessions);
      if (skipped.length > 0) console.log(`Skipped:\n${skipped.join('\n')}\n`);
      if (file) writeFileSync(file, JSON.stringify({ passed, failed, skipped: skipped.length }));
    },
  };
}

function summaryOf(sessions: readonly TestSession[]): Summary {
  const summary: Summary = { passed: 0, failed: [], skipped: [] };
  for (const { testFile: file, errors, testResults } of sessions) {
    // A file that fails to load or leaks an error counts as one failed test.
    const [error] = errors;
    if (error) summary.failed.push({ file, test: file, error: error.message });
    if (testResults) count(testResults, '', file, summary);
  }
  return summary;
}

function count(suite: Suite, path: string, file: string, summary: Summary): void {
  for (const { name, skipped, passed, error } of suite.tests) {
    const test = `${path}${name}`;
    if (skipped) summary.skipped.push(test);
    else if (passed) summary.passed += 1;
    else summary.failed.push({ file, test, error: error?.message ?? '' });
  }
  for (const inner of suite.suites) count(inner, `${path}${inner.name}: `, file, summary);
}
