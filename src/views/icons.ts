import { html } from 'lit';

export const copyIcon = html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
  <path d="M12.5 6V4.5a1 1 0 0 0-1-1h-7a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1H6" />
  <rect x="6" y="6" width="8.5" height="8.5" rx="1" />
</svg>`;

export const sendIcon = html`<svg
  width="20"
  height="20"
  viewBox="0 0 20 20"
  fill="currentColor"
  aria-hidden="true"
>
  <path
    d="M3.1 2.2a.8.8 0 0 0-1.1 1l2 5.8 7 1-7 1-2 5.8a.8.8 0 0 0 1.1 1l14.4-7a.9.9 0 0 0 0-1.6z"
  />
</svg>`;
