import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** As emojibase has an emoji, as far as it is packed. */
interface Emoji {
  readonly emoji: string;
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  /** Undefined for parts of emoji, such as letters of flags. */
  readonly group?: number;
  readonly order?: number;
  /** Of Unicode’s emoji, since when it is one. */
  readonly version: number;
  readonly skins?: readonly (Emoji & { readonly tone?: number | readonly number[] })[];
}

type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

/** Skin tones and hair alone are no emoji that people look for. */
const COMPONENT = 2;

/** The sets of shortcodes that people know. The ones of the first set are shown, and win; the last one is for emoji that have none. */
const SETS = ['github', 'iamcal', 'emojibase'];

const TONES = ['\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];

const PREFIX = 'packed-emoji/';
const FOLDER = dirname(createRequire(import.meta.url).resolve('emojibase-data/package.json'));

/**
 * Serves the names of all emoji as one text each, `packed-emoji/en` and `packed-emoji/ja`, which `src/views/emoji/emoji-set.ts`
 * unpacks: from the package of emojibase, whose own files are eight times as large.
 */
export const packedEmoji: Plugin = {
  name: 'packed-emoji',
  enforce: 'pre',
  // No file on disk.
  config: () => ({ optimizeDeps: { exclude: ['packed-emoji'] } }),
  // In the package’s folder: its licence then goes with the bundle.
  resolveId: (id) =>
    id.startsWith(PREFIX) ? join(FOLDER, id.slice(PREFIX.length), 'packed.js') : null,
  load(id) {
    const language = id.startsWith(FOLDER) && /(\w+)[/\\]packed\.js$/.exec(id)?.[1];
    if (!language) return null;
    const packed = language === 'en' ? packEnglish() : packNames(language);
    return `export default ${JSON.stringify(packed)};\n`;
  },
};

/** All emoji in the order in which pickers show them. */
export function allEmoji(language: string): readonly Emoji[] {
  return (
    read<Emoji[]>(`${language}/data.json`)
      // As keyboards write them: without the selector where they are pictures anyway.
      .map((each) => ({ ...each, emoji: each.emoji.replace(/(\p{EPres})\uFE0F/gu, '$1') }))
      .filter(({ group }) => group !== undefined && group !== COMPONENT)
      .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
  );
}

/** An emoji with a tone after its first character, or after the first and the last one, in place of its selector. */
function toned(emoji: string, tone: string, places: string): string {
  const first = emoji.replace(/^(.)\uFE0F?/u, `$1${tone}`);
  return places === 'a' ? first : first.replace(/(.)\uFE0F?$/u, `$1${tone}`);
}

/** Lines: the emoji, their kinds (group, version, tones), names, further words, and shortcodes but those that are the name. */
function packEnglish(): string {
  const emoji = allEmoji('en');
  const sets = SETS.map((set) => read<Shortcodes>(`en/shortcodes/${set}.json`));
  const taken = new Set<string>();
  const codes = emoji.map(({ hexcode, label }) => {
    const [github = [], iamcal = [], other = []] = sets.map((set) => [set[hexcode] ?? []].flat());
    const known = [...github, ...iamcal];
    const all = (known.length > 0 ? known : other).map((code) => code.toLowerCase());
    const own = [...new Set(all)].filter((code) => !taken.has(code));
    own.forEach((code) => taken.add(code));
    // The name is one, too.
    return own.join(' ') === label.toLowerCase().replace(/[^a-z\d]+/g, '_') ? '' : own.join(' ');
  });
  return [
    emoji.map((each) => each.emoji).join(' '),
    emoji.map(kindOf).join(' '),
    namesOf(emoji),
    tagsOf(emoji),
    codes.join('|'),
  ].join('\n');
}

/** Lines: names, and further words, in the order of the English ones. */
function packNames(language: string): string {
  const byCode = new Map(allEmoji(language).map((each) => [each.hexcode, each]));
  const emoji = allEmoji('en').map(
    (each) => byCode.get(each.hexcode) ?? { ...each, label: '', tags: [] },
  );
  return [namesOf(emoji), tagsOf(emoji)].join('\n');
}

function namesOf(emoji: readonly Emoji[]): string {
  return emoji.map(({ label }) => label).join('|');
}

/** The words that the name does not have. */
function tagsOf(emoji: readonly Emoji[]): string {
  return emoji
    .map(({ label, tags = [] }) => {
      const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
      return tags.filter((tag) => !words.includes(tag.toLowerCase())).join(',');
    })
    .join('|');
}

/**
 * Its group, as a digit, its version, and where it has tones, the places of the modifiers and the version of these.
 *
 * @throws if a tone stands at another place: the picker could not make such an emoji
 */
function kindOf({ emoji, group, version, skins = [] }: Emoji): string {
  const kind = `${String(group)}${String(version)}`;
  const own = skins.filter(({ tone }) => typeof tone === 'number');
  if (own.length === 0) return kind;
  const places = ['a', 'b'].find((each) =>
    own.every((skin) => skin.emoji === toned(emoji, TONES[(skin.tone as number) - 1] ?? '', each)),
  );
  if (!places || own.length !== TONES.length)
    throw new Error(`unable to pack ${emoji}; its tones are none that are known.`);
  return `${kind}${places}${String(Math.max(...own.map((skin) => skin.version)))}`;
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as Content;
}
