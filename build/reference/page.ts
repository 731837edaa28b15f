/** Where the pages lie. */
export const FOLDER = 'docs/reference';

/** One thing of the reference. */
export interface Entry {
  readonly name: string;
  /** In Markdown. Without it the entry is not described, which a test does not allow. */
  readonly text: string;
  readonly type?: string | undefined;
  /** As in the source. */
  readonly standard?: string | undefined;
}

export interface Section {
  readonly title: string;
  readonly intro?: string;
  readonly entries: readonly Entry[];
  /** The heads of the columns: names, and then types, defaults and texts, where any entry has them. */
  readonly heads?: Readonly<Partial<Record<'name' | 'type' | 'standard' | 'text', string>>>;
}

/** A page of the reference. */
export interface Page {
  /** Its file in `docs/reference/`, without `.md`. */
  readonly name: string;
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly Section[];
}

const COLUMNS = ['name', 'type', 'standard', 'text'] as const;
const HEADS = { name: 'name', type: 'type', standard: 'default', text: 'meaning' };

/** A page in Markdown. */
export function toMarkdown({ title, intro, sections }: Page): string {
  const parts = sections.flatMap((section) => [
    `## ${section.title}`,
    ...(section.intro ? [withoutElements(section.intro)] : []),
    ...(section.entries.length > 0 ? [tableOf(section)] : []),
  ]);
  return [`# ${title}`, intro, ...parts].join('\n\n') + '\n';
}

function tableOf({ entries, heads = {} }: Section): string {
  const columns = COLUMNS.filter((column) => entries.some((entry) => entry[column]));
  const rows = entries.map((entry) =>
    columns.map((column) => {
      const value = entry[column] ?? '';
      return value && column !== 'text' ? asCode(value) : inCell(value);
    }),
  );
  const lines = [columns.map((column) => heads[column] ?? HEADS[column]), columns.map(() => '---')];
  return [...lines, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text between backticks, on one line. */
function asCode(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
  // A template literal has backticks of its own.
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

/** Comments name elements and the like outside of code: they stay text. */
function withoutElements(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('');
}

/** Markdown in the cell of a table: paragraphs become lines. */
function inCell(text: string): string {
  return withoutElements(text)
    .trim()
    .replace(/\n\n(- )?/g, '<br><br>$1')
    .replace(/\n- /g, '<br>- ')
    .replace(/\n/g, ' ')
    .replace(/\\?\|/g, '\\|');
}
