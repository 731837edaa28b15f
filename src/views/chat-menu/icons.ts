import { html } from '../actions/borrowed.js';

export const optionsIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M4 10h.01M10 10h.01M16 10h.01" />
</svg>`;

export const checkIcon = html`<svg
  class="check"
  width="18"
  height="18"
  viewBox="0 0 18 18"
  aria-hidden="true"
>
  <path d="m3.5 9.5 3.5 3.5 7.5-8" />
</svg>`;
