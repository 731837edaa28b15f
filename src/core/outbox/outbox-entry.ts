import type { ChatUser } from '../../protocol/chat-user.js';
import { ChatError } from '../../protocol/errors.js';
import { byteLength, fitsInItem, MAX_ITEM_BYTES } from '../../protocol/limits.js';
import type { ChatMessage, DeliveryState, PendingMessage } from '../../protocol/message.js';
import { serializeMessage, withAvatar } from '../../protocol/message-codec.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { StoredEntry } from './outbox-store.js';

/** The largest `order`: a message is measured with it before it has one. */
const WIDEST_ORDER = Number.MAX_SAFE_INTEGER;

/** As long as every id that `createMessageId` makes. */
const ANY_ID = '0'.repeat(26);

/** A message in the outbox, and how far it has come. */
export interface OutboxEntry {
  readonly message: ChatMessage;
  /** The message and how its sending stands, as the visitor sees it. */
  view: PendingMessage;
  /**
   * Set when a first attempt is made, and then kept: the attempt may have succeeded without an answer, and the same
   * message must not have two places.
   */
  order: number | undefined;
  /** Whether the list is known to hold it. */
  stored: boolean;
  /** Whether it was tried to be stored, and the outcome is unknown. */
  doubtful: boolean;
  /** The step of the delivery in which storing it was tried last. */
  touched: number;
  /** In a moderated room: how often it was sent to the moderator. */
  asked: number;
  /** Until when the moderator's answer is waited for, in epoch ms. */
  answerBy: number;
  /** Runs until then. */
  answerTimer: unknown;
}

/** A message of the user of now, to be sent or measured. @param sentAt epoch ms */
export function newEntry(id: string, text: string, sentAt: number, user: ChatUser): OutboxEntry {
  const author = { id: undefined, name: '', verified: false };
  return toEntry({ message: { id, text, author, sentAt } }, user);
}

/** @param user the author: an entry in the tab belongs to the user of now */
export function toEntry(entry: StoredEntry, user: ChatUser): OutboxEntry {
  const { message, order, stored = false, failure, reason } = ownFields<StoredEntry>(entry);
  const author = { id: user.id, name: user.name, verified: false, ...withAvatar(user.avatarUrl) };
  const own = { ...message, author: Object.freeze(author) };
  const error =
    failure && new ChatError(failure, 'unable to send the message; see its code.', { reason });
  return {
    message: own,
    view: viewOf(own, failure ? 'failed' : 'sending', error),
    order,
    stored,
    doubtful: order !== undefined && !stored,
    touched: 0,
    asked: 0,
    answerBy: 0,
    answerTimer: undefined,
  };
}

export function viewOf(
  message: ChatMessage,
  state: DeliveryState,
  error: ChatError | undefined,
): PendingMessage {
  return Object.freeze({ ...message, state, error });
}

export function fits({ message }: OutboxEntry): boolean {
  return fitsInItem(serializeMessage(message, WIDEST_ORDER));
}

/**
 * The space for the text of this user's messages, in bytes as `textBytes` counts them: the rest of a message leaves
 * so much. Agrees with `fits` to the byte.
 *
 * @param now epoch ms
 */
export function roomForText(user: ChatUser, now: number): number {
  const { message } = newEntry(ANY_ID, '', now, user);
  return MAX_ITEM_BYTES - byteLength(serializeMessage(message, WIDEST_ORDER));
}

export function tooLong(): ChatError {
  return new ChatError(
    'message-too-long',
    `unable to send the message; it exceeds ${MAX_ITEM_BYTES} bytes. Shorten it.`,
  );
}
