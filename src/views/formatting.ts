import type { Mention } from '../protocol/message.js';
import { findLinks } from './links.js';

/** A piece of a text that is shown in a way of its own. */
export interface Span {
  readonly kind: '*' | '_' | '~' | '`' | '```' | 'link' | 'mention';
  readonly start: number;
  readonly end: number;
  /** What is shown of it begins here: markers are not shown. */
  readonly from: number;
  /** And ends here. */
  readonly to: number;
  /** Where a link leads, or the id of the mentioned user. */
  readonly target: string;
}

/** Further addresses in one message stay text: such a message is not meant to be read. */
const MAX_LINKS = 20;
/** Likewise further pieces of any kind. */
const MAX_SPANS = 200;

/** Letters of scripts with upper and lower case, all of which put spaces between words; digits. */
const WORD = String.raw`[\p{LC}\p{N}]`;
/** Letters of any script; digits. A selector of an emoji's look is none. */
const LETTER = String.raw`[[\p{L}\p{M}\p{N}]--\p{VS}]`;

/**
 * Blocks of code, with the name of a language in their first line, and code in a line. No code begins like the rest
 * of an emoticon, “(´∀\`*)”.
 */
const CODE = new RegExp(
  String.raw`\x60{3}(?:[\w+#.\-]*\n)?(.*?)\n?\x60{3}|(?<![\p{LC}\p{N}\x60])\x60(?![\s\x60]|[^\w\(]?\))([^\x60\n]+)\x60(?![\p{LC}\p{N}\x60])`,
  'gsv',
);

/** Text after a marker. In emoticons, such as “(^_^)” and “(*´ω\`*)”, other characters are. */
const FIRST = String.raw`[+.\/\-]{0,2}[[\p{L}\p{N}\p{Ps}\p{Pi}\p{Sc}\p{ExtPict}"#@&¡¿\x60]--[ﾞﾟ]]`;
/** Text before a marker. */
const LAST = String.raw`[[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}\p{Po}\p{Sc}\p{EPres}+\x60]--[@$]]`;

/**
 * The end of a line, or a marker, with a group that takes part where it may begin something, and one where it may end
 * something. Where words have no spaces between them, asterisks need none either; but writers of these scripts join
 * names by underscores, and draw out words by tildes.
 */
const MARKER = new RegExp(
  String.raw`\n|([*_~])(?<!\1\1)(?!\1)(?:(?<!${LETTER}[_~]|${WORD}\*)(?=[*_~]{0,2}${FIRST})()|)(?:(?<=${LAST}[*_~]{1,3})(?!${WORD}|(?<=[_~])${LETTER})()|)`,
  'gv',
);

/**
 * Finds what is special in a text, in its order; a span may be inside another one. In code nothing else is special,
 * and no marker is in a link or a mention. The work is linear: a stored text of 128 KB may be crafted to be slow.
 */
export function findSpans(
  text: string,
  mentions: readonly Mention[] = [],
  isFormatted: boolean,
): readonly Span[] {
  const spans: Span[] = [];
  const add = (
    kind: Span['kind'],
    start: number,
    end: number,
    content = { from: start, to: end },
    target = '',
  ): string => {
    spans.push({ kind, start, end, ...content, target });
    return (kind === '```' ? '\n' : '`').repeat(end - start);
  };
  /** The text with what is found replaced by characters that are neither markers nor part of an address. */
  let rest = text;
  if (isFormatted) {
    rest = text.replace(
      CODE,
      (whole, block: string | undefined, inline: string | undefined, start: number) => {
        const code = block ?? inline ?? '';
        if (spans.length >= MAX_SPANS || code.trim() === '') return whole;
        const from = start + whole.lastIndexOf(code);
        const content = { from, to: from + code.length };
        return add(block === undefined ? '`' : '```', start, start + whole.length, content);
      },
    );
  }
  const take = (kind: Span['kind'], start: number, end: number, target: string): void => {
    const filler = add(kind, start, end, undefined, target);
    rest = rest.slice(0, start) + filler + rest.slice(end);
  };
  for (const { id, start, length } of mentions) {
    const end = start + length;
    const isFree = end <= text.length && rest.slice(start, end) === text.slice(start, end);
    if (isFree && spans.length < MAX_SPANS) take('mention', start, end, id);
  }
  let links = MAX_LINKS;
  for (const { start, end, href } of findLinks(rest)) {
    if ((links -= 1) < 0) break;
    take('link', start, end, href);
  }
  if (isFormatted) spans.push(...findMarked(rest, MAX_SPANS - spans.length));
  return spans.sort((a, b) => a.start - b.start);
}

/** Finds what is between markers on one line. Each kind is open once at most: this bounds the nesting. */
function findMarked(text: string, limit: number): Span[] {
  const spans: Span[] = [];
  let open: { readonly marker: string; readonly start: number }[] = [];
  for (const { 0: marker, 2: begins, 3: ends, index } of text.matchAll(MARKER)) {
    if (spans.length >= limit) break;
    const at = open.findIndex((other) => other.marker === marker);
    const opened = open[at];
    if (marker === '\n') open = [];
    else if (opened && ends !== undefined) {
      const { start } = opened;
      const kind = marker as Span['kind'];
      spans.push({ kind, start, end: index + 1, from: start + 1, to: index, target: '' });
      open.length = at;
    } else if (begins !== undefined) {
      if (opened) open.splice(at, 1);
      open.push({ marker, start: index });
    }
  }
  return spans;
}

/**
 * Makes a text anew from its plain pieces and its spans.
 *
 * @param make makes a span from its content
 */
export function compose<Piece>(
  text: string,
  spans: readonly Span[],
  make: (span: Span, content: readonly (Piece | string)[]) => Piece,
): readonly (Piece | string)[] {
  let next = 0;
  const fill = (start: number, end: number): (Piece | string)[] => {
    const pieces: (Piece | string)[] = [];
    let done = start;
    for (let span = spans[next]; span && span.start < end; span = spans[next]) {
      next += 1;
      pieces.push(text.slice(done, span.start), make(span, fill(span.from, span.to)));
      done = span.end;
    }
    pieces.push(text.slice(done, end));
    return pieces;
  };
  return fill(0, text.length);
}
