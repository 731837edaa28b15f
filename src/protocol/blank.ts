/**
 * Nothing of a text with these alone can be seen. Hangul's fillers, Braille's empty cell and music's null notehead are
 * wide, and empty.
 */
const SEEN = /[^\s\p{Cc}\p{DI}\u2800\u{1d159}\ufff9-\ufffb]/u;
/** Parts words, or reorders them, and shows nothing itself. */
const EMPTY =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}\u115f\u1160\u200b\u2060-\u2069\u2800\u3164\ufeff\uffa0\u{1d159}]/gu;
/**
 * Shows nothing where it stands. What shapes its neighbours stays: in emoji, in flags of tags, and inside words of
 * scripts whose letters join.
 */
const HIDDEN = new RegExp(
  [
    '(?<=\\p{ExtPict}(?:\\ufe0f|\\p{EMod})?)\\u200d(?=\\p{ExtPict})',
    '(?<=\\p{ExtPict})\\ufe0f|\\ufe0f(?=\\u20e3)',
    '(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007f}]*)[\\u{e0020}-\\u{e007f}]',
    '(?<=(?![\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}\\p{sc=Han}\\p{sc=Hangul}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Inherited}])[\\p{L}\\p{M}])[\\u200c\\u200d](?=\\p{L})',
    '([\\p{DI}\\ufff9-\\ufffb])',
  ].join('|'),
  'gu',
);

/** Whether a text shows nothing at all. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}

/** All of it is seen. Most names are such, and the other expressions take their time. */
const PLAIN = /^[ -~]*$/;

/** The text without what cannot be seen. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(EMPTY, ' ')
    .replace(HIDDEN, (found: string, hidden?: string) => (hidden === undefined ? found : ''));
}
