import { svg, html, type TemplateResult } from 'lit';

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">${shape}</svg>`;
}

export const reactIcon = icon(
  svg`<circle cx="9" cy="9" r="6.75" /><path d="M6.25 10.5a3.2 3.2 0 0 0 5.5 0M6.75 7v.5m4.5-.5v.5" />`,
);
export const replyIcon = icon(svg`<path d="M7 4.5 3 8.5l4 4m-4-4h7.5a4 4 0 0 1 4 4v1" />`);
export const copyIcon = icon(
  svg`<path d="M12.5 6V4.5a1 1 0 0 0-1-1h-7a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1H6" /><rect x="6" y="6" width="8.5" height="8.5" rx="1" />`,
);
export const moreIcon = icon(svg`<path d="M4 9h.01M9 9h.01M14 9h.01" />`);

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
