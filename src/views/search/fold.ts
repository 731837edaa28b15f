/**
 * Accents and the like: marks that belong to no one script, such as those of voiced kana, and the points of Hebrew and Arabic.
 * The marks of other scripts, such as the vowels of Hindi and Thai, make other words.
 */
const MARKS = new RegExp(String.raw`[\p{M}&&[\p{sc=Zinh}\p{sc=Hebr}\p{sc=Arab}]]`, 'gv');

/** More places in one text are not marked: it was not written to be read. */
const MAX_PLACES = 200;

/** Where a text matches, in UTF-16 code units; the end is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text without regard to case, accents, width and the kind of white space, in order to compare it. */
export function fold(text: string): string {
  // Upper case knows no place in a word: a Greek sigma has two lower-case forms.
  return text.normalize('NFKD').replace(MARKS, '').replace(/\s/g, ' ').toUpperCase();
}

/**
 * Finds a text in another one.
 *
 * @param query as `fold` returns it
 */
export function findPlaces(text: string, query: string): readonly Place[] {
  const places: Place[] = [];
  if (!query || !fold(text).includes(query)) return places;
  let folded = '';
  /** For each unit of `folded`, where its character begins in the text. */
  const starts: number[] = [];
  let at = 0;
  const pieces = new Map<string, string>();
  for (const character of text) {
    const piece = pieces.get(character) ?? fold(character);
    pieces.set(character, piece);
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(at);
    folded += piece;
    at += character.length;
  }
  starts.push(at);
  let found = folded.indexOf(query);
  while (found >= 0 && places.length < MAX_PLACES) {
    let after = found + query.length;
    const start = starts[found] ?? 0;
    // All of a character whose first part matches, with its marks.
    while (starts[after] === starts[after - 1] && after < folded.length) after += 1;
    places.push({ start, end: starts[after] ?? at });
    found = folded.indexOf(query, after);
  }
  return places;
}
