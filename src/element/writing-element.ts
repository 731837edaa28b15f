import type { Changes } from '../core/changes.js';
import { readAttachments } from '../protocol/attachments.js';
import { isBlank } from '../protocol/blank.js';
import { ChatError } from '../protocol/errors.js';
import type { Attached } from '../files/attached.js';
import type { EditOptions, SendOptions } from '../protocol/message.js';
import { ownFields } from '../protocol/own-fields.js';
import {
  MomentoChatBeforeEditEvent,
  MomentoChatBeforeReactEvent,
  MomentoChatBeforeRemoveEvent,
  MomentoChatBeforeSendEvent,
  MomentoChatReportEvent,
  MomentoChatSendEvent,
} from './events.js';
import type { DraftField } from './memory/draft.js';
import type { Notice } from '../views/list-notes.js';
import { MessageRights, toLimit } from './message-rights.js';
import { RoomElement } from './room-element.js';

/** The room of a chat, as programs write to it: messages, and changes of messages. It has no views. */
export abstract class WritingElement extends RoomElement {
  /** @internal */
  protected readonly rights = new MessageRights(this, () => this.roomController.state);
  /** @internal */
  protected abstract override readonly composing: DraftField & {
    reply(messageId: string): boolean;
  };

  /**
   * Sends a message as the visitor, if no `momento-chat-before-send` listener objects.
   *
   * @returns the message's id; undefined for empty text without files, and where nothing can be sent (no room yet, read-only,
   *   called off)
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  send(text: string, options?: SendOptions): string | undefined {
    const { replyTo, mentions, ...rest } = ownFields<SendOptions>(options);
    const { attachments } = readAttachments(rest.attachments);
    const isEmpty = isBlank(text) && !attachments;
    if (this.readOnly || isEmpty || !this.session) return undefined;
    const intent = new MomentoChatBeforeSendEvent(text, replyTo, mentions, attachments);
    if (!this.dispatchEvent(intent)) return undefined;
    this.#checkLength(intent.text);
    const message = this.roomController.room?.send(intent.text, {
      replyTo,
      mentions: intent.mentions,
      attachments,
    });
    if (!message) return undefined;
    this.files.take(message);
    this.unread.settle();
    this.activity.typed(true);
    this.dispatchEvent(new MomentoChatSendEvent(message));
    return message.id;
  }

  /**
   * Takes files for the next message, as if the visitor had chosen them: they are above the composer, prepared and stored.
   * `send` takes them out again where its `attachments` are these.
   *
   * @returns the files that were taken, once all of them are prepared, and those that were refused; all are refused where the
   *   room takes none, or the visitor may not send them. It does not reject
   */
  attach(files: Iterable<File>): Promise<Attached> {
    return this.files.add(files);
  }

  /**
   * Reacts to a message with an emoji as the visitor, if no `momento-chat-before-react` listener objects.
   *
   * @param on false takes the reaction back; by default it is taken back if it is there
   * @returns whether it was done; false where it is not possible (no such message or emoji, `reactions="off"`,
   *   read-only, called off)
   * @throws ChatError `outbox-full`
   */
  react(messageId: string, emoji: string, on?: boolean): boolean {
    const message = this.rights.find(messageId);
    if (!message || !this.rights.mayReact(message)) return false;
    const isOn = on ?? !this.rights.hasReacted(message, emoji);
    const changes = this.#changesUnless(new MomentoChatBeforeReactEvent(message, emoji, isOn));
    return changes?.react(messageId, emoji, isOn) ?? false;
  }

  /**
   * Lets the visitor answer a message: its quote stands above the composer, which gets the focus.
   *
   * @returns whether it was done; false where it is not possible (no such message, read-only)
   */
  reply(messageId: string): boolean {
    return this.composing.reply(messageId);
  }

  /**
   * Replaces the text of the visitor's own message, if no `momento-chat-before-edit` listener objects.
   *
   * @returns whether it was done; false where it is not possible (not the visitor's, empty text, outside of
   *   `edit-window`, read-only, called off)
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  edit(messageId: string, text: string, options?: EditOptions): boolean {
    const message = this.rights.find(messageId);
    if (isBlank(text) || !message || !this.rights.mayEdit(message)) return false;
    const { mentions } = ownFields<EditOptions>(options);
    const intent = new MomentoChatBeforeEditEvent(message, text, mentions);
    const changes = this.#changesUnless(intent);
    if (!changes) return false;
    this.#checkLength(intent.text);
    return changes.edit(messageId, intent.text, { mentions: intent.mentions });
  }

  /**
   * Removes a message for everybody, if no `momento-chat-before-remove` listener objects: the visitor's own, and, where a server
   * decides, anybody's for a moderator.
   *
   * @returns whether it was done; false where it is not possible (not the visitor's and no moderator, outside of
   *   `delete-window`, read-only, called off)
   * @throws ChatError `outbox-full`
   */
  override remove(messageId: string): boolean;
  /** Removes the element itself from the page, as for every element. */
  override remove(): void;
  // Without an argument only: with an id that a program lacks, the whole chat would leave the page.
  override remove(...ids: readonly string[]): boolean | void {
    if (ids.length === 0) return super.remove();
    const message = this.rights.find(ids[0]);
    if (!message || !this.rights.mayRemove(message)) return false;
    const changes = this.#changesUnless(new MomentoChatBeforeRemoveEvent(message));
    return changes?.remove(message.id) ?? false;
  }

  /**
   * Reports a message of another author, as the visitor does by its menu: fires `momento-chat-report`, and says "Reported."
   * unless a listener cancels it.
   *
   * @returns whether it was done; false where it is not possible (no such message, the visitor's own, no `reports`, cancelled)
   */
  report(messageId: string): boolean {
    const message = this.rights.find(messageId);
    if (!message || !this.rights.mayReport(message)) return false;
    const isDone = this.dispatchEvent(new MomentoChatReportEvent(message));
    if (isDone) this.tellOutcome('reported');
    return isDone;
  }

  /**
   * Tells the visitor the outcome of an action.
   *
   * @internal
   */
  protected abstract tellOutcome(notice: Notice): void;

  /** What makes the change, unless a listener objects. */
  #changesUnless(intent: Event): Changes | undefined {
    return this.dispatchEvent(intent) ? this.roomController.room?.changes : undefined;
  }

  #checkLength(text: string): void {
    const maxLength = toLimit(this.maxLength);
    if (text.length <= maxLength) return;
    throw new ChatError(
      'message-too-long',
      `unable to send the message; it exceeds max-length, ${maxLength} characters.`,
    );
  }
}
