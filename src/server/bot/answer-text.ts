import { isBlank } from '../../protocol/blank.js';
import { textBytes } from '../../protocol/limits.js';

/** The text of one message, in bytes as JSON writes it: the rest of 4,096 (Momento's limit for a topic item) is for its other fields. */
const MAX_PART_BYTES = 3_000;
/** The longest answer, in messages. */
const MAX_PARTS = 8;
/** Where a text is parted, the best places first: at paragraphs, lines, sentences, words. */
const BREAKS = [/\n\s*\n/gu, /\n/gu, /[.!?。！？]\s*/gu, /\s/gu];

/**
 * The texts of the messages that an answer needs; none for a blank one. What is beyond eight messages is left out.
 *
 * @param spareBytes for what goes with the last of them
 */
export function partsOf(answer: string, spareBytes = 0): readonly string[] {
  const maxBytes = MAX_PART_BYTES - spareBytes;
  const parts: string[] = [];
  let rest = answer.trim();
  while (rest !== '' && parts.length < MAX_PARTS) {
    const length = partLength(rest, maxBytes);
    const part = rest.slice(0, length).trim();
    if (!isBlank(part)) parts.push(part);
    rest = rest.slice(length).trim();
  }
  return parts;
}

/** How much of a text goes into one message, in UTF-16 code units. */
function partLength(text: string, maxBytes: number): number {
  const most = fittingLength(text, maxBytes);
  if (most === text.length) return most;
  for (const pattern of BREAKS) {
    // Not near the beginning: a short message before a long one looks torn.
    const ends = [...text.slice(0, most).matchAll(pattern)].map(
      ({ index, 0: { length } }) => index + length,
    );
    const last = ends.at(-1);
    if (last !== undefined && last > most / 2) return last;
  }
  return most;
}

/** The longest beginning of a text that fits, without parting a character. */
function fittingLength(text: string, maxBytes: number): number {
  if (textBytes(text) <= maxBytes) return text.length;
  let bytes = 0;
  let length = 0;
  for (const character of text) {
    bytes += textBytes(character);
    if (bytes > maxBytes) break;
    length += character.length;
  }
  return length;
}

/** The part that readers see grow: the last one. */
export function growingPart(answer: string): string {
  return partsOf(answer).at(-1) ?? '';
}
