import { html } from '../views/actions/borrowed.js';
import { crossIcon, downIcon } from '../views/actions/line-icons.js';

export const pinIcon = html`<svg width="16" height="16" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M7 3h6l-.8 5 2.8 3.5H5L7.8 8zM10 11.5V17" />
</svg>`;

export const nextIcon = downIcon(16);
export const foldIcon = crossIcon(16);
