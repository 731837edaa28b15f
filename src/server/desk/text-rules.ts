import type { SubmittedMessage, Verdict } from '../moderation/moderation-options.js';
import { readableText, type ReadableText } from './readable-text.js';

/** A rule for words, or for links. */
export interface TextRule {
  /** For the log, such as `insults`. */
  readonly name: string;
  /**
   * Words or phrases that are not wanted, in any case and script style. A `*` at the end stands for any ending. In scripts
   * without spaces, such as Japanese, they are found inside of words, too.
   */
  readonly words?: readonly string[];
  /** `none`: no links at all. A list: links to these hosts and their subdomains only, such as `example.com`. */
  readonly links?: 'none' | readonly string[];
  /** `reject`: the message does not pass. `mask`: it passes with asterisks in place of what was found. */
  readonly action: 'reject' | 'mask';
  /** What the sender of a rejected message is told. */
  readonly reason?: string;
}

/** What a rule has found in a text. */
export interface TextMatch {
  readonly rule: TextRule;
  /** As it stands in the text. */
  readonly text: string;
  /** Where it begins and ends, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

export interface TextRulesOptions {
  readonly rules: readonly TextRule[];
  /** Nothing is rejected or masked: `onMatch` tells what would be. */
  readonly dryRun?: boolean;
  /** Called for each message in which something was found. */
  onMatch?(matches: readonly TextMatch[], message: SubmittedMessage): void;
}

export interface TextRules {
  /** What the rules find in a text: for trying them out. */
  find(text: string): readonly TextMatch[];
  /** For the moderator’s `moderate`: a verdict, or undefined where nothing was found. */
  moderate(message: SubmittedMessage): Verdict;
}

const DEFAULT_REASON = 'This text is not allowed here.';
/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
/** An address with its scheme, or a bare host with a top-level domain of letters. */
const LINK =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>"]+|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?![\p{L}\p{N}])[^\s<>"]*/gu;

type Finder = (text: ReadableText) => readonly TextMatch[];

/**
 * Creates rules for words and links. They are a first sieve, which spares the visitors the plain cases: people who want to
 * evade them find a way. Put them before a check of your own:
 *
 *     moderate: (message, context) => rules.moderate(message) ?? check(message, context)
 *
 * @throws {TypeError} naming a rule that finds nothing, or a word that is empty
 */
export function createTextRules(options: TextRulesOptions): TextRules {
  const finders = options.rules.map(finderOf);

  function find(original: string): readonly TextMatch[] {
    const text = readableText(original);
    return finders
      .flatMap((finder) => finder(text))
      .map((match) => ({ ...match, text: original.slice(match.start, match.end) }));
  }

  return {
    find,
    moderate(message) {
      const matches = find(message.text);
      if (matches.length === 0) return undefined;
      options.onMatch?.(matches, message);
      if (options.dryRun) return undefined;
      const rejecting = matches.find(({ rule }) => rule.action === 'reject');
      if (rejecting) return { reject: rejecting.rule.reason ?? DEFAULT_REASON };
      return { text: masked(message.text, matches) };
    },
  };
}

function finderOf(rule: TextRule): Finder {
  const { name, words = [], links, action } = rule;
  if (action !== 'reject' && action !== 'mask') {
    throw new TypeError(`unable to use the rule ${name}; its action is neither reject nor mask`);
  }
  if (words.length === 0 && links === undefined) {
    throw new TypeError(`unable to use the rule ${name}; it has neither words nor links`);
  }
  const patterns = words.map((word) => patternOf(word, name));
  const word = patterns.length > 0 ? new RegExp(patterns.join('|'), 'gu') : undefined;
  const hosts =
    links === undefined || links === 'none' ? [] : links.map((host) => host.toLowerCase());
  return (text) => [
    ...(word ? matchesOf(word, text, rule) : []),
    ...(links === undefined
      ? []
      : matchesOf(LINK, text, rule).filter(({ text: link }) => !isAllowed(link, hosts))),
  ];
}

function matchesOf(pattern: RegExp, { text, places }: ReadableText, rule: TextRule): TextMatch[] {
  return [...text.matchAll(pattern)].flatMap((found) => {
    const first = places[found.index];
    const last = places[found.index + found[0].length - 1];
    return first && last ? [{ rule, text: found[0], start: first.start, end: last.end }] : [];
  });
}

/** The pattern of a word in a readable text. */
function patternOf(word: string, rule: string): string {
  const isStem = word.endsWith('*');
  const { text } = readableText(isStem ? word.slice(0, -1) : word);
  const trimmed = text.trim();
  if (trimmed === '') throw new TypeError(`unable to use the rule ${rule}; a word is empty`);
  const body = trimmed.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
  if (UNSPACED.test(trimmed)) return body;
  return `(?<![\\p{L}\\p{N}])${body}${isStem ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`;
}

function isAllowed(link: string, hosts: readonly string[]): boolean {
  const address = link.includes('://') ? link : `https://${link}`;
  if (!/^https?:/.test(address) || !URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** A text with as many asterisks as people see characters. */
function masked(text: string, matches: readonly TextMatch[]): string {
  let result = '';
  let end = 0;
  for (const match of [...matches].sort((one, other) => one.start - other.start)) {
    const start = Math.max(end, match.start);
    if (match.end <= start) continue;
    const hidden = text.slice(start, match.end);
    result += text.slice(end, start) + '*'.repeat([...new Intl.Segmenter().segment(hidden)].length);
    end = match.end;
  }
  return result + text.slice(end);
}
