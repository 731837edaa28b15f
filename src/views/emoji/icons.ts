import type { TemplateResult } from 'lit';
import { html, svg } from '../actions/borrowed.js';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;
}

export const searchIcon = icon(
  svg`<path d="M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11m4 9.5 3.5 3.5" />`,
);

const smile = svg`<circle cx="10" cy="10" r="7" /><path d="M7 11.6a3.4 3.4 0 0 0 6 0M7.5 7.7v.5m5-.5v.5" />`;

/** The icons of the tabs: what was used recently, then the groups in their order. */
export const groupIcons: readonly TemplateResult[] = [
  svg`<circle cx="10" cy="10" r="7" /><path d="M10 6v4l2.7 1.8" />`,
  smile,
  svg`<circle cx="10" cy="6.2" r="2.9" /><path d="M4 17c.3-3.6 2.6-5.6 6-5.6s5.7 2 6 5.6" />`,
  svg`<path d="M4.5 8.5 4 3.5l3.6 2.3a8 8 0 0 1 4.8 0L16 3.5l-.5 5A5.5 5.5 0 0 1 10 16.5a5.5 5.5 0 0 1-5.5-8M8 10v.5m4-.5v.5m-2 2.3v.2" />`,
  svg`<path d="M10 6.5c-1.6-1.3-5.5-1-5.5 3.2 0 3.8 2.5 7.3 4 7.3.7 0 .8-.4 1.5-.4s.8.4 1.5.4c1.5 0 4-3.5 4-7.3 0-4.2-3.9-4.5-5.5-3.2m0 0c0-1.6.8-3 2.3-3.5" />`,
  svg`<path d="M4 11.5 5.5 7c.2-.6.6-1 1.3-1h6.4c.7 0 1.1.4 1.3 1l1.5 4.5M4 11.5h12v4H4zm1.5 4V17m9-1.5V17M6.8 13.5h.1m6.2 0h.1" />`,
  svg`<circle cx="10" cy="10" r="7" /><path d="M3 10h14M10 3v14M5 5.2c2.6 2.7 2.6 6.9 0 9.6m10-9.6c-2.6 2.7-2.6 6.9 0 9.6" />`,
  svg`<path d="M7.5 14.5c0-1.6-2.5-2.7-2.5-6a5 5 0 0 1 10 0c0 3.3-2.5 4.4-2.5 6zm.5 2.5h4" />`,
  svg`<path d="M10 16.5S3.5 12.8 3.5 8A3.4 3.4 0 0 1 10 6.7 3.4 3.4 0 0 1 16.5 8c0 4.8-6.5 8.5-6.5 8.5" />`,
  svg`<path d="M5 17V3.5m0 .7c3.5-2 6.5 2 10 0v7.6c-3.5 2-6.5-2-10 0" />`,
].map(icon);
