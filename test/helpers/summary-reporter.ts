import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession } from '@web/test-runner';

type Suite = NonNullable<TestSession['testResults']>;

interface Summary {
  passed: number;
  /** By name, each with the first line of its error. */
  failed: string[];
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
  for (const session of sessions) {
    // A file that fails to load or leaks an error counts as one failed test.
    const [error] = session.errors;
    if (error) summary.failed.push(named(session.testFile, error.message));
    if (session.testResults) count(session.testResults, '', summary);
  }
  return summary;
}

function count(suite: Suite, path: string, summary: Summary): void {
  for (const { name, skipped, passed, error } of suite.tests) {
    if (skipped) summary.skipped.push(`${path}${name}`);
    else if (passed) summary.passed += 1;
    else summary.failed.push(named(`${path}${name}`, error?.message));
  }
  for (const inner of suite.suites) count(inner, `${path}${inner.name}: `, summary);
}

/** @returns a failed test's name, with the first line of its error */
export function named(test: string, error = ''): string {
  const [line = ''] = error.split('\n', 1);
  return line === '' ? test : `${test} — ${line}`;
}
