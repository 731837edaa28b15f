import type { Attachment } from '../protocol/attachments.js';
import type { ChatError } from '../protocol/errors.js';
import { keepMentions, readMentions } from '../protocol/mentions.js';
import type { ChatMessage, Mention } from '../protocol/message.js';
import { NativeEvent } from '../dom/natives.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';

/** Public events bubble and cross shadow boundaries, so that a page can listen anywhere above the element. */
const PUBLIC: EventInit = { bubbles: true, composed: true };

/** A new live message of another author. History and the visitor's own messages do not fire it. */
export class MomentoChatMessageEvent extends NativeEvent {
  constructor(readonly message: ChatMessage) {
    super('momento-chat-message', PUBLIC);
  }
}

/** A new live message of another author names the visitor. Its `momento-chat-message` has been fired before. */
export class MomentoChatMentionEvent extends NativeEvent {
  constructor(readonly message: ChatMessage) {
    super('momento-chat-mention', PUBLIC);
  }
}

/** The visitor has sent a message: it is shown, and queued. */
export class MomentoChatSendEvent extends NativeEvent {
  constructor(readonly message: ChatMessage) {
    super('momento-chat-send', PUBLIC);
  }
}

/** Something is about to be done by the visitor or a program. Cancelled, it is not done. */
class CancelableEvent extends NativeEvent {
  constructor(name: string) {
    super(`momento-chat-${name}`, { ...PUBLIC, cancelable: true });
  }
}

class BeforeWritingEvent extends CancelableEvent {
  #text: string;
  #mentions: readonly Mention[];

  constructor(name: string, text: string, mentions: unknown) {
    super(name);
    this.#text = text;
    this.#mentions = readMentions(mentions, text).mentions ?? [];
  }

  /** The people whom the text names. Of a text that is replaced they are those who are still named at the same place. */
  get mentions(): readonly Mention[] {
    return this.#mentions;
  }

  /** May be replaced by the text to be sent. */
  get text(): string {
    return this.#text;
  }

  set text(value: string) {
    // Hosts need not be written in TypeScript, and the text is sent to all participants.
    if (typeof value !== 'string') {
      throw new TypeError('unable to replace the text of a message; it must be a string.');
    }
    this.#mentions = keepMentions(this, value).mentions ?? [];
    this.#text = value;
  }
}

/**
 * The visitor, or a program, is about to send a message. Cancelled, it is not sent, and the composer keeps its
 * text; `text` may be replaced by the text to be sent.
 */
export class MomentoChatBeforeSendEvent extends BeforeWritingEvent {
  constructor(
    text: string,
    /** The id of the message that it answers. */
    readonly replyTo?: string,
    mentions?: readonly Mention[],
    /** The files that go with the text. */
    readonly attachments: readonly Attachment[] = [],
  ) {
    super('before-send', text, mentions);
  }
}

/** The visitor, or a program, is about to edit an own message: `text` is the new text, and may be replaced. */
export class MomentoChatBeforeEditEvent extends BeforeWritingEvent {
  constructor(
    /** The message as it is. */
    readonly message: ChatMessage,
    text: string,
    mentions?: readonly Mention[],
  ) {
    super('before-edit', text, mentions);
  }
}

/** The visitor, or a program, is about to react to a message with an emoji, or, without `on`, to take that back. */
export class MomentoChatBeforeReactEvent extends CancelableEvent {
  constructor(
    readonly message: ChatMessage,
    /** With which the visitor reacts. */
    readonly emoji: string,
    /** False: the reaction is taken back. */
    readonly on: boolean,
  ) {
    super('before-react');
  }
}

/** The visitor, or a program, is about to remove a message for everybody: an own one, or any one as a moderator. */
export class MomentoChatBeforeRemoveEvent extends CancelableEvent {
  constructor(readonly message: ChatMessage) {
    super('before-remove');
  }
}

/** The visitor, or a program, reports a message of another author. Cancelled, the visitor is not told that it was done. */
export class MomentoChatReportEvent extends CancelableEvent {
  constructor(readonly message: ChatMessage) {
    super('report');
  }
}

/** The launcher's panel or the overlay has been opened: by the visitor, by a program, or as before a reload. */
export class MomentoChatOpenEvent extends NativeEvent {
  constructor() {
    super('momento-chat-open', PUBLIC);
  }
}

/** The launcher's panel or the overlay has been closed. */
export class MomentoChatCloseEvent extends NativeEvent {
  constructor() {
    super('momento-chat-close', PUBLIC);
  }
}

/** `count` messages of others have not been read. */
export class MomentoChatUnreadChangeEvent extends NativeEvent {
  constructor(
    /** How many messages are unread. */
    readonly count: number,
  ) {
    super('momento-chat-unread-change', PUBLIC);
  }
}

/** `typing`, `present` or `readersOf()` of the chat have changed. */
export class MomentoChatActivityChangeEvent extends NativeEvent {
  constructor() {
    super('momento-chat-activity-change', PUBLIC);
  }
}

/** The connection's status has changed. */
export class MomentoChatStatusChangeEvent extends NativeEvent {
  constructor(readonly status: ConnectionStatus) {
    super('momento-chat-status-change', PUBLIC);
  }
}

/** An operation failed: `error.code` names the fault, `error.message` says why and what to do. */
export class MomentoChatErrorEvent extends NativeEvent {
  constructor(readonly error: ChatError) {
    super('momento-chat-error', PUBLIC);
  }
}

declare global {
  interface HTMLElementEventMap {
    'momento-chat-message': MomentoChatMessageEvent;
    'momento-chat-mention': MomentoChatMentionEvent;
    'momento-chat-send': MomentoChatSendEvent;
    'momento-chat-before-send': MomentoChatBeforeSendEvent;
    'momento-chat-before-react': MomentoChatBeforeReactEvent;
    'momento-chat-before-edit': MomentoChatBeforeEditEvent;
    'momento-chat-before-remove': MomentoChatBeforeRemoveEvent;
    'momento-chat-report': MomentoChatReportEvent;
    'momento-chat-open': MomentoChatOpenEvent;
    'momento-chat-close': MomentoChatCloseEvent;
    'momento-chat-unread-change': MomentoChatUnreadChangeEvent;
    'momento-chat-activity-change': MomentoChatActivityChangeEvent;
    'momento-chat-status-change': MomentoChatStatusChangeEvent;
    'momento-chat-error': MomentoChatErrorEvent;
  }
}
