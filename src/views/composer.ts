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
import { composerTargetStyles } from './composer-target.styles.js';
import { targetBar, type ComposerTarget } from './composer-target.js';
import { define } from './define.js';
import { sharedStyles } from './shared.styles.js';

/** The countdown shows below this number of bytes or characters left. */
const NEAR_LIMIT = 400;

/** For a short limit in characters, the countdown shows only in this last part of it. */
const LAST_PART = 0.2;

/** Screen readers hear the countdown at these marks only: at every key it would drown the text. */
const SPOKEN_BELOW = [NEAR_LIMIT, 100, 20, 0];

/** The most bytes that one code unit takes: escaped, as `\u0001`. */
const MAX_UNIT_BYTES = 6;

/** The visitor wants to send `text`. If a listener cancels the event, the composer keeps the text. */
export class ComposerSubmitEvent extends NativeEvent {
  constructor(readonly text: string) {
    super('submit', { cancelable: true });
  }
}

/**
 * The field to write in. It is no `<form>`: the host's own controls may have one, and browsers stop the `submit` of a
 * form inside another.
 *
 * @fires submit - a {@link ComposerSubmitEvent}
 * @fires cancel - the visitor no longer wants to answer, or edit, the target
 * @fires edit-last - the visitor wants to edit their last message
 * @fires focus-lost - the text had the focus, and is gone or disabled
 *
 * @slot actions - the host's own controls, before the send button
 *
 * @csspart composer - the field: the text and its buttons
 * @csspart input - the text, inside it
 * @csspart counter - how much may still be written, near the limit
 * @csspart send - the send button
 * @csspart composer-error - why the text was not taken
 * @csspart composer-target - the message that is answered or edited, above the field
 * @csspart read-only - the note in place of the field where nothing can be written
 */
export class Composer extends LitElement {
  static override styles = [sharedStyles, composerStyles, composerTargetStyles];

  @property({ attribute: false }) strings: Strings = en;
  @property({ type: Boolean, attribute: false }) readOnly = false;
  /** Whether the chat was closed. */
  @property({ type: Boolean, attribute: false }) ended = false;
  /** Whether nothing can be written for now. The text stays. */
  @property({ type: Boolean, attribute: false }) disabled = false;
  /** Why it is disabled, for the visitor. */
  @property({ attribute: false }) reason: string | undefined;
  /** Whether the chat is still connecting: text can be written, but not yet sent. */
  @property({ type: Boolean, attribute: false }) waiting = false;
  /** In UTF-16 code units. A longer text can be written, but not sent: the visitor shortens what they pasted. */
  @property({ attribute: false }) maxLength = Infinity;
  /** The limit in bytes, as `textBytes` counts them. A longer text can be written, but not sent. */
  @property({ attribute: false }) maxBytes: number | undefined;
  /** Why the current text was not accepted. */
  @property({ attribute: false }) error: ChatErrorCode | undefined;
  /** The message that the text answers, or replaces the text of. */
  @property({ attribute: false }) target: ComposerTarget | undefined;
  @property({ attribute: false }) value = '';

  /** A new generation gets a new textarea: in the old one, undo would bring back the text that a program cleared. */
  @state() private generation = 0;

  @query('textarea') private textarea!: HTMLTextAreaElement | null; // null while read-only

  /** Bytes or characters left, whichever limit is closer; infinite far from both. */
  #left = Infinity;
  /** Whether `#left` is in characters. */
  #inCharacters = false;
  #spoken = '';
  /** Whether an input method is still composing a word. */
  #composing = false;

  constructor() {
    super();
    new VisualViewportController(this, { reveal: true });
    new FocusKeeper(this, () => this.dispatchEvent(new NativeEvent('focus-lost')));
  }

  override focus(options?: FocusOptions): void {
    this.textarea?.focus(options);
  }

  /** Clears the text; undo cannot bring it back. */
  clear(): void {
    this.value = '';
    this.generation += 1;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') && !changed.has('maxBytes') && !changed.has('maxLength')) return;
    const { maxBytes = Infinity, maxLength, value } = this;
    const before = stretchOf(this.#left);
    // Nearly all texts are short: these are not measured at all.
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
    // Not set by the template: it does not know the text that was typed since.
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
      ${this.target ? targetBar(this.target, strings, this.#cancel) : nothing}
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
              aria-describedby="target error note counter"
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
            aria-label=${this.target?.mode === 'edit' ? strings.save : strings.send}
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

  /** Why nothing can be sent, apart from the text itself. */
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
    // While an input method composes, Enter accepts its suggestion. Safari ends the composition before the keydown
    // event: only the key code 229 shows that it was composing.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (this.#leadsElsewhere(event.key)) event.preventDefault();
    if (event.key !== 'Enter') return;
    if (writesByTouch() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  }

  /** Whether a key ends the answer or the edit, or begins to edit the last message. */
  #leadsElsewhere(key: string): boolean {
    if (key === 'Escape' && this.target) return this.#cancel();
    if (key !== 'ArrowUp' || this.target || this.value !== '') return false;
    return !this.dispatchEvent(new NativeEvent('edit-last', { cancelable: true }));
  }

  readonly #cancel = (): boolean => {
    this.focus();
    return this.dispatchEvent(new NativeEvent('cancel'));
  };

  /** Keeps the focus in the text: a phone's keyboard would otherwise close and open again at each message. */
  #keepFocus(event: MouseEvent): void {
    const { target } = event;
    // The host's own controls are outside the root. They may need the focus.
    if (target !== this.textarea && this.renderRoot.contains(target as Node)) {
      event.preventDefault();
    }
  }

  #click(): void {
    const other = this.#composing ? this.#finishWord() : undefined;
    // Before sending: a listener of the page may then move the focus elsewhere.
    this.focus();
    this.#send();
    other?.remove();
  }

  /**
   * Ends the word that an input method is composing when the button is tapped: it would otherwise write the word once
   * more into the cleared field. Moving the focus to another field ends the word and leaves the keyboard open.
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

/** Whether the main pointer is a finger. On-screen keyboards have no other key for a line break than Enter. */
function writesByTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** The number of countdown marks that have been passed. */
function stretchOf(left: number): number {
  return SPOKEN_BELOW.filter((mark) => left < mark).length;
}

define('momento-chat-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-composer': Composer;
  }
}
