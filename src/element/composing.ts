import { roomForText } from '../core/outbox/outbox-entry.js';
import { ChatError, type ChatErrorCode } from '../protocol/errors.js';
import type { Person } from '../protocol/chat-user.js';
import { toJson } from '../protocol/json.js';
import { readMentions } from '../protocol/mentions.js';
import { isRemoved, type MessageDetails } from '../protocol/message.js';
import { peopleIn } from '../views/chosen-people.js';
import { ComposerSubmitEvent, type Composer } from '../views/composer.js';
import type { ComposerTarget } from '../views/composer-target.js';
import type { ConversationProps } from '../views/conversation.js';
import { plainText } from '../views/message-text.js';
import { MomentoChatErrorEvent } from './events.js';
import type { Draft, DraftField } from './memory/draft.js';
import { toLimit, type MessageRights } from './message-rights.js';
import type { WritingElement } from './writing-element.js';

/** In UTF-16 code units: one line shows less. */
const MAX_EXCERPT = 200;

/** What the composer writes: a message, an answer, or the new text of a message. */
export class Composing implements DraftField {
  readonly #host: WritingElement;
  readonly #rights: MessageRights;
  /** Keeps the draft over a reload. */
  readonly #memory: Draft;
  /** Null before the first render. */
  readonly #composer: () => Composer | null;
  readonly #nameOf: (id: string) => string | undefined;
  #aim: { readonly mode: ComposerTarget['mode']; readonly id: string } | undefined;
  /** The text that was there before an edit began. */
  #draft = '';
  /** Those whom it mentions. */
  #draftPeople: readonly Person[] = [];
  #error: ChatErrorCode | undefined;

  constructor(
    host: WritingElement,
    rights: MessageRights,
    draft: Draft,
    composer: () => Composer | null,
    nameOf: (id: string) => string | undefined,
  ) {
    this.#host = host;
    this.#memory = draft;
    this.#rights = rights;
    this.#composer = composer;
    this.#nameOf = nameOf;
  }

  /** The composer as it is to be rendered. */
  get view(): Omit<ConversationProps['composer'], 'people'> {
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
      ...readMentions(this.#composer()?.mentions, this.#composer()?.value ?? ''),
    };
  }

  /** The draft: while a message is edited, the text before. */
  get value(): string {
    return this.#isEditing ? this.#draft : (this.#composer()?.value ?? '');
  }

  set value(text: string) {
    if (this.#isEditing) this.#draft = text;
    else this.#write(text);
  }

  clear(): void {
    this.#draft = '';
    this.#aim = undefined;
    this.#composer()?.clear();
    this.#host.requestUpdate();
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
    this.#draft = this.value;
    this.#draftPeople = this.#composer()?.chosen ?? [];
    this.#begin('edit', messageId);
    this.#write(message.text, peopleIn(message));
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
    const draft = this.#isEditing ? this.#draft : undefined;
    this.#aim = undefined;
    if (draft !== undefined) this.#write(draft, this.#draftPeople);
    this.forgive();
  };

  /** Ends an edit or reply that has become impossible: the message may have been removed. Called for each update of the host. */
  check(): void {
    const message = this.#target?.message;
    if (this.#aim && (!message || isRemoved(message))) this.cancel();
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
    const options = { replyTo: aim?.id, mentions };
    const isSent = this.attempt(() => this.#host.send(text, options) !== undefined);
    if (!isSent) return event.preventDefault();
    this.#aim = undefined;
    this.#memory.clear();
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

  #begin(mode: ComposerTarget['mode'], id: string): void {
    this.#aim = { mode, id };
    this.forgive();
    this.#host.focus();
  }

  #write(text: string, chosen: readonly Person[] = []): void {
    const composer = this.#composer();
    if (composer) Object.assign(composer, { value: text, chosen });
  }
}
