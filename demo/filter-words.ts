import { hide, HIDDEN_WORDS, REFUSAL, REFUSED_WORD } from './word-filter.js';

/** Writes the filter’s words into a list: the very ones that the server has. */
export function showFilter(list: HTMLElement): void {
  for (const word of HIDDEN_WORDS) list.append(entry(word, hide(word)));
  list.append(entry(REFUSED_WORD, `sent back: “${REFUSAL}”`));
}

function entry(word: string, outcome: string): HTMLElement {
  const term = document.createElement('dt');
  const code = document.createElement('code');
  code.textContent = word;
  term.append(code);
  const description = document.createElement('dd');
  description.textContent = outcome;
  const pair = document.createElement('div');
  pair.append(term, description);
  return pair;
}
