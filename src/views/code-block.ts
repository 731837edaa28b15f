import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { copyIcon } from './icons.js';

/** How long the outcome of copying is shown, in ms. */
const NOTICE_MS = 3_000;

/** Code of one or more lines, with a button that copies it. */
export function codeBlock(code: string, strings: Strings): TemplateResult {
  const onClick = ({ currentTarget }: Event): void =>
    void copy(code, strings, (currentTarget as HTMLElement).previousElementSibling as HTMLElement);
  return html`<span class="block" part="code-block" dir="ltr"
    ><code part="code">${code}</code><span class="copied" role="status"></span
    ><button
      class="copy"
      aria-label=${strings.copyCode}
      title=${strings.copyCode}
      @click=${onClick}
    >
      ${copyIcon}
    </button></span
  >`;
}

async function copy(code: string, strings: Strings, status: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code);
    status.textContent = strings.copied;
  } catch {
    // The page or the visitor does not allow it, or the page has no HTTPS.
    status.textContent = strings.notCopied;
  }
  setTimeout(() => (status.textContent = ''), NOTICE_MS);
}
