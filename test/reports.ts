import { readFileSync } from 'node:fs';
import type { Failure, Total } from './steps.js';

/** Counts what Vitest's JSON reporter wrote. */
export function countNodeTests(file: string): Total | undefined {
  const report = readReport<NodeReport>(file);
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.testResults.flatMap(failedIn),
      skipped: report.numPendingTests,
    }
  );
}

/** Counts what the summary reporter of the browser tests wrote. */
export function countBrowserTests(file: string): Total | undefined {
  return readReport<Total>(file);
}

/** The part of Vitest's JSON that is read here. */
interface NodeReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly NodeFile[];
}

interface NodeFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly NodeTest[];
}

interface NodeTest {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

/** A file that fails to load has no tests. */
function failedIn({ name: file, status, message, assertionResults }: NodeFile): Failure[] {
  if (status === 'failed' && assertionResults.length === 0) {
    return [{ file, test: file, error: message ?? '' }];
  }
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => ({
      file,
      test: fullName,
      error: failureMessages?.[0] ?? '',
    }));
}

/** Undefined where the runner died before writing one. */
function readReport<Report>(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
