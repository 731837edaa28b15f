import type { ReactiveElement, TemplateResult } from 'lit';
import { activeElement, hasFocus } from '../../dom/active-element.js';
import { writesByTouch } from '../../dom/writes-by-touch.js';
import type { Strings } from '../../localization/strings.js';
import { MAX_ANSWER_LENGTH, MAX_ANSWERS, type PreChatAnswers } from '../../protocol/answers.js';
import type { ChatError as Fault } from '../../protocol/errors.js';
import { adopt } from '../actions/adopt.js';
import { ChatError, html, nothing } from '../actions/borrowed.js';
import { fieldView } from './field-view.js';
import { errorIn, fieldsOf, type Field, type FieldName } from './fields.js';
import { answersIn, complain } from './form-answers.js';
import { preChatStyles } from './styles.js';
import { preChatStrings, type PreChatStrings } from './words.js';

/** The chat, as far as the questions need it. */
export type PreChatHost = ReactiveElement & {
  /** Undefined, null: nothing is asked. Templates set either. */
  readonly preChat: string | null | undefined;
  readonly away: boolean;
  readonly opened: boolean;
  readonly variant: string;
  readonly session: object | undefined;
  readonly status: string;
};

/** The visitor was not let in. */
export interface Refused {
  readonly error: Fault;
  /** The fields begin with these. */
  readonly answers: PreChatAnswers;
}

/** The questions before a chat: the built-in ones, or the page's own form in their place. */
export class PreChatForm {
  readonly #host: PreChatHost;
  readonly #take: (answers: PreChatAnswers) => void;
  readonly #report: (error: Fault) => void;
  #preChat: string | undefined;
  #fields: readonly Field[] = [];
  /** The words under fields, by their names. */
  #errors: ReadonlyMap<FieldName, string> = new Map();
  #strings!: PreChatStrings;
  /** Whether the chat is being entered with the form's answers. */
  #isBusy = false;
  /** The refusal that the visitor has seen, and the one that they have answered. */
  #refused: Refused | undefined;
  #settled: Refused | undefined;
  #isChecked = false;

  constructor(
    host: PreChatHost,
    take: (answers: PreChatAnswers) => void,
    report: (error: Fault) => void,
  ) {
    this.#host = host;
    this.#take = take;
    this.#report = report;
    adopt(host, preChatStyles);
  }

  /** Tells the developer that what the page has set is no answers. */
  blame(): void {
    const message = `unable to take preChatAnswers; they are at most ${String(MAX_ANSWERS)} texts of ${String(MAX_ANSWER_LENGTH)} characters by name, 4,096 bytes in all.`;
    this.#report(new ChatError('configuration-invalid', message));
  }

