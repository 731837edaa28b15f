import type { TemplateResult } from 'lit';
import { html } from './borrowed.js';
import type { FrameWords } from './words.js';

/** The button that closes a panel or an overlay: phones have no Escape key. */
export function closeButton(strings: FrameWords, onClose: () => void): TemplateResult {
  return html`<button class="close" part="close" aria-label=${strings.closeChat} @click=${onClose}>
    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg>
  </button>`;
}
