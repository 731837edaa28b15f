import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';

/** The button that opens the search in the conversation. */
export function searchButton({ search }: Strings, onSearch: () => void): TemplateResult {
  return html`<button
    class="search-button"
    part="search-button"
    aria-label=${search}
    @click=${onSearch}
  >
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11m4 9.5L17 17" />
    </svg>
  </button>`;
}
