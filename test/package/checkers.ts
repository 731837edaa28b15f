import type { HostProject } from './host-project.js';

/** A framework's type checker: its arguments and the format of its errors. */
export interface Checker {
  readonly args: (project: HostProject) => readonly string[];
  /** Matches the file and line of each error. */
  readonly complaint: RegExp;
}

const LIKE_TSC = /^src\/(?<file>[\w.-]+)\((?<line>\d+),\d+\): error/gm;

export const CHECKERS = {
  react: {
    args: (project) => [project.script('typescript/bin/tsc'), '-p', '.', '--pretty', 'false'],
    complaint: LIKE_TSC,
  },
  vue: {
    args: (project) => [project.script('vue-tsc/bin/vue-tsc.js'), '-p', '.', '--pretty', 'false'],
    complaint: LIKE_TSC,
  },
  svelte: {
    args: (project) => [project.script('svelte-check/bin/svelte-check'), '--output', 'machine'],
    complaint: /^\d+ (?:ERROR|WARNING) "src\/(?<file>[\w.-]+)" (?<line>\d+):/gm,
  },
  angular: {
    args: (project) => [project.script('@angular/compiler-cli/bundles/src/bin/ngc.js'), '-p', '.'],
    complaint: /^(?:.*\/)?src\/(?<file>[\w.-]+):(?<line>\d+):\d+ - error/gm,
  },
} satisfies Record<string, Checker>;

/** The places, as `file:line`, of a checker's errors, without duplicates. */
export function placesIn(output: string, { complaint }: Checker): string[] {
  // Some checkers colour their output.
  // eslint-disable-next-line no-control-regex
  const plain = output.replace(/\u001B\[\d*m/g, '');
  const places = [...plain.matchAll(complaint)].map(
    ({ groups }) => `${groups?.file ?? ''}:${groups?.line ?? ''}`,
  );
  return [...new Set(places)].sort();
}

/** The places of a file's deliberate mistakes: each is on the line after its `mistake:` comment. */
export function mistakesIn(file: string, source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, index) => (line.includes('mistake: ') ? [`${file}:${String(index + 2)}`] : []))
    .sort();
}
