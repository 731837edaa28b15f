import type { TemplateResult } from 'lit';
import { html, svg } from './borrowed.js';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">${shape}</svg>`;
}

export const reactIcon = icon(
  svg`<circle cx="9" cy="9" r="6.75" /><path d="M6.25 10.5a3.2 3.2 0 0 0 5.5 0M6.75 7v.5m4.5-.5v.5" />`,
);
export const replyIcon = icon(svg`<path d="M7 4.5 3 8.5l4 4m-4-4h7.5a4 4 0 0 1 4 4v1" />`);
export const plusIcon = icon(svg`<path d="M9 4v10M4 9h10" />`);
export const moreIcon = icon(svg`<path d="M4 9h.01M9 9h.01M14 9h.01" />`);
