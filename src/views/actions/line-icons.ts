import type { TemplateResult } from 'lit';
import { html } from './borrowed.js';

/** A cross that closes something. @param size in px */
export const crossIcon = (size: number): TemplateResult => lines(size, 'm5 5 10 10M15 5 5 15');

/** An arrow down: to the next one. @param size in px */
export const downIcon = (size: number): TemplateResult => lines(size, 'm5 7.5 5 5 5-5');

function lines(size: number, path: string): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 20 20" aria-hidden="true">
    <path d=${path} />
  </svg>`;
}
