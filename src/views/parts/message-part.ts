import type { nothing, TemplateResult } from 'lit';
import type { Strings } from '../../localization/strings.js';
import type { ChatMessage, MessageAuthor } from '../../protocol/message.js';
import type { FilesView } from '../attachments/files-view.js';
import type { MessageItem } from '../message-items.js';

/** What every row of the list is rendered with. */
export interface MessageItemContext {
  readonly strings: Strings;
  readonly formatTime: (epochMs: number) => string;
  readonly formatDay: (epochMs: number) => string;
  /** Whether the chat is closed: nothing can be sent any more. */
  readonly ended: boolean;
  /** What to show in a bubble in place of the text; undefined: the text. */
  readonly renderBody: (message: ChatMessage) => unknown;
  /** The URL of an author's picture, if it may be loaded. */
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
  /** The name of today of the user with this id, as far as it is known. */
  readonly nameOf: (id: string) => string | undefined;
  /** What brings the files of messages; undefined until its module is loaded, which this asks for. */
  readonly filesOf: () => FilesView | undefined;
  /** What each message is rendered from, in order. */
  readonly parts: readonly MessagePart[];
  /** The visitor's id, as far as it is known. */
  readonly ownId: string | undefined;
  /** Whether messages can be reacted to, edited and removed. */
  readonly canRelate: boolean;
  /** Whether markers in a text make it bold, italic, struck or code. */
  readonly formatted: boolean;
  /** The message with this id, if it is loaded. */
  readonly find: (id: string) => ChatMessage | undefined;
  /** Asks for an action, as a `MessageActionEvent` of the list. */
  readonly act: (action: string, messageId: string, detail?: string) => void;
}

/** Renders one piece of a message, or nothing where the message has no such piece. */
export type MessagePart = (
  item: MessageItem,
  context: MessageItemContext,
) => TemplateResult | typeof nothing;
