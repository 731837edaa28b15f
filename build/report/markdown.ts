import type { Sizes } from '../size/sizes.js';
import type { ApiChange, ApiDifference } from './api.js';

/** The sizes of scripts, by their names. */
export type SizesByName = Readonly<Record<string, Sizes>>;

export interface Report {
  readonly api: ApiDifference;
  readonly sizes: SizesByName;
  /** Undefined where the base was not built. */
  readonly baseSizes: SizesByName | undefined;
  /** How many bytes the element's script may have. */
  readonly budget: number;
  /** Whether the changelog has a new line. */
  readonly isTold: boolean;
}

/** Whether something public has broken, and nobody is told. */
export function isSilentBreak({ api, isTold }: Report): boolean {
  return api.breaking.length > 0 && !isTold;
}

/** What a reviewer reads. */
export function toMarkdown(report: Report): string {
  return [...sizePart(report), '', ...apiPart(report), ''].join('\n');
}

function sizePart({ sizes, baseSizes, budget }: Report): readonly string[] {
  const names = [...new Set([...Object.keys(sizes), ...Object.keys(baseSizes ?? {})])].sort();
  const rows = names.flatMap((name) => {
    const [now, before] = [sizes[name], baseSizes?.[name]];
    const isSame = now?.brotli === before?.brotli && now?.raw === before?.raw;
    if (baseSizes && isSame) return [];
    const columns = [now?.raw, now?.gzip, now?.brotli].map((bytes) => inBytes(bytes));
    const change = baseSizes ? [signed((now?.brotli ?? 0) - (before?.brotli ?? 0))] : [];
    return [`| ${[`\`${name}\``, ...columns, ...change].join(' | ')} |`];
  });
  const left = budget - (sizes['momento-chat.js']?.brotli ?? 0);
  const heads = ['script', 'raw', 'gzip', 'brotli', ...(baseSizes ? ['change'] : [])];
  return [
    '## Sizes',
    '',
    ...(rows.length > 0
      ? [`| ${heads.join(' | ')} |`, `| ${heads.map(() => '---').join(' | ')} |`, ...rows]
      : ['No script has changed.']),
    '',
    `\`momento-chat.js\` has ${inBytes(left)} of ${inBytes(budget)} bytes left.`,
  ];
}

function apiPart(report: Report): readonly string[] {
  const { added, breaking } = report.api;
  const parts = [
    ...listOf('Removed or changed', breaking),
    ...listOf('Added', added),
    ...(added.length + breaking.length === 0 ? ['Nothing public has changed.'] : []),
  ];
  const verdict = isSilentBreak(report)
    ? ['', '**This breaks what users may rely on, and `CHANGELOG.md` does not say so.**']
    : [];
  return ['## Public API', '', ...parts, ...verdict];
}

function listOf(title: string, changes: readonly ApiChange[]): readonly string[] {
  if (changes.length === 0) return [];
  return [`### ${title}`, '', ...changes.map((change) => `- ${lineOf(change)}`), ''];
}

function lineOf({ name, before, after }: ApiChange): string {
  if (before === undefined) return [name, ...typeOf(after)].join(': ');
  if (after === undefined) return `${[name, ...typeOf(before)].join(': ')} is gone`;
  return `${name}: ${before || 'nothing'} → ${after || 'nothing'}`;
}

function typeOf(type: string | undefined): readonly string[] {
  return type ? [type] : [];
}

function inBytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : bytes.toLocaleString('en');
}

function signed(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${bytes.toLocaleString('en')}`;
}
