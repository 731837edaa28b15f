import { ChatError } from '../../protocol/errors.js';
import {
  byteLength,
  fitsInItem,
  MAX_ITEM_BYTES,
  serializeMessage,
  withAvatar,
  type PendingMessage,
  type WireMessage,
} from '../../protocol/message.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { ChatUser } from '../../protocol/chat-user.js';
import type { StoredMessage } from './outbox-store.js';

/** Room for the largest `order` when a message is measured before it has one. */
const WIDEST_ORDER = Number.MAX_SAFE_INTEGER;

/** As long as every id that `createMessageId` makes. */
const ANY_ID = '0'.repeat(26);

/** A message in the outbox, and how far it has come. */
export interface OutboxEntry {
  view: PendingMessage;
  /**
   * Set when a first attempt is made, and then kept: the attempt may have succeeded without our hearing of
   * it, and the same message must not have two places.
   */
  order: number | undefined;
  /** Whether the list is known to hold it. */
  stored: boolean;
  /** Whether it was tried to be stored, and nothing is known of the outcome. */
  doubtful: boolean;
  /** The outbox's step in which storing it was tried last. */
  touched: number;
  /** In a moderated room: how often it was sent to the moderator. */
  asked: number;
  /** Until when the moderator's answer is waited for, in epoch ms. */
  answerBy: number;
  /** Runs until then. */
  answerTimer: unknown;
}

export function toEntry(message: StoredMessage, user: ChatUser): OutboxEntry {
  const { id, text, sentAt, order, stored, failure, reason } = ownFields<StoredMessage>(message);
  return {
    order,
    stored: stored ?? false,
    doubtful: order !== undefined && stored !== true,
    touched: 0,
    asked: 0,
    answerBy: 0,
    answerTimer: undefined,
    view: Object.freeze({
      id,
      text,
      author: Object.freeze({
        id: user.id,
        name: user.name,
        verified: false,
        ...withAvatar(user.avatarUrl),
      }),
      sentAt,
      state: failure ? 'failed' : 'sending',
      error:
        failure && new ChatError(failure, 'unable to send the message; see its code.', { reason }),
    }),
  };
}

export function serialize(message: PendingMessage, order: number): string {
  const wire: WireMessage = {
    id: message.id,
    username: message.author.name,
    message: message.text,
    ...(message.author.id === undefined ? {} : { userId: message.author.id }),
    ...withAvatar(message.author.avatarUrl),
    timestamp: message.sentAt ?? 0,
    order,
  };
  return serializeMessage(wire);
}

export function fits({ view }: OutboxEntry): boolean {
  return fitsInItem(serialize(view, WIDEST_ORDER));
}

/**
 * How much the text of this user's messages may take, in bytes as `textBytes` counts them: what the rest of a
 * message leaves. Agrees with `fits` to the byte.
 *
 * @param now epoch ms
 */
export function roomForText(user: ChatUser, now: number): number {
  const { view } = toEntry({ id: ANY_ID, text: '', sentAt: now }, user);
  return MAX_ITEM_BYTES - byteLength(serialize(view, WIDEST_ORDER));
}

export function tooLong(): ChatError {
  return new ChatError(
    'message-too-long',
    `unable to send the message; it exceeds ${String(MAX_ITEM_BYTES)} bytes. Shorten it.`,
  );
}
