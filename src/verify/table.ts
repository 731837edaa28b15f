import type { Assumption } from './assumption.js';
import type { Outcome } from './outcome.js';
import type { CheckResult, TargetReport } from './run.js';

type Column = readonly [heading: string, width: number];

const KINDS = ['engine', 'service'] as const;

/** The reports as a table for a terminal, and below it what differs and what is unknown. */
export function tableOf(
  assumptions: readonly Assumption[],
  reports: readonly TargetReport[],
): string {
  const shown = KINDS.filter((kind) => kind === 'engine' || reportOf(reports, kind));
  const columns: Column[] = [
    ['Assumption', 50],
    ...shown.map((kind): Column => [capital(kind), 8]),
    ['What depends on it', 54],
  ];
  const rows = assumptions.map(({ id, statement, dependsOn }) => [
    `${id}: ${statement}`,
    ...shown.map((kind) => reportOf(reports, kind)?.results.get(id)?.outcome.kind ?? '–'),
    dependsOn,
  ]);
  return [
    ...rowOf(
      columns.map(([heading]) => heading),
      columns,
    ),
    columns.map(([, width]) => '-'.repeat(width)).join('  '),
    ...rows.flatMap((cells) => rowOf(cells, columns)),
    '',
    ...reports.flatMap((report) => [...details(report), summaryOf(report)]),
    '',
  ].join('\n');
}

/** The reports as data, in the form of `--json`. */
export function jsonOf(assumptions: readonly Assumption[], reports: readonly TargetReport[]) {
  return {
    differs: reports.some(({ results }) => countOf(results, 'differs') > 0),
    targets: Object.fromEntries(
      reports.map(({ kind, results, operations, bytes, cacheName, isClean }) => [
        kind,
        {
          holds: countOf(results, 'holds'),
          differs: countOf(results, 'differs'),
          unknown: countOf(results, 'unknown'),
          operations,
          bytes,
          cacheName,
          isClean,
        },
      ]),
    ),
    assumptions: assumptions.map(({ id, statement, dependsOn }) => ({
      id,
      statement,
      dependsOn,
      ...Object.fromEntries(
        reports.flatMap(({ kind, results }) => {
          const result = results.get(id);
          return result ? [[kind, jsonResult(result)]] : [];
        }),
      ),
    })),
  };
}

export function countOf(results: TargetReport['results'], kind: Outcome['kind']): number {
  return [...results.values()].filter(({ outcome }) => outcome.kind === kind).length;
}

function jsonResult({ outcome, operations, ms }: CheckResult) {
  const detail = detailOf(outcome);
  return { outcome: outcome.kind, ...(detail === undefined ? {} : { detail }), operations, ms };
}

function reportOf(reports: readonly TargetReport[], kind: TargetReport['kind']) {
  return reports.find((report) => report.kind === kind);
}

function detailOf(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'holds':
      return undefined;
    case 'differs':
      return outcome.seen;
    case 'unknown':
      return outcome.why;
  }
}

function details({ kind, results }: TargetReport): string[] {
  return (['differs', 'unknown'] as const).flatMap((wanted) => {
    const found = [...results].filter(([, { outcome }]) => outcome.kind === wanted);
    if (found.length === 0) return [];
    const lines = found.map(
      ([id, { outcome }]) => `  ${id}: ${printable(detailOf(outcome) ?? '')}`,
    );
    return [`${capital(wanted)} on the ${kind}:`, ...lines, ''];
  });
}

function summaryOf({ kind, results, operations, bytes, cacheName, isClean }: TargetReport): string {
  const counts = [
    `${countOf(results, 'holds')} hold`,
    `${countOf(results, 'differs')} differ`,
    `${countOf(results, 'unknown')} unknown`,
  ].join(', ');
  const amount = `${grouped(operations)} operations with ${grouped(bytes)} bytes`;
  const price =
    kind === 'service' ? '; see Momento’s price list for what they cost' : ', which cost nothing';
  const rest = isClean
    ? `Nothing of it is left in the cache ${cacheName}.`
    : `Unable to delete all that the run has written: look after the cache ${cacheName}.`;
  return `${capital(kind)}: ${counts}. ${amount}${price}. ${rest}`;
}

function rowOf(cells: readonly string[], columns: readonly Column[]): string[] {
  const wrapped = columns.map(([, width], index) => wrap(printable(cells[index] ?? ''), width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(([, width], index) => (wrapped[index]?.[line] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return [...lines, line];
}

/** What a target answers comes from outside: a control character must not reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
