import { html } from '../actions/borrowed.js';

export const searchIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3m4.5 10.5L17 17" />
</svg>`;

export const olderIcon = html`<svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 12.5 5-5 5 5" />
</svg>`;

export const newerIcon = html`<svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 7.5 5 5 5-5" />
</svg>`;

export const endIcon = html`<svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 5 10 10M15 5 5 15" />
</svg>`;
