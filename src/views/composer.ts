import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { ChatErrorCode } from '../errors.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import { define } from './define.js';
import { sharedStyles } from './shared.styles.js';

/** The visitor wants to send `text`. Cancelled by whoever cannot take it: the composer then keeps the text. */
export class ComposerSubmitEvent extends Event {
  constructor(readonly text: string) {
    super('submit', { cancelable: true });
  }
}

/**
 * Where the visitor writes.
 *
 * @fires submit - a {@link ComposerSubmitEvent}
 */
export class Composer extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      form {
        display: flex;
        align-items: end;
        gap: 8px;
        padding: 8px 12px 12px;
      }

      textarea {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 42px;
        max-block-size: 160px;
        padding: 9px 14px;
        /* Phones zoom into a field with smaller text. */
        font: 16px / 1.4 var(--_font);
        color: var(--_text);
        background: var(--_surface);
        border: 1px solid transparent;
        border-radius: 21px;
        resize: none;
        overflow-y: auto;
      }

      textarea::placeholder {
        color: var(--_muted);
        opacity: 1;
      }

      textarea:disabled {
        cursor: not-allowed;
        opacity: 0.6;
      }

      textarea:focus-visible {
        outline-offset: -1px;
      }

      .send {
        flex: none;
        display: grid;
        place-items: center;
        inline-size: 42px;
        block-size: 42px;
        border-radius: 50%;
        color: var(--_on-accent);
        background: var(--_accent);
      }

      .send:disabled {
        color: var(--_muted);
        background: var(--_surface);
      }

      .send:dir(rtl) svg {
        transform: scaleX(-1);
      }

      .note {
        margin: 0;
        padding: 12px 16px;
        font-size: 13px;
        color: var(--_muted);
        text-align: center;
      }

      .error {
        margin: 0;
        padding: 8px 16px 0;
        font-size: 13px;
        color: var(--_danger);
      }

      @media (forced-colors: active) {
        textarea,
        .send {
          border: 1px solid ButtonBorder;
        }
      }
    `,
  ];

  @property({ attribute: false }) strings: Strings = en;
  @property({ type: Boolean, attribute: false }) readOnly = false;
  /** Nothing can be sent for now, and it is said elsewhere why. What is written stays. */
  @property({ type: Boolean, attribute: false }) disabled = false;
  /** The chat is still on its way in: text can be written, and not yet sent. */
  @property({ type: Boolean, attribute: false }) waiting = false;
  /** UTF-16 code units, as textareas count. */
  @property({ attribute: false }) maxLength: number | undefined;
  /** Why the text as it stands was not taken. */
  @property({ attribute: false }) error: ChatErrorCode | undefined;
  @property({ attribute: false }) value = '';

  @query('textarea') private textarea!: HTMLTextAreaElement | null; // null while read-only

  override focus(options?: FocusOptions): void {
    this.textarea?.focus(options);
  }

  override render(): TemplateResult {
    const { strings } = this;
    if (this.readOnly) return html`<p class="note" part="read-only">${strings.readOnly}</p>`;
    return html`
      <p class="error" id="error" role="alert" ?hidden=${!this.error}>
        ${this.error ? strings.errors[this.error] : nothing}
      </p>
      <form part="composer" @submit=${this.#submit}>
        <textarea
          part="input"
          rows="1"
          .enterKeyHint=${'send'}
          dir="auto"
          aria-label=${strings.composerLabel}
          aria-describedby="error"
          aria-invalid=${this.error ? 'true' : 'false'}
          placeholder=${strings.composerPlaceholder}
          maxlength=${ifDefined(this.maxLength)}
          ?disabled=${this.disabled}
          .value=${live(this.value)}
          @input=${this.#input}
          @keydown=${this.#keydown}
        ></textarea>
        <button
          class="send"
          part="send"
          aria-label=${strings.send}
          ?disabled=${!this.#canSend}
          title=${ifDefined(this.waiting ? strings.connecting : undefined)}
        >
          <svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
            <path
              d="M3.1 2.2a.8.8 0 0 0-1.1 1l2 5.8 7 1-7 1-2 5.8a.8.8 0 0 0 1.1 1l14.4-7a.9.9 0 0 0 0-1.6z"
            />
          </svg>
        </button>
      </form>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.#fit();
  }

  /** As high as its text, within what the styles allow. */
  #fit(): void {
    const { textarea } = this;
    if (!textarea) return;
    textarea.style.blockSize = 'auto';
    textarea.style.blockSize = `${String(textarea.scrollHeight + 2)}px`;
  }

  get #canSend(): boolean {
    return !this.disabled && !this.waiting && this.value.trim() !== '';
  }

  #input(event: Event): void {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.error = undefined;
  }

  #keydown(event: KeyboardEvent): void {
    // While an input method composes, Enter takes its suggestion. Safari ends the composition before the
    // keydown, and only its key code 229 tells.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    this.#send();
  }

  #submit(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.#send();
  }

  #send(): void {
    if (!this.#canSend) return;
    if (!this.dispatchEvent(new ComposerSubmitEvent(this.value))) return;
    this.value = '';
    this.error = undefined;
    this.focus();
  }
}

define('momento-chat-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-composer': Composer;
  }
}
