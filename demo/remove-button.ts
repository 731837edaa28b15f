import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

/**
 * A moderator’s button in a bubble. An element of its own, since a page’s style sheet does not reach into a chat; its
 * click is an ordinary one.
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

    /* Readable on whatever colour the bubble has. */
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

  /** Whose message it is, and how it begins: without it, all buttons would be called the same. */
  @property() message = '';

  protected override render(): TemplateResult {
    return html`<button type="button" aria-label="Remove: ${this.message}">Remove</button>`;
  }
}

customElements.define('demo-remove-button', RemoveButton);
