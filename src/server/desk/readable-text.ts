/**
 * A text as people read it: without case, accents, invisible characters and fancy letters, so that “Ｓｐａ\u200bｍ” is “spam”. It
 * knows where each of its characters stands in the text.
 */
export interface ReadableText {
  readonly text: string;
  /** For each UTF-16 code unit of `text`: where its character begins and ends in the original. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** Combining marks, and what has no visible shape. */
const UNSEEN = /[\p{M}\p{DI}]/gu;

export function readableText(original: string): ReadableText {
  let text = '';
  const places: { start: number; end: number }[] = [];
  let start = 0;
  for (const character of original) {
    const end = start + character.length;
    const seen = character.normalize('NFKD').replace(UNSEEN, '').toLowerCase();
    const last = places.at(-1);
    // An accent belongs to the letter before it.
    if (seen === '' && last) last.end = end;
    for (let index = 0; index < seen.length; index += 1) places.push({ start, end });
    text += seen;
    start = end;
  }
  return { text, places };
}
