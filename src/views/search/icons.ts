import { html } from '../actions/borrowed.js';
import { crossIcon, downIcon } from '../actions/line-icons.js';

export const searchIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3m4.5 10.5L17 17" />
</svg>`;

export const olderIcon = html`<svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 12.5 5-5 5 5" />
</svg>`;

export const newerIcon = downIcon(18);
export const endIcon = crossIcon(18);
