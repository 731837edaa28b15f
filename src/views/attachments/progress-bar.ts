import type { TemplateResult } from 'lit';
import { styleText } from '../../dom/style-text.js';
import { html } from '../actions/borrowed.js';

/**
 * How much of a file is stored.
 *
 * @param percent a whole number
 * @param label for those who cannot see it
 */
export function progressBar(percent: number, label: string): TemplateResult {
  return html`<div class="progress" role="progressbar" aria-label=${label} aria-valuenow=${percent}>
    <i .style=${styleText(`inline-size: ${String(percent)}%`)}></i>
  </div>`;
}
