import { isEmoji } from '../../protocol/emoji.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';

/** What a browser remembers of a visitor's emoji, for all chats of a site. */
export interface EmojiMemory {
  /** Those that were picked last, the last one first. */
  readonly recent: readonly string[];
  /** Of the skin, 0 to 5; 0 is none. */
  readonly tone: number;
}

const KEY = 'momento-chat:emoji';
/** Three rows of the widest picker. */
const MAX_RECENT = 27;
/** A longer text was not written by this, in UTF-16 code units. */
const MAX_TEXT = 4_000;

/** What could not be stored: it lasts as long as the page. */
let unstored: string | undefined;

/** Any script of the page can write there: what is none of it is left out. */
export function emojiMemory(): EmojiMemory {
  const text = unstored ?? stored();
  const { recent, tone } = ownFields(text.length > MAX_TEXT ? undefined : parseJson(text));
  const texts: readonly unknown[] = Array.isArray(recent) ? recent : [];
  return {
    recent: [...new Set(texts.filter(isEmoji))].slice(0, MAX_RECENT),
    tone: [1, 2, 3, 4, 5].find((each) => each === tone) ?? 0,
  };
}

/** Remembers an emoji that was picked. */
export function rememberEmoji(emoji: string): void {
  const { recent, tone } = emojiMemory();
  store({ recent: [emoji, ...recent.filter((each) => each !== emoji)].slice(0, MAX_RECENT), tone });
}

/** Remembers a skin tone, 0 to 5. */
export function rememberTone(tone: number): void {
  store({ ...emojiMemory(), tone });
}

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // Not allowed, as in a sandboxed frame.
  }
}

function store(memory: EmojiMemory): void {
  const text = toJson(memory);
  try {
    localStorage.setItem(KEY, text);
    unstored = undefined;
  } catch {
    unstored = text; // Full, or not allowed.
  }
}
