import type { TemplateResult } from 'lit';
import { html, nothing } from '../actions/borrowed.js';
import { noPictureIcon } from './icons.js';

export interface Tool {
  readonly kind?: 'busy' | 'side' | 'side next' | '';
  readonly label: string;
  readonly icon: TemplateResult;
  readonly disabled?: boolean;
  readonly act: () => void;
}

/** A round button with an icon. */
export function tool({ kind = '', label, icon, disabled = false, act }: Tool): TemplateResult {
  // Not `disabled`: the focus would be lost at the last one.
  return html`<button
    class="tool ${kind}"
    aria-label=${label}
    title=${label}
    aria-disabled=${disabled ? 'true' : 'false'}
    @click=${act}
  >
    ${icon}
  </button>`;
}

export interface Frame {
  /** Undefined until it is there. */
  readonly url: string | undefined;
  readonly alt: string;
  readonly onLoad: () => void;
  readonly onError: () => void;
}

/** A picture, or the space that it will have. */
export function frame({ url, alt, onLoad, onError }: Frame): TemplateResult {
  return html`<div class="picture">
    ${
      url === undefined
        ? html`<i class="spinner"></i>`
        : html`<img src=${url} alt=${alt} draggable="false" @load=${onLoad} @error=${onError} />`
    }
  </div>`;
}

/** In place of a picture. @param again asks for it once more; undefined where that is of no use */
export function note(
  text: string,
  tryAgain: string,
  again: (() => void) | undefined,
): TemplateResult {
  return html`<div class="note">
    ${noPictureIcon}
    <p>${text}</p>
    ${again ? html`<button class="retry" @click=${again}>${tryAgain}</button>` : nothing}
  </div>`;
}
