import { fold } from '../search/fold.js';
import type { Drawable } from './drawable.js';

/** One emoji, as it can be picked. */
export interface Emoji {
  readonly text: string;
  /** In the visitor's language. */
  readonly name: string;
  /** The shortcode that is shown, without colons. */
  readonly code: string;
  /** 0 to 8, in the order of the picker. */
  readonly group: number;
  /** Where the modifier of a skin tone stands: after the first character, or also after the last one. */
  readonly tones: 'first' | 'both' | undefined;
}

/** What an emoji is found by, folded. */
interface Terms {
  /** Its shortcodes, and its English name as one. */
  readonly codes: readonly string[];
  readonly name: string;
  /** Words of the names and shortcodes, each after a space. */
  readonly words: string;
  /** Further words, each after a space. */
  readonly tags: string;
}

interface Entry extends Emoji {
  readonly order: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly tags: string;
}

/** The groups of the data; it has parts of emoji as the one that is left out. */
const GROUPS = ['0', '1', '3', '4', '5', '6', '7', '8', '9'];
const TONES = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];
/** How well an emoji matches that does not. */
const NONE = 9;

/** All emoji that the browser can draw. */
export class EmojiSet {
  /** In the order of the picker. */
  readonly all: readonly Emoji[];
  readonly #entries: readonly Entry[];
  readonly #byCode = new Map<string, Entry>();
  readonly #byText = new Map<string, Entry>();
  readonly #terms = new Map<Entry, Terms>();

  /**
   * @param english as `build/emoji-data.ts` packs it
   * @param translated the names in another language
   */
  constructor(english: string, translated: string | undefined, drawable: Drawable) {
    this.#entries = unpack(english, translated, drawable);
    this.all = this.#entries;
    for (const entry of this.#entries) {
      this.#byText.set(bare(entry.text), entry);
      for (const code of entry.codes) if (!this.#byCode.has(code)) this.#byCode.set(code, entry);
    }
  }

  /** The emoji with a shortcode, in any case; undefined if there is none. */
  named(code: string): Emoji | undefined {
    return this.#byCode.get(code.toLowerCase());
  }

  /** The emoji of a text, whatever its skin tone; undefined if it is none of these. */
  known(text: string): Emoji | undefined {
    return this.#byText.get(bare(text));
  }

  /** The emoji whose names, shortcodes or further words have words that begin like those of a query; the best ones first. */
  find(query: string, limit = Infinity): readonly Emoji[] {
    const words = folded(query).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const found = this.#entries.map((entry) => {
      const terms = this.#termsOf(entry);
      const ranks = words.map((word) => rankOf(terms, word));
      const rank = Math.max(...ranks);
      const sum = ranks.reduce((one, other) => one + other, 0);
      return { entry, rank, sum, length: rank < 2 ? lengthOf(terms, words[0] ?? '') : 0 };
    });
    return found
      .filter(({ rank }) => rank < NONE)
      .sort(
        (a, b) =>
          a.rank - b.rank || a.sum - b.sum || a.length - b.length || a.entry.order - b.entry.order,
      )
      .slice(0, limit)
      .map(({ entry }) => entry);
  }

  #termsOf(entry: Entry): Terms {
    let terms = this.#terms.get(entry);
    if (!terms) this.#terms.set(entry, (terms = termsOf(entry)));
    return terms;
  }
}

/** An emoji in a skin tone, 1 to 5; 0 is none. */
export function toned({ text, tones }: Emoji, tone: number): string {
  const modifier = TONES[tone];
  if (!tones || !modifier) return text;
  const first = text.replace(/^(.)\uFE0F?/u, `$1${modifier}`);
  return tones === 'first' ? first : first.replace(/(.)\uFE0F?$/u, `$1${modifier}`);
}

function unpack(
  english: string,
  translated: string | undefined,
  drawable: Drawable,
): readonly Entry[] {
  const [texts = '', kinds = '', ...rest] = english.split('\n');
  const [names = [], tags = [], codes = []] = rest.map((line) => line.split('|'));
  const [otherNames = [], otherTags = []] =
    translated?.split('\n').map((line) => line.split('|')) ?? [];
  const kindOf = kinds.split(' ');
  const taken = new Set(codes.flatMap((each) => each.split(' ')));
  const entries: Entry[] = [];
  texts.split(' ').forEach((text, order) => {
    const [, group = '', since, places, toneSince] =
      /^(\d)([\d.]+)(?:([ab])([\d.]+))?$/.exec(kindOf[order] ?? '') ?? [];
    if (!isDrawn(text, Number(since), drawable)) return;
    const name = names[order] ?? '';
    const otherName = otherNames[order];
    const own = codes[order]?.split(' ').filter(Boolean) ?? [];
    // The name of one may be the shortcode of another.
    const all = taken.has(slug(name)) && own.length > 0 ? own : [...own, slug(name)];
    entries.push({
      text,
      order,
      name: otherName || name,
      names: otherName ? [otherName, name] : [name],
      code: all[0] ?? '',
      codes: all,
      tags: `${tags[order] ?? ''},${otherTags[order] ?? ''}`,
      group: GROUPS.indexOf(group),
      tones:
        Number(toneSince) <= drawable.version ? (places === 'a' ? 'first' : 'both') : undefined,
    });
  });
  return entries;
}

function isDrawn(text: string, since: number, { version, flags }: Drawable): boolean {
  return since <= version && (flags || !/^(?:\p{RI}|\u{1F3F4}\u{E0067})/u.test(text));
}

function termsOf({ codes, names, tags }: Entry): Terms {
  const words = [...names, ...codes].map(folded).join(' ');
  return {
    codes: codes.map((code) => code.toUpperCase()),
    name: folded(names[0] ?? ''),
    words: ` ${words}`,
    tags: ` ${folded(tags)}`,
  };
}

/** How well an emoji matches a word: 0 is best. */
function rankOf({ codes, name, words, tags }: Terms, word: string): number {
  if (codes.includes(word)) return 0;
  if (codes.some((code) => code.startsWith(word))) return 1;
  if (name.startsWith(word)) return 2;
  if (words.includes(` ${word}`)) return 3;
  if (tags.includes(` ${word}`)) return 4;
  // Japanese has no spaces between words.
  return /[^\0-\u024F]/.test(word) && (words.includes(word) || tags.includes(word)) ? 5 : NONE;
}

/** Of the shortest shortcode that begins with a word. */
function lengthOf({ codes }: Terms, word: string): number {
  return Math.min(...codes.filter((code) => code.startsWith(word)).map(({ length }) => length));
}

/** Words with one space between them, without regard to case, accents, and the kind of kana. */
function folded(text: string): string {
  return fold(text.replace(/[^\p{L}\p{M}\p{N}+-]+/gu, ' '))
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .trim();
}

/** A name as a shortcode: as the build has it where it leaves one out. */
function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]+/g, '_');
}

/** An emoji without its tones and the selectors of its look. */
function bare(text: string): string {
  return text.replace(/[\uFE0F\p{EMod}]/gu, '');
}
