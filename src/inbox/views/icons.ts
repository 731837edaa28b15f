import { html, type TemplateResult } from 'lit';

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>`;

export const searchIcon = icon('M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l3.5 3.5');
export const backIcon = icon('M12 4.5 6.5 10l5.5 5.5');
export const keysIcon = icon(
  'M3.5 5h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M7 12h6',
);
export const detailsIcon = icon(
  'M4 3.5h12a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1M12.5 3.5v13',
);
export const lockIcon = icon(
  'M5.5 9h9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1M7 9V6.5a3 3 0 0 1 6 0V9',
);
