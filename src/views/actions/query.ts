/** The text between the `@` and the caret may have spaces: names do. In UTF-16 code units. */
const MAX_QUERY = 40;
/** What may have come before the `@`, in UTF-16 code units. */
const LOOK_BACK = 2;

/**
 * An `@` that begins a word, and what follows it. In an e-mail address a letter stands before it; scripts that write no
 * spaces between words may have one. Japanese keyboards write a wide `@`.
 */
const OPENING = /(?:^|[^\p{Lu}\p{Ll}\p{Nd}_.+@＠-])([@＠])([^@＠\n]*)$/u;

/**
 * A `:` that begins a word, and a part of the name of an emoji. In times, addresses and paths of code a letter, a digit, a
 * slash or another colon stands before it. An emoji before it may end in the selector of its look.
 */
const BEFORE_COLON = String.raw`(?:^|\uFE0F|[^\p{L}\p{M}\p{N}_:：/\\.@-])`;
const NAME = String.raw`[\p{L}\p{M}\p{N}_+\-]`;
const EMOJI_QUERY = new RegExp(String.raw`${BEFORE_COLON}[:：](${NAME}{2,})$`, 'u');
/** The whole name of an emoji, between colons. */
const EMOJI_NAME = new RegExp(String.raw`${BEFORE_COLON}[:：](${NAME}+)[:：]$`, 'u');

/** A slash that begins a word, and what follows it. In paths, fractions and URLs something else stands before it. */
const ANSWER_QUERY = /(?:^|\s)[/／]([^/／\n]*)$/u;

/** Code whose end is not written yet, in a line. In emoticons, such as “(´∀`*)”, no code begins. */
const OPEN_CODE = /(?<![\p{Lu}\p{Ll}\p{N}])`(?![\s`]|[^\w(]?\))[^`]*$/u;

export interface Query {
  /** Where the `@`, or the `:`, is. */
  readonly start: number;
  /** What follows it. */
  readonly text: string;
}

/** Whom the visitor is looking for who writes at a place in a text; undefined where they mention nobody there. */
export function peopleQueryAt(text: string, caret: number): Query | undefined {
  const before = text.slice(Math.max(0, caret - MAX_QUERY - LOOK_BACK), caret);
  const query = OPENING.exec(before)?.[2];
  if (query === undefined || query.length > MAX_QUERY) return undefined;
  return { start: caret - query.length - 1, text: query };
}

/** Which canned answer the visitor is looking for who writes at a place in a text; undefined where none. */
export function answerQueryAt(text: string, caret: number): Query | undefined {
  const query = ANSWER_QUERY.exec(beforeCaret(text, caret))?.[1];
  if (query === undefined || query.length > MAX_QUERY) return undefined;
  return { start: caret - query.length - 1, text: query };
}

/** Which emoji the visitor is looking for who writes at a place in a text; undefined where none. Code is left alone. */
export function emojiQueryAt(text: string, caret: number): Query | undefined {
  const query = EMOJI_QUERY.exec(beforeCaret(text, caret))?.[1];
  const start = caret - (query?.length ?? 0) - 1;
  const isNone = query === undefined || query.length > MAX_QUERY - 1;
  return isNone || isInCode(text, start) ? undefined : { start, text: query };
}

/** The name of an emoji between two colons that ends at a place in a text; undefined where there is none. */
export function emojiNameAt(text: string, caret: number): Query | undefined {
  const name = EMOJI_NAME.exec(beforeCaret(text, caret))?.[1];
  const start = caret - (name?.length ?? 0) - 2;
  const isNone = name === undefined || name.length > MAX_QUERY - 1;
  return isNone || isInCode(text, start) ? undefined : { start, text: name };
}

function beforeCaret(text: string, caret: number): string {
  return text.slice(Math.max(0, caret - MAX_QUERY - LOOK_BACK), caret);
}

/** Whether a place in a text is in a block of code, or in code in a line, also while its end is not written yet. */
function isInCode(text: string, at: number): boolean {
  const parts = text.slice(0, at).split('```');
  if (parts.length % 2 === 0) return true;
  const line = parts.at(-1)?.split('\n').at(-1) ?? '';
  return OPEN_CODE.test(line.replace(/`[^`]+`/g, ' '));
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
