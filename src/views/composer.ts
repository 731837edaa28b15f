import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { isBlank } from '../blank.js';
import { FocusKeeper } from '../controllers/focus-keeper.js';
import { VisualViewportController } from '../controllers/visual-viewport.js';
import type { ChatErrorCode } from '../errors.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import { textBytes } from '../message.js';
import { NativeEvent } from '../natives.js';
import { composerStyles } from './composer.styles.js';
import { define } from './define.js';
import { sharedStyles } from './shared.styles.js';

/** With fewer bytes left than this, they are counted down. */
const NEAR_LIMIT = 400;

/** Where the countdown is spoken. At every key, nobody could write for all the talking. */
const SPOKEN_BELOW = [NEAR_LIMIT, 100, 20, 0];

/** A code unit takes no more, in bytes: as `\u0001`. */
const MAX_UNIT_BYTES = 6;

/** The visitor wants to send `text`. Cancelled by whoever cannot take it: the composer then keeps the text. */
export class ComposerSubmitEvent extends NativeEvent {
  constructor(readonly text: string) {
    super('submit', { cancelable: true });
  }
}

/**
 * Where the visitor writes. There is no `<form>`: browsers stop the `submit` of a form inside another one, and the
 * host's own controls may have one.
 *
 * @fires submit - a {@link ComposerSubmitEvent}
 * @fires focus-lost - nothing can be written any more, and the focus was in the text
 *
 * @slot actions - the host's own controls, before the send button
 *
 * @csspart composer - all that looks like the field
 * @csspart input - the text, inside it
 * @csspart counter - how much may still be written, near the limit
 * @csspart send - the send button
 * @csspart composer-error - why the text was not taken
 * @csspart read-only - stands in place of it where nothing can be written
 */
export class Composer extends LitElement {
  static override styles = [sharedStyles, composerStyles];

  @property({ attribute: false }) strings: Strings = en;
  @property({ type: Boolean, attribute: false }) readOnly = false;
  /** The chat is over. */
  @property({ type: Boolean, attribute: false }) ended = false;
  /** Nothing can be written for now. What is written stays. */
  @property({ type: Boolean, attribute: false }) disabled = false;
  /** Why it is disabled, in the visitor's words. */
  @property({ attribute: false }) reason: string | undefined;
  /** The chat is still on its way in: text can be written, and not yet sent. */
  @property({ type: Boolean, attribute: false }) waiting = false;
  /** UTF-16 code units, as textareas count. */
  @property({ attribute: false }) maxLength: number | undefined;
  /** What the text may take, in bytes as `textBytes` counts them. More can be written, and not sent. */
  @property({ attribute: false }) maxBytes: number | undefined;
  /** Why the text as it stands was not taken. */
  @property({ attribute: false }) error: ChatErrorCode | undefined;
  @property({ attribute: false }) value = '';

  @query('textarea') private textarea!: HTMLTextAreaElement | null; // null while read-only

  /** Bytes that may still be written; infinite far from the limit. */
  #left = Infinity;
  #spoken = '';
  /** Whether the text ends in a word that an input method may still change. */
  #composing = false;

  constructor() {
    super();
    new VisualViewportController(this, { reveal: true });
    new FocusKeeper(this, () => this.dispatchEvent(new NativeEvent('focus-lost')));
  }

  override focus(options?: FocusOptions): void {
    this.textarea?.focus(options);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') && !changed.has('maxBytes')) return;
    const { maxBytes = Infinity, strings, value } = this;
    const before = stretchOf(this.#left);
    // Short texts, which nearly all are, are not measured at all.
    const isFar = value.length * MAX_UNIT_BYTES <= maxBytes - NEAR_LIMIT;
    this.#left = isFar ? Infinity : maxBytes - textBytes(value);
    const stretch = stretchOf(this.#left);
    if (stretch !== before) this.#spoken = stretch ? strings.bytesLeft(this.#left) : '';
  }

  override render(): TemplateResult {
    const { strings, value } = this;
    if (this.ended || this.readOnly) {
      const note = this.ended ? strings.ended : strings.readOnly;
      return html`<p class="line read-only" part="read-only">${note}</p>`;
    }
    const isOver = this.#left < 0;
    return html`
      <div id="error" role="alert">
        ${
          this.error
            ? html`<p class="line error" part="composer-error">${strings.errors[this.error]}</p>`
            : nothing
        }
      </div>
      <p class="line" id="note" ?hidden=${!this.disabled && (!this.waiting || value === '')}>
        ${this.#obstacle}
      </p>
      <div class="field" part="composer">
        <div class="text" data-text=${value}>
          <textarea
            part="input"
            rows="1"
            .enterKeyHint=${'send'}
            dir=${ifDefined(value ? 'auto' : undefined)}
            aria-label=${strings.composerLabel}
            aria-describedby="error note counter"
            aria-invalid=${this.error || isOver ? 'true' : 'false'}
            placeholder=${strings.composerPlaceholder}
            maxlength=${ifDefined(this.maxLength)}
            ?disabled=${this.disabled}
            .value=${live(value)}
            @input=${this.#input}
            @keydown=${this.#keydown}
          ></textarea>
          <span
            class=${isOver ? 'counter over' : 'counter'}
            part="counter"
            id="counter"
            aria-hidden="true"
            ?hidden=${this.#left >= NEAR_LIMIT}
            >${this.#left < NEAR_LIMIT ? strings.bytesLeft(this.#left) : nothing}</span
          >
        </div>
        <div class="end">
          <slot name="actions"></slot>
          <button
            class="send"
            part="send"
            aria-label=${strings.send}
            aria-describedby="note"
            ?disabled=${!this.#canSend || isOver}
            @click=${this.#click}
          >
            <svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
              <path
                d="M3.1 2.2a.8.8 0 0 0-1.1 1l2 5.8 7 1-7 1-2 5.8a.8.8 0 0 0 1.1 1l14.4-7a.9.9 0 0 0 0-1.6z"
              />
            </svg>
          </button>
        </div>
      </div>
      <span class="visually-hidden" role="status">${this.#spoken}</span>
    `;
  }

  /** What stands between the visitor and sending, other than the text. */
  get #obstacle(): string | typeof nothing {
    const { strings } = this;
    if (this.disabled) return this.reason ?? strings.disconnected;
    return this.waiting ? strings.connecting : nothing;
  }

  get #canSend(): boolean {
    return !this.disabled && !this.waiting && !isBlank(this.value);
  }

  #input(event: InputEvent): void {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.error = undefined;
    this.#composing = event.isComposing;
  }

  #keydown(event: KeyboardEvent): void {
    // While an input method composes, Enter takes its suggestion. Safari ends the composition before the
    // keydown, and only its key code 229 tells.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    this.#send();
  }

  #click(): void {
    // The button may be tapped in mid-word. The word is finished first, or the input method would write it once
    // more into the field that has just been emptied.
    if (this.#composing) this.textarea?.blur();
    this.#send();
    this.focus();
  }

  #send(): void {
    if (!this.#canSend) return;
    if (this.#left < 0) {
      this.error = 'message-too-long';
      return;
    }
    if (!this.dispatchEvent(new ComposerSubmitEvent(this.value))) return;
    this.value = '';
    this.error = undefined;
  }
}

/** How many of the marks at which the countdown is spoken have been passed. */
function stretchOf(left: number): number {
  return SPOKEN_BELOW.filter((mark) => left < mark).length;
}

define('momento-chat-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-composer': Composer;
  }
}
