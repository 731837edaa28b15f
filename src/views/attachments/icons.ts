import type { TemplateResult } from 'lit';
import { html, svg } from '../actions/borrowed.js';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;
}

export const attachIcon = icon(
  svg`<path d="m15.5 9.5-5.6 5.6a3.5 3.5 0 0 1-5-5l6-6a2.3 2.3 0 0 1 3.3 3.3l-5.8 5.8a1.1 1.1 0 0 1-1.6-1.6l5.2-5.2" />`,
);
export const cameraIcon = icon(
  svg`<path d="M4 16h12a1.5 1.5 0 0 0 1.5-1.5v-7A1.5 1.5 0 0 0 16 6h-2l-1.2-2H7.2L6 6H4a1.5 1.5 0 0 0-1.5 1.5v7A1.5 1.5 0 0 0 4 16z" /><circle cx="10" cy="11" r="2.75" />`,
);
export const fileIcon = icon(
  svg`<path d="M11.5 2.75H6a1.5 1.5 0 0 0-1.5 1.5v11.5a1.5 1.5 0 0 0 1.5 1.5h8a1.5 1.5 0 0 0 1.5-1.5v-9zm0 0v4h4" />`,
);
export const pictureIcon = icon(
  svg`<rect x="2.75" y="3.75" width="14.5" height="12.5" rx="1.75" /><circle cx="7" cy="8" r="1.25" /><path d="m3 14.5 4-3.5 2.5 2 3.5-4 4 4" />`,
);
export const downloadIcon = icon(svg`<path d="M10 3v9.5m-4-4 4 4 4-4M4 16.5h12" />`);
export const removeIcon = icon(svg`<path d="m6 6 8 8m0-8-8 8" />`);
export const dropIcon = icon(
  svg`<path d="M10 12.5V3m-4 4 4-4 4 4M4 12.5v3a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5v-3" />`,
);
