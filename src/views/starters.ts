import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { readSuggestions } from '../protocol/suggestions.js';

/**
 * Messages that the visitor can send with one press.
 *
 * @param texts from the host, or from a bot; all but texts is left out
 */
export function starters(
  texts: unknown,
  { suggestions }: Strings,
  onChoose: (text: string) => void,
): TemplateResult | typeof nothing {
  const usable = readSuggestions(texts);
  if (usable.length === 0) return nothing;
  return html`<div class="starters" part="suggestions" role="group" aria-label=${suggestions}>
    ${usable.map(
      (text) =>
        html`<button part="suggestion" dir="auto" @click=${() => onChoose(text)}>${text}</button>`,
    )}
  </div>`;
}
