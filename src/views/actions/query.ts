/** The text between the `@` and the caret may have spaces: names do. In UTF-16 code units. */
const MAX_QUERY = 40;
/** What may have come before the `@`, in UTF-16 code units. */
const LOOK_BACK = 2;

/**
 * An `@` that begins a word, and what follows it. In an e-mail address a letter stands before it; scripts that write no
 * spaces between words may have one. Japanese keyboards write a wide `@`.
 */
const OPENING = /(?:^|[^\p{Lu}\p{Ll}\p{Nd}_.+@＠-])([@＠])([^@＠\n]*)$/u;

export interface Query {
  /** Where the `@` is. */
  readonly start: number;
  /** What follows it. */
  readonly text: string;
}

/** What the visitor is looking for who writes at a place in a text; undefined where they mention nobody there. */
export function queryAt(text: string, caret: number): Query | undefined {
  const before = text.slice(Math.max(0, caret - MAX_QUERY - LOOK_BACK), caret);
  const query = OPENING.exec(before)?.[2];
  if (query === undefined || query.length > MAX_QUERY) return undefined;
  return { start: caret - query.length - 1, text: query };
}

/** Whether a word of a name begins like the query, whatever the case and the accents. */
export function matches(name: string, query: string): boolean {
  const folded = fold(name);
  // A name with a hyphen is found as it is written, too.
  return ` ${folded}\n ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${fold(query)}`);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
