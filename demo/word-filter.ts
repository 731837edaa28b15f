import type { SubmittedMessage, Verdict } from '../src/server/index.js';

/** Words of which readers see only the first letter. They are harmless, for a demo. */
export const HIDDEN_WORDS: readonly string[] = ['darn', 'drat', 'heck'];

/** A word that rejects the whole message, and the reason that its sender sees. */
export const REFUSED_WORD = 'spoiler';
export const REFUSAL = 'Please do not give the ending away.';

const HIDDEN = new RegExp(`\\b(?:${HIDDEN_WORDS.join('|')})`, 'giu');
const REFUSED = new RegExp(`\\b${REFUSED_WORD}`, 'iu');

/** Moderates a message in the demo’s moderated room. The server uses this function; the page shows the words. */
export function filterWords({ text }: Pick<SubmittedMessage, 'text'>): Verdict {
  if (REFUSED.test(text)) return { reject: REFUSAL };
  return { text: text.replaceAll(HIDDEN, hide) };
}

/** A hidden word as readers see it: `d***`. */
export function hide(word: string): string {
  return word.charAt(0) + '*'.repeat(word.length - 1);
}
