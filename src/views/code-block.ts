import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { copyIcon } from './icons.js';

/** Code of one or more lines, with a button that copies it. The module of actions listens to it. */
export function codeBlock(code: string, { copyCode }: Strings): TemplateResult {
  return html`<span class="block" part="code-block" dir="ltr"
    ><code part="code">${code}</code><span class="copied" role="status"></span
    ><button class="copy" aria-label=${copyCode} title=${copyCode}>${copyIcon}</button></span
  >`;
}
