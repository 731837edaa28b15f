import type { ReactiveElement, TemplateResult } from 'lit';
import type { Strings } from '../../localization/strings.js';
import type { ComposerTarget } from '../composer-target.js';
import { adopt } from './adopt.js';
import { html } from './borrowed.js';
import { composerTargetStyles } from './composer-target.styles.js';
import { actionWords } from './words.js';

/** The bar above the field: the message that is answered or edited, and a button that ends it. */
export function targetBar(
  host: ReactiveElement,
  { mode, message, excerpt, own }: ComposerTarget,
  texts: Strings,
  onCancel: () => void,
): TemplateResult {
  adopt(host, composerTargetStyles);
  const strings = actionWords(texts);
  const author = own ? strings.you : message.author.name || strings.unknownAuthor;
  return html`<div class="target" part="composer-target">
    <div class="original" id="target">
      <strong>${mode === 'edit' ? strings.editing : strings.replyingTo(author)}</strong>
      <span dir="auto">${excerpt}</span>
    </div>
    <button class="cancel" aria-label=${strings.cancel} title=${strings.cancel} @click=${onCancel}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="m4 4 8 8m0-8-8 8"
          stroke="currentColor"
          stroke-width="1.75"
          stroke-linecap="round"
        />
      </svg>
    </button>
  </div>`;
}
