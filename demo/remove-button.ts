import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

/**
 * A moderator’s button in a bubble. It is an element with its own styles, since a page’s style sheet does not reach into
 * a chat. It fires ordinary click events.
 */
export class RemoveButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = css`
    :host {
      display: block;
      inline-size: fit-content;
      margin-block-start: 6px;
    }

    /* Readable on any bubble's colour. */
    button {
      padding: 1px 10px;
      border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
      border-radius: 999px;
      color: inherit;
      background: none;
      font: inherit;
      font-size: 13px;
      cursor: pointer;
    }

    button:hover {
      background: color-mix(in srgb, currentColor 12%, transparent);
    }

    button:focus-visible {
      outline: 2px solid;
      outline-offset: 2px;
    }
  `;

  /** The message's author and first words: without them all buttons would have the same name. */
  @property() message = '';

  protected override render(): TemplateResult {
    return html`<button type="button" aria-label="Remove: ${this.message}">Remove</button>`;
  }
}

customElements.define('demo-remove-button', RemoveButton);
