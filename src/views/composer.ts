import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { keyed } from 'lit/directives/keyed.js';
import { isBlank } from '../protocol/blank.js';
import { writesByTouch } from '../dom/writes-by-touch.js';
import { FocusKeeper } from './controllers/focus-keeper.js';
import { VisualViewportController } from './controllers/visual-viewport.js';
import type { Person } from '../protocol/chat-user.js';
import type { ChatError, ChatErrorCode } from '../protocol/errors.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import { insertText } from '../dom/insert-text.js';
import { finishWord } from '../dom/finish-word.js';
import { NativeEvent } from '../dom/natives.js';
import { mentionsIn } from './chosen-people.js';
import { composerStyles } from './composer.styles.js';
import { actionsFor, loadedActions } from './actions-module.js';
import { ComposerSubmitEvent } from './composer-submit-event.js';
import { errorLine } from './composer-error.js';
import type { ComposerFiles } from './composer-files.js';
import type { ComposerTarget } from './composer-target.js';
import { Completions } from './completions.js';
import { Countdown } from './countdown.js';
import { define } from './define.js';
import { sendIcon } from './icons.js';
import type { PeopleSource } from './people-source.js';
import { sharedStyles } from './shared.styles.js';

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
 * @csspart people - the list of people to mention, above the field
 * @csspart person - one of them; also `active`
 * @csspart emojis - the list of emoji to complete a name by, above the field
 * @csspart emoji - one of them; also `active`
 * @csspart emoji-button - the button that opens all emoji
 * @csspart counter - how much may still be written, near the limit
 * @csspart send - the send button
 * @csspart composer-error - why the text was not taken
 * @csspart composer-target - the message that is answered or edited, above the field
 * @csspart read-only - the note in place of the field where nothing can be written
 */
export class Composer extends LitElement {
  static override styles = [sharedStyles, composerStyles];

  @property({ attribute: false }) strings: Strings = en;
  @property({ type: Boolean, attribute: false }) readOnly = false;
  /** Whether the chat was closed. */
  @property({ type: Boolean, attribute: false }) ended = false;
  /** Whether nothing can be written for now. The text stays. */
  @property({ type: Boolean, attribute: false }) disabled = false;
  /** Why nothing can be written or sent, for the visitor. */
  @property({ attribute: false }) reason: string | undefined;
  /** Whether the chat is still connecting: text can be written, but not yet sent. */
  @property({ type: Boolean, attribute: false }) waiting = false;
  /** For how long, where it is known: shown on the send button. */
  @property({ attribute: false }) wait: string | undefined;
  /** In UTF-16 code units. A longer text can be written, but not sent: the visitor shortens what they pasted. */
  @property({ attribute: false }) maxLength = Infinity;
  /** The limit in bytes, as `textBytes` counts them. A longer text can be written, but not sent. */
  @property({ attribute: false }) maxBytes: number | undefined;
  /** Why the current text was not accepted. */
  @property({ attribute: false }) error: ChatErrorCode | undefined;
  /** The message that the text answers, or replaces the text of. */
  @property({ attribute: false }) target: ComposerTarget | undefined;
  @property({ attribute: false }) value = '';
  /** The files beside the text; undefined where none can be sent. */
  @property({ attribute: false }) files: ComposerFiles | undefined;
  /** Those who can be mentioned. */
  @property({ attribute: false }) people: PeopleSource | undefined;
  /** Told where emoji cannot be loaded; undefined where none are offered. */
  @property({ attribute: false }) emoji: ((fault: ChatError) => void) | undefined;
  /** Those who were chosen from the list of people for the text. */
  chosen: readonly Person[] = [];

  /** A new generation gets a new textarea: in the old one, undo would bring back the text that a program cleared. */
  @state() private generation = 0;

  @query('textarea') private textarea!: HTMLTextAreaElement | null; // null while read-only

