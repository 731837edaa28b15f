import type { Attachment } from './attachments.js';
import type { ChatError } from './errors.js';

/** The author of a message. */
export interface MessageAuthor {
  /** The user's id, where the writer gave one. */
  readonly id: string | undefined;
  /** A name to show. The writer chose it. */
  readonly name: string;
  /** Whether the service vouches for `id`: true for live messages published with a token that carries an id. */
  readonly verified: boolean;
  /** An http(s) URL of a picture. The writer chose it: load it only from a place where strangers store nothing. */
  readonly avatarUrl?: string;
}

/** The readers who reacted to a message with one emoji. */
export interface Reaction {
  readonly emoji: string;
  /** In the order in which they reacted. The names are those that the readers chose. */
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

/** A reference to a message: its text may change, or go, so none of it is copied. */
export interface MessageReference {
  readonly id: string;
  /** The message's place, so that it can be found in the history; undefined where it has none. */
  readonly order: number | undefined;
}

/** A person who is named in a text: `@` and the name, as it was when the text was written. */
export interface Mention {
  /** The user's id. */
  readonly id: string;
  /** Where it begins in the text, in UTF-16 code units. */
  readonly start: number;
  /** How long it is, with its `@`, in the same units. */
  readonly length: number;
}

/** A chat message as the widget and its host see it. */
export interface ChatMessage {
  readonly id: string;
  readonly text: string;
  readonly author: MessageAuthor;
  /** When it was sent by the sender's clock, in epoch ms. A claim: never sort by it. */
  readonly sentAt: number | undefined;
  /** The message that this one answers. */
  readonly replyTo?: MessageReference;
  /** The people whom the text names, in its order, without overlap; missing where it names none. */
  readonly mentions?: readonly Mention[];
  /** The files that go with the text, which may be empty then; missing where there are none. */
  readonly attachments?: readonly Attachment[];
  /** Answers that a bot offers as buttons, 6 at most, each of 200 UTF-16 code units at most; missing where there are none. */
  readonly suggestions?: readonly string[];
  /** Set for a message of the room itself, which has no author. Only the server of a moderated room can write one. */
  readonly announcement?: true;
  /** When the author last changed the text, by the author's clock, in epoch ms; 0 where that is not known. */
  readonly editedAt?: number;
  /** In the order in which the first of each was given; missing where there is none. */
  readonly reactions?: readonly Reaction[];
  /** Whether the message was removed: then `text` is empty. */
  readonly removed?: boolean;
}

/** What an author writes besides the text. */
export type MessageDetails = Pick<ChatMessage, 'replyTo' | 'mentions' | 'attachments'>;

/** What goes with the new text of a message. */
export interface EditOptions {
  /** The people whom the text names: at each `start` it has `@` and a name. 20 at most count. */
  readonly mentions?: readonly Mention[] | undefined;
}

/** What goes with the text of a message. */
export interface SendOptions extends EditOptions {
  /** The id of the message that this one answers. */
  readonly replyTo?: string | undefined;
  /**
   * Files that the chat has taken by `attach`, 10 at most, which may have another `alt` (300 characters): they are announced
   * once their bytes are stored.
   */
  readonly attachments?: readonly Attachment[] | undefined;
}

/** The details of a message, without the properties that it does not have. */
export function detailsOf({ replyTo, mentions, attachments }: MessageDetails): MessageDetails {
  return {
    ...(replyTo && { replyTo }),
    ...(mentions && { mentions }),
    ...(attachments && { attachments }),
  };
}

/** `sending` may take as long as the connection is away; `failed` waits for the visitor. */
export type DeliveryState = 'sending' | 'failed';

/** A message of the visitor's own that is not settled yet. */
export interface PendingMessage extends ChatMessage {
  /** `sent`: the service has taken it, and the room does not have it yet, because a moderator has to answer, for example. */
  readonly state: DeliveryState | 'sent';
  /** Why it failed. */
  readonly error: ChatError | undefined;
}

/** A change of a message by the visitor that is not accepted yet. The message is shown with it unless it failed. */
export interface PendingChange {
  /** Of the change, for `retry` and `discard`. */
  readonly id: string;
  readonly messageId: string;
  readonly type: string;
  readonly state: DeliveryState;
  /** Why it failed. */
  readonly error: ChatError | undefined;
}

/** Tells emoji apart: some keyboards send one with the selector of its coloured form, and some without. */
export function emojiKey(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '');
}

/** Whether a user has reacted to a message with an emoji. */
export function hasReacted(
  { reactions = [] }: ChatMessage,
  emoji: string,
  userId: string | undefined,
): boolean {
  const given = reactions.find((reaction) => emojiKey(reaction.emoji) === emojiKey(emoji));
  return given?.users.some(({ id }) => id === userId) ?? false;
}

/** Whether the text of a message names a user. */
export function isMentioned({ mentions = [] }: ChatMessage, userId: string | undefined): boolean {
  return mentions.some(({ id }) => id === userId);
}

/** Whether a message was removed. */
export function isRemoved(message: ChatMessage): boolean {
  return Object.hasOwn(message, 'removed');
}
