import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { ChatErrorCode } from '../protocol/errors.js';

/** Why a text was not taken; the line is there before, so that screen readers announce it. */
export function errorLine(error: ChatErrorCode | undefined, strings: Strings): TemplateResult {
  return html`<div id="error" role="alert">
    ${error ? html`<p class="line error" part="composer-error">${strings.errors[error]}</p>` : nothing}
  </div>`;
}
