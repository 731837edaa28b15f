import { hide, HIDDEN_WORDS, REFUSED_WORD } from './word-filter.js';

/** Adds the filter’s words to a list. The server uses the same words. */
export function showFilter(list: HTMLElement): void {
  for (const word of HIDDEN_WORDS) list.append(entry(word, hide(word)));
  list.append(entry(REFUSED_WORD, 'rejected'));
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
