import { html } from '../views/actions/borrowed.js';

export const pinIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M7 3h6l-.8 5 2.8 3.5H5L7.8 8zM10 11.5V17" />
</svg>`;

export const nextIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 7.5 5 5 5-5" />
</svg>`;

export const foldIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 5 10 10M15 5 5 15" />
</svg>`;
