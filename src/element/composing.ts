import { roomForText } from '../core/outbox/outbox-entry.js';
import { readAttachments } from '../protocol/attachments.js';
import { ChatError, type ChatErrorCode } from '../protocol/errors.js';
import { isId } from '../protocol/ids.js';
import { toJson } from '../protocol/json.js';
import { readMentions } from '../protocol/mentions.js';
import { isRemoved, type MessageDetails } from '../protocol/message.js';
import { ownFields } from '../protocol/own-fields.js';
import { mentionsIn, peopleIn } from '../views/chosen-people.js';
import type { Composer } from '../views/composer.js';
import { ComposerSubmitEvent } from '../views/composer-submit-event.js';
import type { ComposerTarget } from '../views/composer-target.js';
import type { ConversationProps } from '../views/conversation.js';
import { plainText } from '../views/message-text.js';
import type { FilesController } from './controllers/files-controller.js';
import { MomentoChatErrorEvent } from './events.js';
import type { Draft, DraftField } from './memory/draft.js';
import { toLimit, type MessageRights } from './message-rights.js';
import type { WritingElement } from './writing-element.js';

/** In UTF-16 code units: one line shows less. */
const MAX_EXCERPT = 200;

type Text = Pick<Composer, 'value' | 'chosen'>;

/** What the composer writes: a message, an answer, or the new text of a message. */
export class Composing implements DraftField {
  readonly #host: WritingElement;
  readonly #rights: MessageRights;
  /** Keeps the draft over a reload. */
  readonly #memory: Draft;
  /** Null before the first render. */
  readonly #composer: () => Composer | null;
  readonly #nameOf: (id: string) => string | undefined;
  readonly #files: FilesController;
  #aim: { readonly mode: ComposerTarget['mode']; readonly id: string } | undefined;
  /** The draft while it is not in the composer: an edit is, or there is no composer yet. */
  readonly #aside: Text = { value: '', chosen: [] };
  /** The composer of the last update. */
  #last = this.#aside;
  #error: ChatErrorCode | undefined;

  constructor(
    host: WritingElement,
    rights: MessageRights,
    draft: Draft,
    composer: () => Composer | null,
    nameOf: (id: string) => string | undefined,
    files: FilesController,
  ) {
    this.#host = host;
    this.#memory = draft;
    this.#rights = rights;
    this.#composer = composer;
    this.#nameOf = nameOf;
    this.#files = files;
  }