  /** Whether it stays although it is answered: until the chat is there, or has something else to say. */
  holds(): boolean {
    if (!this.#isBusy) return false;
    const { session, status } = this.#host;
    if (!session && status !== 'failed' && status !== 'reconnecting') return true;
    this.#isBusy = false;
    this.#passFocus();
    return false;
  }

  /** Focuses the first field. A visitor who has gone elsewhere while the form was loaded stays there. */
  focus(options?: FocusOptions): void {
    const { variant, updateComplete } = this.#host;
    const isLate = !this.#slot;
    void updateComplete.then(() => {
      const slot = this.#slot;
      // Over a game, the game has the focus until then.
      const isElsewhere = isLate && variant !== 'overlay' && activeElement() !== undefined;
      // A field that has it keeps it.
      if (!slot || hasFocus(slot) || (isElsewhere && !hasFocus(this.#host))) return;
      for (const field of this.#controls) {
        field.focus(options);
        if (hasFocus(field)) return;
      }
    });
  }

  render(strings: Strings, refused: Refused | undefined): TemplateResult {
    const words = (this.#strings = preChatStrings(strings));
    const { preChat } = this.#host;
    if (typeof preChat === 'string' && preChat !== this.#preChat) this.#ask(preChat);
    if (refused !== this.#refused) this.#tell(refused);
    const isBusy = this.#isBusy;
    const shown = refused === this.#settled ? undefined : refused;
    const reason = shown && (shown.error.reason ?? strings.errors[shown.error.code]);
    return html`<div class="pre-chat" part="pre-chat" role="group" aria-label=${words.preChat}>
      <div class="questions" aria-busy=${isBusy ? 'true' : 'false'}>
        <slot name="greeting"></slot>
        ${
          this.#host.away
            ? html`<div class="away" part="away"><slot name="away">${strings.away}</slot></div>`
            : nothing
        }
        <div class="refusal" role="alert">
          ${reason ? html`<p>${reason} ${words.preChatCheck}</p>` : nothing}
        </div>
        <slot name="pre-chat" @submit=${this.#submit}>${this.#form(words)}</slot>
        <span class="visually-hidden" role="alert">${[...this.#errors.values()].join(' ')}</span>
        <span class="visually-hidden" role="status"
          >${isBusy ? words.preChatStarting : nothing}</span
        >
      </div>
    </div>`;
  }

  #form(words: PreChatStrings): TemplateResult | typeof nothing {
    if (this.#fields.length === 0) return nothing;
    const isBusy = this.#isBusy;
    const answers = this.#refused?.answers;
    return html`<form novalidate @input=${this.#input}>
      ${this.#fields.map((field) =>
        fieldView(field, words, {
          error: this.#errors.get(field.name),
          answer: answers?.[field.name] ?? '',
          isBusy,
        }),
      )}
      <button class="start" part="pre-chat-submit" aria-disabled=${isBusy ? 'true' : 'false'}>
        ${
          isBusy
            ? html`<svg viewBox="0 0 20 20" aria-hidden="true">
                  <path d="M10 3a7 7 0 1 0 7 7" />
                </svg>
                ${words.preChatStarting}`
            : words.preChatStart
        }
      </button>
    </form>`;
  }

  /** The visitor was not let in. The reason is above the fields, which may have been scrolled through. */
  #tell(refused: Refused | undefined): void {
    this.#refused = refused;
    this.#isBusy = false;
    const { updateComplete, renderRoot } = this.#host;
    void updateComplete.then(() => {
      const scroller = renderRoot.querySelector('.pre-chat');
      if (scroller) scroller.scrollTop = 0;
    });
  }

  /** The page asks something. */
  #ask(preChat: string): void {
    this.#preChat = preChat;
    this.#errors = new Map();
    this.#fields = fieldsOf(preChat, (word) =>
      this.#complain(`pre-chat knows name, email and topic, and no "${word}"`),
    );
    // Without a question there is no way on.
    if (this.#fields.length > 0) return;
    void this.#host.updateComplete.then(() => {
      if (this.#slot?.assignedElements().length !== 0 || this.#isChecked) return;
      this.#isChecked = true;
      this.#complain('pre-chat names no question, and its slot has no form');
    });
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.#isBusy) return;
    const form = event.target as HTMLFormElement;
    const isOwn = form.getRootNode() === this.#host.renderRoot;
    if (isOwn && !this.#isValid()) return;
    const { answers, longest, fault } = answersIn(form, event.submitter);
    if (fault) this.#complain(`of the form in the slot pre-chat, ${fault}`);
    if (answers) this.#answer(answers);
    else complain(form, longest, this.#strings.preChatTooLong(MAX_ANSWER_LENGTH));
  };

  /** Says what is wrong, and leads to the first wrong field. */
  #isValid(): boolean {
    const errors = this.#errorsIn(this.#fields);
    this.#errors = errors;
    this.#host.requestUpdate();
    const [first] = errors.keys();
    if (!first) return true;
    void this.#host.updateComplete.then(() => this.#inputOf(first)?.focus());
    return false;
  }

  /** A field that is right now is no longer said to be wrong. A new error waits until the visitor has finished. */
  readonly #input = (): void => {
    if (this.#errors.size === 0) return;
    const wrong = this.#fields.filter(({ name }) => this.#errors.has(name));
    this.#errors = this.#errorsIn(wrong);
    this.#host.requestUpdate();
  };

  #errorsIn(fields: readonly Field[]): ReadonlyMap<FieldName, string> {
    const errors = new Map<FieldName, string>();
    for (const field of fields) {
      const input = this.#inputOf(field.name);
      const error = input && errorIn(field, input, this.#strings);
      if (error) errors.set(field.name, error);
    }
    return errors;
  }

  #inputOf(name: FieldName): HTMLInputElement | HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector(`#pre-chat-${name}`);
  }

  get #slot(): HTMLSlotElement | null {
    return this.#host.renderRoot.querySelector('slot[name="pre-chat"]');
  }

  /** What may take the focus: of the page's own form, or of the built-in one, in order. */
  get #controls(): readonly HTMLElement[] {
    const forms = this.#slot?.assignedElements({ flatten: true }) ?? [];
    return forms.flatMap((form) => [
      ...form.querySelectorAll<HTMLElement>('input, textarea, select, button'),
    ]);
  }

  #answer(answers: PreChatAnswers): void {
    this.#isBusy = true;
    this.#settled = this.#refused;
    this.#take(answers);
  }

  /** Once the chat is in its place: who writes goes on writing. */
  #passFocus(): void {
    const { updateComplete, renderRoot, opened } = this.#host;
    if (!opened || !this.#slot || !hasFocus(this.#slot)) return;
    void updateComplete.then(() => {
      // On phones the keyboard would cover half of the messages.
      if (!writesByTouch()) this.#host.focus();
      else renderRoot.querySelector<HTMLElement>('.close')?.focus();
    });
  }

  #complain(reason: string): void {
    this.#report(
      new ChatError('configuration-invalid', `unable to ask before the chat; ${reason}.`),
    );
  }
}