  readonly #countdown = new Countdown();
  readonly #completions = new Completions(this, {
    field: () => this.textarea,
    people: () => this.people,
    choose: (person, start) => this.#mention(person, start),
  });
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
    this.chosen = [];
    this.#completions.close();
    this.generation += 1;
  }

  /** Replaces the text for a program. Undo brings the one before back if the field has the focus. */
  replace(text: string): void {
    // The focus is not taken from the page: then there is no undo.
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('textarea:focus');
    if (field) this.#finishWord();
    this.value = text;
    this.error = undefined;
    this.#completions.close();
    if (field) insertText(field, text, 0, field.value.length);
  }

  /** Writes a text in place of what is selected, or of all from a place to the caret, as if it was typed. */
  insert(text: string, start?: number): void {
    const { textarea } = this;
    if (!textarea) return;
    this.#finishWord();
    insertText(textarea, text, start ?? textarea.selectionStart, textarea.selectionEnd);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') && !changed.has('maxBytes') && !changed.has('maxLength')) return;
    this.#countdown.measure(this.value, this.strings, this.maxLength, this.maxBytes);
  }

  override updated(): void {
    // Not set by the template: it does not know the text that was typed since.
    if (this.textarea && this.textarea.value !== this.value) this.textarea.value = this.value;
  }

  override render(): TemplateResult {
    const { strings, value } = this;
    if (this.ended || this.readOnly) {
      const note = this.ended ? strings.ended : (this.reason ?? strings.readOnly);
      return html`<p class="line read-only" part="read-only">${note}</p>`;
    }
    const { isOver, isNear, spoken } = this.#countdown;
    const { activeId } = this.#completions;
    return html`
      ${errorLine(this.error, strings)}
      <p
        class="line"
        id="note"
        ?hidden=${!this.disabled && (!this.waiting || !!this.wait || value === '')}
      >
        ${this.#obstacle}
      </p>
      ${this.target ? actionsFor(this)?.targetBar(this, this.target, strings, this.#cancel) : nothing}
      ${this.#files?.tray ?? nothing}
      <div class="field" part="composer" @mousedown=${this.#keepFocus}>
        ${this.#completions.render()}
        <div class="text">
          <div class="copy" .textContent=${`${value} `}></div>
          ${keyed(
            this.generation,
            html`<textarea
              part="input"
              rows="1"
              .enterKeyHint=${writesByTouch() ? 'enter' : 'send'}
              dir=${ifDefined(value ? 'auto' : undefined)}
              aria-label=${strings.composerLabel}
              aria-describedby="target error note counter"
              aria-autocomplete="list"
              aria-controls=${ifDefined(activeId && 'choices')}
              aria-activedescendant=${ifDefined(activeId)}
              aria-invalid=${this.error || isOver ? 'true' : 'false'}
              placeholder=${strings.composerPlaceholder}
              ?disabled=${this.disabled}
              @input=${this.#input}
              @keydown=${this.#keydown}
              @keyup=${this.#completions.follow}
              @click=${this.#completions.follow}
              @blur=${this.#completions.close}
            ></textarea>`,
          )}
          <span
            class=${isOver ? 'counter over' : 'counter'}
            part="counter"
            id="counter"
            aria-hidden="true"
            ?hidden=${!isNear}
            >${isNear ? this.#countdown.text(strings) : nothing}</span
          >
        </div>
        <div class="end">
          ${this.#files ? html`<div class="files">${this.#files.button}</div>` : nothing}
          ${
            this.emoji
              ? html`<div class="files emoji">${loadedActions()?.emojiButton(this)}</div>`
              : nothing
          }
          <slot name="actions"></slot>
          <button
            class="send"
            part="send"
            aria-label=${this.target?.mode === 'edit' ? strings.save : `${strings.send}${this.wait ? ` ${this.wait}` : ''}`}
            aria-describedby="note"
            ?disabled=${!this.#canSend || isOver}
            @click=${this.#click}
          >
            ${this.wait ?? sendIcon}
          </button>
        </div>
      </div>
      <span class="visually-hidden" role="status">${spoken}</span>
    `;
  }

  /** Why nothing can be sent, apart from the text itself. */
  get #obstacle(): string | typeof nothing {
    const { strings } = this;
    if (!this.disabled && !this.waiting) return nothing;
    return this.reason ?? (this.disabled ? strings.disconnected : strings.connecting);
  }

  get #canSend(): boolean {
    const state = this.#files?.state ?? 'none';
    if (this.disabled || this.waiting || state === 'busy') return false;
    return state === 'ready' || !isBlank(this.value);
  }

  /** An edit changes the text alone. */
  get #files(): ComposerFiles | undefined {
    return this.target?.mode === 'edit' ? undefined : this.files;
  }

  #input(event: InputEvent): void {
    const { value } = event.target as HTMLTextAreaElement;
    this.#composing = event.isComposing;
    // A program has written it, and needs not be told.
    if (value === this.value) return event.stopPropagation();
    this.value = value;
    this.error = undefined;
    this.#completions.update(event);
  }

  #keydown(event: KeyboardEvent): void {
    // While an input method composes, Enter accepts its suggestion. Safari ends the composition before the keydown
    // event: only the key code 229 shows that it was composing.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (this.#completions.press(event)) return;
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

  #mention(person: Person, start: number): void {
    const { textarea } = this;
    if (!textarea) return;
    this.chosen = [...this.chosen, person];
    const { value, selectionEnd } = textarea;
    const space = /\s/.test(value.charAt(selectionEnd)) ? '' : ' ';
    this.insert(`@${person.name}${space}`, start);
  }

  #click(): void {
    // Before sending: a listener of the page may then move the focus elsewhere.
    this.#finishWord();
    this.#send();
  }

  /** Ends the word that an input method is composing; the field has the focus then. */
  #finishWord(): void {
    const other = this.#composing && this.textarea ? finishWord(this.textarea) : undefined;
    this.focus();
    other?.remove();
  }

  #send(): void {
    if (!this.#canSend) return;
    if (this.#countdown.isOver) {
      this.error = 'message-too-long';
      return;
    }
    const { value } = this;
    if (!this.dispatchEvent(new ComposerSubmitEvent(value, mentionsIn(value, this.chosen)))) return;
    // A listener of the page may have written the next text by now.
    if (this.value === value) Object.assign(this, { value: '', chosen: [] });
    this.error = undefined;
    this.#completions.close();
  }
}

define('momento-chat-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-composer': Composer;
  }
}
