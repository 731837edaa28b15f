import { readAttachments, type Attachment } from './attachments.js';
import { isBlank } from './blank.js';
import { GUEST_PREFIX, hashText, isId } from './ids.js';
import { toJson } from './json.js';
import { readMentions } from './mentions.js';
import { detailsOf, type ChatMessage, type Mention, type MessageAuthor } from './message.js';
import { cleanName } from './names.js';
import { ownFields } from './own-fields.js';
import { readSuggestions } from './suggestions.js';
import { parseWebUrl } from './web-origin.js';

/*
 * The one place that knows how a message is written: a new field of a message has its line in `toWire` and in
 * `readMessage`, and nowhere else.
 */

/** The wire form: a list element and a topic item are this object as JSON. */
export interface WireMessage {
  readonly id: string;
  readonly username: string;
  readonly message: string;
  readonly userId?: string;
  readonly avatarUrl?: string;
  /** Epoch ms. */
  readonly timestamp?: number;
  /** Greater than the order of every message that its sender had seen: sorts messages alike for every reader. */
  readonly order?: number;
  readonly replyTo?: { readonly id: string; readonly order?: number };
  readonly mentions?: readonly Mention[];
  readonly attachments?: readonly Attachment[];
  /** Servers alone write them. */
  readonly suggestions?: readonly string[];
}

/** A message as it was read. */
export interface ParsedMessage {
  readonly kind: 'message';
  readonly message: ChatMessage;
  /** Whether the id was made from the content, because the message brought none. */
  readonly derivedId: boolean;
  /** The sender's place for it, a safe integer above 0; undefined for messages of other writers. */
  readonly order: number | undefined;
}

/** The longest avatar URL, in UTF-16 code units: it takes its space from the text of every message. */
const MAX_AVATAR_LENGTH = 256;

/** The JSON that goes to the list and to the topic. */
export function serializeMessage(message: ChatMessage, order?: number): string {
  return toJson(toWire(message, order));
}

/** The wire form of a message. */
export function toWire(message: ChatMessage, order?: number): WireMessage {
  const { id, text, author, sentAt } = message;
  return {
    id,
    username: author.name,
    message: text,
    ...(author.id === undefined ? {} : { userId: author.id }),
    ...withAvatar(author.avatarUrl),
    ...(sentAt === undefined ? {} : { timestamp: sentAt }),
    ...(order === undefined ? {} : { order }),
    // JSON leaves out an order that is undefined.
    ...(detailsOf(message) as Pick<WireMessage, 'replyTo' | 'mentions' | 'attachments'>),
  };
}

/**
 * Reads the fields of a wire message, which may be anything.
 *
 * @param raw the text that the fields were read from: a message without an id gets one made from it
 * @param publisherId see `parseItem`
 * @returns the reason where they are no message
 */
export function readMessage(
  fields: Readonly<Record<string, unknown>>,
  raw: string,
  publisherId: string | undefined,
): ParsedMessage | 'malformed' | 'empty' {
  const { id, message, username, userId, timestamp, order, avatarUrl, replyTo, mentions } = fields;
  if (typeof message !== 'string') return 'malformed';
  const files = readAttachments(fields.attachments);
  const suggestions = readSuggestions(fields.suggestions);
  if (isBlank(message) && !files.attachments) return 'empty';
  if (id !== undefined && !isId(id)) return 'malformed';
  const claimedId = isId(userId) ? userId : undefined;
  const authorId = publisherId ?? claimedId;
  // A guest's browser made the id up: it claims no other user's name.
  const isForged =
    authorId !== claimedId && claimedId !== undefined && !claimedId.startsWith(GUEST_PREFIX);
  const author: MessageAuthor = {
    id: authorId,
    name: (isForged ? '' : cleanName(username)) || cleanName(authorId),
    verified: publisherId !== undefined,
    ...(isForged ? {} : withAvatar(avatarUrl)),
  };
  return {
    kind: 'message',
    derivedId: id === undefined,
    order: isOrder(order) && id !== undefined ? order : undefined,
    message: {
      id: id ?? deriveId(raw),
      text: message,
      author,
      sentAt: isTime(timestamp) ? timestamp : undefined,
      ...readReference(replyTo),
      ...readMentions(mentions, message),
      ...files,
      ...(suggestions[0] && { suggestions: Object.freeze(suggestions) }),
      // Whether to believe it depends on who writes the room: see ItemReader.
      ...(fields.announcement === true && { announcement: true }),
    },
  };
}

/** The message that a message answers, as a property; no property where the reference is broken. */
export function readReference(value: unknown): Pick<ChatMessage, 'replyTo'> {
  if (typeof value !== 'object' || value === null) return {};
  const { id, order } = ownFields(value);
  return isId(id)
    ? { replyTo: Object.freeze({ id, order: isOrder(order) ? order : undefined }) }
    : {};
}

/** Plain text, as programs publish it, is a message of the publisher's. */
export function readPlainText(text: string, publisherId: string | undefined): ParsedMessage {
  const fields = ownFields<{ message: string }>({ message: text });
  return readMessage(fields, text, publisherId) as ParsedMessage;
}

const DERIVED_PREFIX = '~';

function deriveId(raw: string): string {
  return DERIVED_PREFIX + hashText(raw);
}

/** Whether an id looks like one that was made from a message's content. */
export function isDerivedId(id: string): boolean {
  return id.startsWith(DERIVED_PREFIX);
}

/** The author's picture as a property, where it is a web URL that is short enough. */
export function withAvatar(value: unknown): Pick<MessageAuthor, 'avatarUrl'> {
  const url = parseWebUrl(value);
  return url !== undefined && url.length <= MAX_AVATAR_LENGTH ? { avatarUrl: url } : {};
}

/** Whether it is a place that a message may bring: a safe integer above 0. */
export function isOrder(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Whether `Date` can express it. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}