  /** The composer as it is to be rendered. */
  get view(): Omit<ConversationProps['composer'], 'people' | 'emoji' | 'files'> {
    const { session, status, readOnly, ended, maxLength } = this.#host;
    return {
      readOnly: readOnly || session?.readOnly === true,
      ended,
      disabled: status === 'failed' && !session,
      waiting: !session,
      maxLength: toLimit(maxLength),
      maxBytes: session && roomForText(session.user, Date.now(), this.#details),
      error: this.#error,
      target: this.#target,
    };
  }

  get #target(): ComposerTarget | undefined {
    const aim = this.#aim;
    const message = this.#rights.find(aim?.id);
    if (!aim || !message) return undefined;
    const formatted = this.#host.formatting !== 'off';
    const excerpt = plainText(message, { formatted, nameOf: this.#nameOf }, MAX_EXCERPT);
    return { ...aim, message, excerpt, own: this.#rights.isOwn(message) };
  }

  /** What goes with the text, and takes its space. */
  get #details(): MessageDetails {
    const aim = this.#aim;
    return {
      ...(aim?.mode === 'reply' && { replyTo: { id: aim.id, order: Number.MAX_SAFE_INTEGER } }),
      ...mentioned(this.#shown),
      ...(aim?.mode !== 'edit' && this.#files.details),
    };
  }

  /** What is written now. */
  get text(): string {
    return this.#shown.value;
  }

  set text(value: string) {
    const text = toText(value);
    const composer = this.#composer();
    if (composer) composer.replace(text);
    else this.#aside.value = text;
    this.input();
  }

  get value(): string {
    const { value } = this.#draft;
    return value === this.#prefill ? '' : value;
  }

  get details(): object | undefined {
    const aim = this.#aim;
    const details = {
      ...mentioned(this.#draft),
      ...this.#files.details,
      ...(aim?.mode === 'reply' && { replyTo: aim.id }),
    };
    return Object.keys(details).length > 0 ? details : undefined;
  }

  restore(value = this.#draft.value, details: unknown): void {
    const { attachments, mentions, replyTo } = ownFields(details);
    this.#files.restore(readAttachments(attachments));
    const chosen = peopleIn({ text: value, ...readMentions(mentions, value) });
    Object.assign(this.#draft, { value, chosen });
    if (isId(replyTo)) this.#aim ??= { mode: 'reply', id: replyTo };
    this.#host.requestUpdate();
  }

  clear(): void {
    this.#aim = undefined;
    this.#files.take(this.#files.details);
    this.#composer()?.clear();
    this.restore(this.#prefill, undefined);
  }

  /** The page gives another text to start with. @param before the last one */
  prefill(before = ''): void {
    const draft = this.#draft;
    if (!draft.value || draft.value === toText(before)) draft.value = this.#prefill;
  }

  /** Called after each update of the host: the first one, and another variant, bring another composer. */
  carry(): void {
    const { value, chosen } = this.#last;
    const shown = (this.#last = this.#shown);
    Object.assign(shown, { value, chosen });
  }

  /** @returns whether the message can be answered */
  reply(messageId: string): boolean {
    const message = this.#rights.find(messageId);
    if (!message || !this.#rights.mayReply(message)) return false;
    this.cancel();
    this.#begin('reply', messageId);
    return true;
  }

  /** @returns whether the message can be edited */
  edit(messageId: string): boolean {
    const message = this.#rights.find(messageId);
    if (!message || !this.#rights.mayEdit(message)) return false;
    this.cancel();
    const { value, chosen } = this.#shown;
    Object.assign(this.#aside, { value, chosen });
    this.#begin('edit', messageId);
    Object.assign(this.#shown, { value: message.text, chosen: peopleIn(message) });
    return true;
  }

  /** Begins to edit the visitor's last message; cancels the event if there is one. */
  readonly editLast = (event: Event): void => {
    const own = this.#host.messages.filter((message) => this.#rights.mayEdit(message));
    const last = own.at(-1);
    if (last && this.edit(last.id)) event.preventDefault();
  };

  /** Ends an answer or an edit. The text of an answer stays, the text before an edit comes back. */
  readonly cancel = (): void => {
    if (this.#isEditing) Object.assign(this.#shown, this.#aside);
    this.#aim = undefined;
    this.input();
  };

  /** Ends an edit or reply that has become impossible: the message may have been removed. Called for each update of the host. */
  check(): void {
    const aim = this.#aim;
    const message = this.#rights.find(aim?.id);
    // The message that a restored draft answers may still be on its way.
    const isGone = message ? isRemoved(message) : aim?.mode === 'edit' || this.#rights.loaded;
    if (aim && isGone) this.cancel();
  }

  /** Clears the error. */
  forgive(): void {
    this.#error = undefined;
    this.#host.requestUpdate();
  }

  /** Called for every change of the text: clears the error of the last one. */
  readonly input = (): void => {
    this.forgive();
    this.#memory.keep();
  };

  /** A text that cannot be sent stays in the composer. */
  readonly submit = (event: Event): void => {
    // The submit event of a form that the page has put beside the send button comes here, too.
    if (!(event instanceof ComposerSubmitEvent)) return;
    const { text, mentions } = event;
    const aim = this.#aim;
    if (aim?.mode === 'edit') {
      event.preventDefault();
      const before = this.#target?.message;
      const isSame = before?.text === text && toJson(before.mentions ?? []) === toJson(mentions);
      if (isSame || this.attempt(() => this.#host.edit(aim.id, text, { mentions }))) this.cancel();
      return;
    }
    const options = { replyTo: aim?.id, mentions, ...this.#files.details };
    const isSent = this.attempt(() => this.#host.send(text, options) !== undefined);
    if (!isSent) return event.preventDefault();
    this.#aim = undefined;
    // A listener of the page may have written the next text by now.
    if (this.text === text) Object.assign(this.#shown, { value: '', chosen: [] });
    this.#memory.keep();
  };

  /** Does something for the visitor, who is told why it is not possible. @returns whether it was done */
  attempt(work: () => boolean): boolean {
    this.forgive();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      this.#error = error.code;
      this.#host.dispatchEvent(new MomentoChatErrorEvent(error));
      return false;
    }
  }

  get #isEditing(): boolean {
    return this.#aim?.mode === 'edit';
  }

  get #prefill(): string {
    return toText(this.#host.prefill);
  }

  get #shown(): Text {
    return this.#composer() ?? this.#aside;
  }

  get #draft(): Text {
    return this.#isEditing ? this.#aside : this.#shown;
  }

  #begin(mode: ComposerTarget['mode'], id: string): void {
    this.#aim = { mode, id };
    this.input();
    this.#host.focus();
  }
}

/** The people whom a text names, as messages have them. */
function mentioned({ value, chosen }: Text): MessageDetails {
  return readMentions(mentionsIn(value, chosen), value);
}

/** A text as a field has it. Templates set properties to anything. */
function toText(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
}
