import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession } from '@web/test-runner';

type Suite = NonNullable<TestSession['testResults']>;

/** Writes how many browser tests passed and failed, for `npm test` to add up. */
export function summaryReporter(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        // A file that could not be loaded or that leaked an error fails as one test.
        if (session.errors.length > 0) total.failed += 1;
        if (session.testResults) count(session.testResults, total);
      }
      writeFileSync(file, JSON.stringify(total));
    },
  };
}

function count(suite: Suite, total: { passed: number; failed: number; skipped: number }): void {
  for (const test of suite.tests) {
    if (test.skipped) total.skipped += 1;
    else if (test.passed) total.passed += 1;
    else total.failed += 1;
  }
  for (const inner of suite.suites) count(inner, total);
}
