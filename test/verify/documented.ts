import { readFile } from 'node:fs/promises';
import type { Assumption } from '../../src/verify/assumption.js';

/** What `docs/assumptions.md` says of an assumption. */
export interface DocumentedRow {
  readonly id: string;
  readonly statement: string;
  /** What the embedded engine does: `holds`, or `unknown`. */
  readonly engine: string;
  readonly dependsOn: string;
}

/** The rows of the table in `docs/assumptions.md`. */
export async function documentedRows(): Promise<DocumentedRow[]> {
  const text = await readFile('docs/assumptions.md', 'utf8');
  return text
    .split('\n')
    .filter((line) => /^\| `[a-z][a-z0-9-]*` /.test(line))
    .map((line) => {
      const [id = '', statement = '', engine = '', dependsOn = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return { id: id.replaceAll('`', ''), statement, engine, dependsOn };
    });
}

/** The rows that the table should have, without the engine's column. */
export function rowsOf(assumptions: readonly Assumption[]): Omit<DocumentedRow, 'engine'>[] {
  return assumptions.map(({ id, statement, dependsOn }) => ({ id, statement, dependsOn }));
}
