import { isBlank, visible } from './blank.js';
import type { ChatError } from './errors.js';
import { toJson } from './json.js';
import { hashText } from './ids.js';
import { ownFields } from './own-fields.js';
import { parseWebUrl } from './web-origin.js';

/** The largest topic item that Momento delivers, in bytes of UTF-8 (a hard limit of the service). */
export const MAX_ITEM_BYTES = 4096;

/** Longest id, user id and name that a reader accepts, in UTF-16 code units; 64 is what a token id may have. */
const MAX_ID_LENGTH = 128;
const MAX_NAME_LENGTH = 64;
/** It takes its room from the text of every message. */
const MAX_AVATAR_LENGTH = 256;

/** Who wrote a message. */
export interface MessageAuthor {
  /** The user's id, where the writer gave one. */
  readonly id: string | undefined;
  /** A name to show. Whoever wrote the message chose it. */
  readonly name: string;
  /** Whether the service vouches for `id`: true for live messages published with a token that carries an id. */
  readonly verified: boolean;
  /** An http(s) URL of a picture. Whoever wrote the message chose it: load it only from where strangers put nothing. */
  readonly avatarUrl?: string;
}

/** A chat message as the widget and its host see it. */
export interface ChatMessage {
  readonly id: string;
  readonly text: string;
  readonly author: MessageAuthor;
  /** When it was sent by the sender's clock, in epoch ms. A claim: never sort by it. */
  readonly sentAt: number | undefined;
  /** Whether it was taken back: then `text` is empty. */
  readonly removed?: boolean;
}

/** `sending` may take as long as the connection is away; `failed` waits for the visitor. */
export type DeliveryState = 'sending' | 'failed';

/** A message of the visitor's own that is not settled yet. */
export interface PendingMessage extends ChatMessage {
  readonly state: DeliveryState;
  /** Why it failed. */
  readonly error: ChatError | undefined;
}

/** The wire form: list element and topic item are this object as JSON. */
export interface WireMessage {
  id: string;
  username: string;
  message: string;
  userId?: string;
  avatarUrl?: string;
  /** Epoch ms. */
  timestamp: number;
  /** Greater than that of every message its sender had seen: sorts messages alike for everybody. */
  order?: number;
}

export type DropReason = 'not-text' | 'empty' | 'malformed' | 'forged';

/** What a list element or topic item turned out to be. */
export type ParsedItem =
  | {
      readonly kind: 'message';
      readonly message: ChatMessage;
      readonly derivedId: boolean;
      /** The sender's place for it, a safe integer above 0; undefined for other writers' messages. */
      readonly order: number | undefined;
    }
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

export type ParsedMessage = Extract<ParsedItem, { kind: 'message' }>;

/**
 * Reads a list element or topic item, which may be anything at all. Never throws.
 *
 * Shown are this widget's messages, `{"username","message"}` of older writers, and plain text; an object
 * with a `type` is an event; all else is dropped. A message without an id of its own gets one derived from
 * its content (`derivedId`): the same content read twice has the same id, so the reader must number repeats.
 *
 * @param raw the element or item as received
 * @param publisherId the id that the service read from the publisher's token. It is the only identity that
 *   can be believed: it wins over the payload's `userId`, and where they differ the claimed name is not shown.
 */
export function parseItem(raw: unknown, publisherId?: string): ParsedItem {
  if (typeof raw !== 'string') return { kind: 'dropped', reason: 'not-text' };
  if (isBlank(raw)) return { kind: 'dropped', reason: 'empty' };
  const json = parseJson(raw);
  if (json === undefined || json === null || typeof json !== 'object') {
    // Broken JSON is a damaged message, not something that somebody wrote for others to read.
    if (/^\s*[{[]\s*["{[]/.test(raw)) return { kind: 'dropped', reason: 'malformed' };
    return plainText(raw, publisherId);
  }
  if (Array.isArray(json)) return { kind: 'dropped', reason: 'malformed' };
  const fields = ownFields(json);
  if (typeof fields.type === 'string') return { kind: 'event', type: fields.type, fields };
  return wireMessage(raw, fields, publisherId);
}

/** The JSON that goes to the list and to the topic. */
export function serializeMessage(message: WireMessage): string {
  return toJson(message);
}

/** Whether a serialised message can be delivered live. */
export function fitsInItem(serialized: string): boolean {
  return byteLength(serialized) <= MAX_ITEM_BYTES;
}

/**
 * What a text takes of a message, in bytes: as the JSON writes it, where a line break is two bytes and a control
 * character six.
 */
export function textBytes(text: string): number {
  return byteLength(toJson(text)) - 2; // without the quotation marks
}

/** Size in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined; // Plain text: not a fault.
  }
}

function plainText(text: string, publisherId: string | undefined): ParsedItem {
  return {
    kind: 'message',
    derivedId: true,
    order: undefined,
    message: {
      id: `~${hashText(text)}`,
      text,
      author: {
        id: publisherId,
        name: cleanName(publisherId),
        verified: publisherId !== undefined,
      },
      sentAt: undefined,
    },
  };
}

function wireMessage(
  raw: string,
  fields: Readonly<Record<string, unknown>>,
  publisherId: string | undefined,
): ParsedItem {
  const { id, message, username, userId, timestamp, order, avatarUrl } = fields;
  if (typeof message !== 'string') return { kind: 'dropped', reason: 'malformed' };
  if (isBlank(message)) return { kind: 'dropped', reason: 'empty' };
  if (id !== undefined && !isId(id)) return { kind: 'dropped', reason: 'malformed' };
  const claimedId = isId(userId) ? userId : undefined;
  const authorId = publisherId ?? claimedId;
  // A guest's id, made up by their own browser, claims to be nobody.
  const forged = authorId !== claimedId && claimedId !== undefined && !isGuestId(claimedId);
  return {
    kind: 'message',
    derivedId: id === undefined,
    order: isOrder(order) && id !== undefined ? order : undefined,
    message: {
      id: id ?? `~${hashText(raw)}`,
      text: message,
      author: {
        id: authorId,
        name: (forged ? '' : cleanName(username)) || cleanName(authorId),
        verified: publisherId !== undefined,
        ...(forged ? {} : withAvatar(avatarUrl)),
      },
      sentAt: isTime(timestamp) ? timestamp : undefined,
    },
  };
}

/** Whether a message was taken back. */
export function isRemoved(message: ChatMessage): boolean {
  return Object.hasOwn(message, 'removed');
}

/** An author's picture as a property, if it is one: too long a URL is left out, too. */
export function withAvatar(value: unknown): Pick<MessageAuthor, 'avatarUrl'> {
  const url = parseWebUrl(value);
  return url !== undefined && url.length <= MAX_AVATAR_LENGTH ? { avatarUrl: url } : {};
}

/** Visitors whom the host does not name make up an id that starts like this. */
export const GUEST_PREFIX = 'guest-';

function isGuestId(id: string): boolean {
  return id.startsWith(GUEST_PREFIX);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_LENGTH;
}

/** Whether it is a place that a message may bring: a safe integer above 0. */
export function isOrder(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Within what `Date` can express. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

/**
 * A name fit to stand beside a message: one line, bounded, and without what cannot be seen: that would
 * reorder or hide what stands around it, or make two names look like one.
 */
export function cleanName(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = visible(value.slice(0, 4 * MAX_NAME_LENGTH))
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= MAX_NAME_LENGTH) return characters.join('');
  // One that is cut says so.
  return `${characters
    .slice(0, MAX_NAME_LENGTH - 1)
    .join('')
    .trim()}…`;
}
