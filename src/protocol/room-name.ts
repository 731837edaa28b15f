/**
 * The longest room name, in bytes of UTF-8.
 *
 * The name travels in every request and is a key in the cache. Momento documents no limit of its
 * own for keys; 128 bytes hold any name a person would type, and bound what a stranger can make
 * the host store, sign and log.
 */
export const MAX_ROOM_NAME_BYTES = 128;

/**
 * The end of a name that is kept for the server.
 *
 * In a moderated room `x` browsers write to the topic `x-input`, which only the moderator may read.
 * A token for a room of that name would give access to unmoderated messages.
 */
const RESERVED_SUFFIX = '-input';

/**
 * The start of a name that is kept for the server: what it remembers of messages (see `claims.ts`) lies in the
 * same cache as the rooms, under keys that no token may open.
 */
export const RESERVED_PREFIX = 'momento-chat/';

/**
 * Letters, marks, digits, punctuation and symbols of any script, with single spaces between them.
 *
 * Left out on purpose: control characters (they break logs), format characters such as
 * zero-width and bidirectional marks (two rooms would look like one), private use, and
 * lone surrogates (they all encode as U+FFFD, so that different names would open the same room).
 */
const ALPHABET = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;

/** What decoders put in place of bytes that are not UTF-8: the name that was meant is not known. */
const REPLACEMENT_CHARACTER = '\u{FFFD}';

/** Letters, marks and symbols without a visible shape: fillers, variation selectors, an empty Braille cell, a null notehead. */
const INVISIBLE = /[\p{DI}\u2800\u{1d159}]/u;

const utf8 = new TextEncoder();

/**
 * Says why a room name is not acceptable, or `undefined` when it is.
 *
 * A room name becomes a list's key, a topic's name and a permission. It is compared byte by byte
 * there, so nothing is trimmed, folded or repaired here: an ambiguous name is refused.
 *
 * @returns a reason that completes "the room name …", safe to show to the sender of the name.
 */
export function roomNameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (utf8.encode(name).length > MAX_ROOM_NAME_BYTES) {
    return `is longer than ${MAX_ROOM_NAME_BYTES} bytes of UTF-8`;
  }
  if (name.trim() !== name) return 'starts or ends with white space';
  if (!ALPHABET.test(name) || name.includes(REPLACEMENT_CHARACTER)) {
    return 'may have letters, digits, punctuation, symbols and single spaces only';
  }
  if (INVISIBLE.test(name)) return 'has a character that cannot be seen, such as a filler';
  // "é" can be one code point or two. Both look the same and would be two rooms.
  if (name.normalize('NFC') !== name) return 'is not in Unicode normalization form C';
  if (name.toLowerCase().endsWith(RESERVED_SUFFIX)) {
    return `ends with "${RESERVED_SUFFIX}", which is reserved`;
  }
  if (name.toLowerCase().startsWith(RESERVED_PREFIX)) {
    return `starts with "${RESERVED_PREFIX}", which is reserved`;
  }
  return undefined;
}
