import { html, nothing, type TemplateResult } from 'lit';
import { isBlank } from '../protocol/blank.js';
import type { Strings } from '../localization/strings.js';

/** More would leave no space for the conversation. */
const MAX_STARTERS = 6;

/**
 * First messages that the visitor can send with one press.
 *
 * @param texts from the host; all but texts is left out
 */
export function starters(
  texts: readonly unknown[],
  { suggestions }: Strings,
  onChoose: (text: string) => void,
): TemplateResult | typeof nothing {
  const usable = texts
    .filter((text): text is string => typeof text === 'string' && !isBlank(text))
    .slice(0, MAX_STARTERS);
  if (usable.length === 0) return nothing;
  return html`<div class="starters" part="suggestions" role="group" aria-label=${suggestions}>
    ${usable.map(
      (text) =>
        html`<button part="suggestion" dir="auto" @click=${() => onChoose(text)}>${text}</button>`,
    )}
  </div>`;
}
