import type { SubmittedMessage, Verdict } from '../src/server/index.js';

/** Words that nobody gets to read, but for their first letters. Harmless ones: it is a demo. */
export const HIDDEN_WORDS: readonly string[] = ['darn', 'drat', 'heck'];

/** A word that keeps a whole message back, and what its sender is told. */
export const REFUSED_WORD = 'spoiler';
export const REFUSAL = 'Please do not give the ending away.';

const HIDDEN = new RegExp(`\\b(?:${HIDDEN_WORDS.join('|')})`, 'giu');
const REFUSED = new RegExp(`\\b${REFUSED_WORD}`, 'iu');

/** What becomes of a message in the demo’s moderated room. The page imports the words, the server this. */
export function filterWords({ text }: Pick<SubmittedMessage, 'text'>): Verdict {
  if (REFUSED.test(text)) return { reject: REFUSAL };
  return { text: text.replaceAll(HIDDEN, hide) };
}

/** As a reader gets it: `d***`. */
export function hide(word: string): string {
  return word.charAt(0) + '*'.repeat(word.length - 1);
}
