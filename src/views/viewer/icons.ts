import type { TemplateResult } from 'lit';
import { html, svg } from '../actions/borrowed.js';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;
}

export const closeIcon = icon(svg`<path d="m5 5 10 10m0-10L5 15" />`);
export const downloadIcon = icon(svg`<path d="M10 3v9.5m-4-4 4 4 4-4M4 16.5h12" />`);
export const zoomInIcon = icon(
  svg`<circle cx="8.75" cy="8.75" r="5.75" /><path d="m13 13 4 4M8.75 6.25v5m-2.5-2.5h5" />`,
);
export const zoomOutIcon = icon(
  svg`<circle cx="8.75" cy="8.75" r="5.75" /><path d="m13 13 4 4M6.25 8.75h5" />`,
);
export const previousIcon = icon(svg`<path d="m12.5 4.5-5.5 5.5 5.5 5.5" />`);
export const nextIcon = icon(svg`<path d="m7.5 4.5 5.5 5.5-5.5 5.5" />`);
export const noPictureIcon = icon(
  svg`<path d="M2.75 5.5v9a1.75 1.75 0 0 0 1.75 1.75h9.75M6.5 3.75h9a1.75 1.75 0 0 1 1.75 1.75v8M3 14l4-3.5 2.5 2M2.5 2.5l15 15" />`,
);
