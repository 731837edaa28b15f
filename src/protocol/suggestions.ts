import { isBlank } from './blank.js';

/** More would leave no space for the conversation. */
const MAX_SUGGESTIONS = 6;
/** The longest one, in UTF-16 code units: it is the text of a button. */
const MAX_LENGTH = 200;

/** Texts that a visitor can send with one press, out of anything. What is no text, blank or too long is left out. */
export function readSuggestions(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all
    .filter(
      (text): text is string =>
        typeof text === 'string' && !isBlank(text) && text.length <= MAX_LENGTH,
    )
    .slice(0, MAX_SUGGESTIONS);
}
