/*
 * The public API, as `docs/reference/` has it: attributes, properties, events, styles, words, error codes, everything that can be
 * imported with its shape, and what travels. The reference is made from the source, committed and compared with it by a test, so
 * the API of another commit is read from that commit. Declarations alone would lack attributes, parts, slots and custom properties.
 */

/** What can be relied on: its place, such as `properties › <momento-chat> › room`, and its type. */
export type Api = ReadonlyMap<string, string>;

export interface ApiChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ApiDifference {
  readonly added: readonly ApiChange[];
  /** What pages or servers may rely on: they have to be told. */
  readonly breaking: readonly ApiChange[];
}

/** The columns that are more than words for people. */
const PROMISES = ['type', 'kind', 'class', 'default'];

/** @param pages the reference's pages in Markdown, by their names */
export function apiOf(pages: Readonly<Record<string, string>>): Api {
  return new Map(
    Object.entries(pages).flatMap(([page, markdown]) =>
      markdown.split(/^## /m).flatMap((section) => {
        const [title = '', ...lines] = section.split('\n');
        return rowsOf(lines).map(([name, type]): [string, string] => [
          [page, title.replaceAll('`', ''), name].join(' › '),
          type,
        ]);
      }),
    ),
  );
}

/** What is missing or of another type has broken. It may be meant; the changelog tells then. */
export function compareApi(before: Api, after: Api): ApiDifference {
  const added = [...after]
    .filter(([name]) => !before.has(name))
    .map(([name, type]) => ({ name, after: type }));
  const breaking = [...before]
    .filter(([name, type]) => after.get(name) !== type)
    .map(([name, type]) => {
      const now = after.get(name);
      return { name, before: type, ...(now === undefined ? {} : { after: now }) };
    });
  return { added, breaking };
}

function rowsOf(lines: readonly string[]): readonly [name: string, type: string][] {
  const [head, , ...rows] = lines.filter((line) => line.startsWith('| ')).map(cellsOf);
  const promised = (head ?? []).flatMap((name, index) => (PROMISES.includes(name) ? [index] : []));
  return rows.map((cells) => {
    const types = promised.map((index) => cells[index] ?? '').filter((type) => type !== '');
    return [(cells[0] ?? '').replaceAll('`', ''), types.join(' = ')];
  });
}

/** The cells of a row; a `|` in a cell is escaped. */
function cellsOf(line: string): readonly string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
