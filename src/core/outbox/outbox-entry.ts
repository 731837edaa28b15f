import type { ChatUser } from '../../protocol/chat-user.js';
import { ChatError } from '../../protocol/errors.js';
import { byteLength, fitsInItem, MAX_ITEM_BYTES } from '../../protocol/limits.js';
import type {
  ChatMessage,
  DeliveryState,
  MessageDetails,
  PendingChange,
  PendingMessage,
} from '../../protocol/message.js';
import { serializeItem, type Outgoing } from '../../protocol/item.js';
import { withAvatar } from '../../protocol/message-codec.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { RelationEvent } from '../timeline/relations.js';
import type { StoredMessage, StoredProgress } from './outbox-store.js';

/** The largest `order`: a message is measured with it before it has one. */
const WIDEST_ORDER = Number.MAX_SAFE_INTEGER;

/** As long as every id that `createMessageId` makes. */
const ANY_ID = '0'.repeat(26);

/** A message or a relation in the outbox, and how far it has come. */
export interface OutboxEntry {
  readonly id: string;
  /** The message; undefined for a relation. */
  readonly message: ChatMessage | undefined;
  /** The relation; undefined for a message. */
  readonly relation: RelationEvent | undefined;
  /** The element of the relations' list that it replaces, if it is there. */
  readonly replaces: string | undefined;
  state: DeliveryState;
  /** Why it failed. */
  error: ChatError | undefined;
  /**
   * Set when a first attempt is made, and then kept: the attempt may have succeeded without an answer, and the same
   * message must not have two places. A relation has its own from the start.
   */
  order: number | undefined;
  /** Whether the files of the message are stored in the room. */
  uploaded: boolean;
  /** Whether the list is known to hold it. */
  stored: boolean;
  /** Whether it is published, and only what it replaces has still to be taken away. */
  published: boolean;
  /** Whether the visitor has removed the message: once it has arrived it is removed for all. */
  withdrawn: boolean;
  /** Whether it was tried to be stored, by a call or by a server, and the outcome is unknown. */
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
export function newEntry(
  id: string,
  text: string,
  sentAt: number,
  user: ChatUser,
  details: MessageDetails = {},
): OutboxEntry {
  const author = { id: undefined, name: '', verified: false };
  return toEntry({ message: { ...details, id, text, author, sentAt } }, user);
}

/** A relation, to be sent or measured. @param replaces see `OutboxEntry` */
export function newRelationEntry(relation: RelationEvent, replaces?: string): OutboxEntry {
  const { id, order } = relation.stamp;
  return { ...newState({ order, replaces, uploaded: true }), id, message: undefined, relation };
}

/** @param user the author: a message in the tab belongs to the user of now */
export function toEntry(entry: StoredMessage, user: ChatUser): OutboxEntry {
  const author = { id: user.id, name: user.name, verified: false, ...withAvatar(user.avatarUrl) };
  const message = Object.freeze({ ...entry.message, author: Object.freeze(author) });
  const state = newState(entry);
  const doubtful = state.doubtful || (state.order !== undefined && !state.stored);
  const uploaded = state.uploaded || !message.attachments;
  return { ...state, id: message.id, message, relation: undefined, doubtful, uploaded };
}

/** @param relation as the tab has it */
export function toRelationEntry(entry: StoredProgress, relation: RelationEvent): OutboxEntry {
  const state = newState({ ...entry, order: relation.stamp.order, uploaded: true });
  return { ...state, id: relation.stamp.id, message: undefined, relation };
}

type State = Omit<OutboxEntry, 'id' | 'message' | 'relation'>;

function newState(entry: StoredProgress): State {
  const { order, uploaded, stored, tried, published, withdrawn, replaces, failure, reason } =
    ownFields<StoredProgress>(entry);
  const text = 'unable to send the message; see its code.';
  return {
    replaces,
    state: failure ? 'failed' : 'sending',
    error: failure && new ChatError(failure, text, { reason }),
    order,
    uploaded: uploaded === true,
    stored: stored === true,
    published: published === true,
    withdrawn: withdrawn === true,
    doubtful: tried === true,
    touched: 0,
    asked: 0,
    answerBy: 0,
    answerTimer: undefined,
  };
}

/** The message as the visitor sees it; undefined for a relation, and for a message that the visitor has removed. */
export function messageIn(entry: OutboxEntry): PendingMessage | undefined {
  const { message, state: progress, error, withdrawn, stored, asked } = entry;
  if (!message || withdrawn) return undefined;
  const isSent = progress === 'sending' && (stored || asked > 0);
  return Object.freeze({ ...message, state: isSent ? 'sent' : progress, error });
}

/** The change as the visitor sees it; undefined for a message. */
export function changeIn({ id, relation, state, error }: OutboxEntry): PendingChange | undefined {
  if (!relation) return undefined;
  const { kind, event } = relation;
  return Object.freeze({ id, messageId: kind.targetOf(event), type: kind.type, state, error });
}

/** What goes to the room. */
export function outgoing({ message, relation }: OutboxEntry, order: number): Outgoing {
  if (message) return { message, order };
  if (!relation) throw new TypeError('unable to send an empty entry');
  return relation;
}

/** Whether its next step can be made now. */
export function isSendable({ state, uploaded, answerTimer }: OutboxEntry): boolean {
  return state === 'sending' && uploaded && answerTimer === undefined;
}

export function fits(entry: OutboxEntry): boolean {
  return fitsInItem(serializeItem(outgoing(entry, WIDEST_ORDER)));
}

/**
 * The space for the text of this user's messages, in bytes as `textBytes` counts them: the rest of a message leaves
 * so much. Agrees with `fits` to the byte.
 *
 * @param now epoch ms
 */
export function roomForText(user: ChatUser, now: number, details?: MessageDetails): number {
  const entry = newEntry(ANY_ID, '', now, user, details);
  return MAX_ITEM_BYTES - byteLength(serializeItem(outgoing(entry, WIDEST_ORDER)));
}

export function tooLong(): ChatError {
  return new ChatError(
    'message-too-long',
    `unable to send the message; it exceeds ${MAX_ITEM_BYTES} bytes. Shorten it.`,
  );
}
