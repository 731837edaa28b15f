import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { keyed } from 'lit/directives/keyed.js';
import { isBlank } from '../protocol/blank.js';
import { FocusKeeper } from './controllers/focus-keeper.js';
import { VisualViewportController } from './controllers/visual-viewport.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import { textBytes } from '../protocol/limits.js';
import { NativeEvent } from '../dom/natives.js';
import { composerStyles } from './composer.styles.js';
import { define } from './define.js';
import { sharedStyles } from './shared.styles.js';

/** With fewer bytes or characters left than this, they are counted down. */
const NEAR_LIMIT = 400;

/** Of a short limit in characters, only the last part is counted down. */
const LAST_PART = 0.2;

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
  /** In UTF-16 code units. More can be written, and not sent: what is pasted is for the visitor to shorten. */
  @property({ attribute: false }) maxLength = Infinity;
  /** What the text may take, in bytes as `textBytes` counts them. More can be written, and not sent. */
  @property({ attribute: false }) maxBytes: number | undefined;
  /** Why the text as it stands was not taken. */
  @property({ attribute: false }) error: ChatErrorCode | undefined;
  @property({ attribute: false }) value = '';

  /** Each has a textarea of its own: browsers undo what was typed even where a program has emptied it since. */
  @state() private generation = 0;

  @query('textarea') private textarea!: HTMLTextAreaElement | null; // null while read-only

  /** Bytes or characters that may still be written, of what runs out first; infinite far from the limit. */
  #left = Infinity;
  /** Whether `#left` is in characters. */
  #inCharacters = false;
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

  /** Empties it, and leaves nothing that could be undone. */
  clear(): void {
    this.value = '';
    this.generation += 1;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') && !changed.has('maxBytes') && !changed.has('maxLength')) return;
    const { maxBytes = Infinity, maxLength, value } = this;
    const before = stretchOf(this.#left);
    // Short texts, which nearly all are, are not measured at all.
    const isFar = value.length * MAX_UNIT_BYTES <= maxBytes - NEAR_LIMIT;
    const bytes = isFar ? Infinity : maxBytes - textBytes(value);
    const characters = maxLength - value.length;
    const isNear = characters < Math.min(NEAR_LIMIT, maxLength * LAST_PART);
    this.#inCharacters = isNear && characters < bytes;
    this.#left = this.#inCharacters ? characters : bytes;
    const stretch = stretchOf(this.#left);
    if (stretch !== before) this.#spoken = stretch ? this.#countdown : '';
  }

  override updated(): void {
    // Not by the template, which knows nothing of what was typed.
    if (this.textarea && this.textarea.value !== this.value) this.textarea.value = this.value;
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
      <div class="field" part="composer" @mousedown=${this.#keepFocus}>
        <div class="text" data-text=${value}>
          ${keyed(
            this.generation,
            html`<textarea
              part="input"
              rows="1"
              .enterKeyHint=${writesByTouch() ? 'enter' : 'send'}
              dir=${ifDefined(value ? 'auto' : undefined)}
              aria-label=${strings.composerLabel}
              aria-describedby="error note counter"
              aria-invalid=${this.error || isOver ? 'true' : 'false'}
              placeholder=${strings.composerPlaceholder}
              ?disabled=${this.disabled}
              @input=${this.#input}
              @keydown=${this.#keydown}
            ></textarea>`,
          )}
          <span
            class=${isOver ? 'counter over' : 'counter'}
            part="counter"
            id="counter"
            aria-hidden="true"
            ?hidden=${this.#left >= NEAR_LIMIT}
            >${this.#left < NEAR_LIMIT ? this.#countdown : nothing}</span
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

  get #countdown(): string {
    const { bytesLeft, charactersLeft } = this.strings;
    return (this.#inCharacters ? charactersLeft : bytesLeft)(this.#left);
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
    if (writesByTouch() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  }

  /** Without the focus in the text, a phone's keyboard would close at each message, and open again. */
  #keepFocus(event: MouseEvent): void {
    const { target } = event;
    // The host's own controls are not inside the root, and may need the focus.
    if (target !== this.textarea && this.renderRoot.contains(target as Node)) {
      event.preventDefault();
    }
  }

  #click(): void {
    const other = this.#composing ? this.#finishWord() : undefined;
    // First: where the page puts it when it hears of the message, it stays.
    this.focus();
    this.#send();
    other?.remove();
  }

  /**
   * The button may be tapped in mid-word. Without this, the input method would write the word once more into the field
   * that has just been emptied. Another field gets the focus in between: it ends the word, and leaves the keyboard open.
   */
  #finishWord(): HTMLElement | undefined {
    const other = this.textarea?.cloneNode() as HTMLElement | undefined;
    if (other) this.textarea?.after(other);
    other?.focus();
    return other;
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

/** The keyboards of phones have no other key for a line break, and there is a button to send with. */
function writesByTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
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
