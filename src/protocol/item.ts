import { isBlank } from './blank.js';
import { serializeEvent, type OutgoingEvent } from './event-codec.js';
import { parseJson } from './json.js';
import {
  readMessage,
  readPlainText,
  serializeMessage,
  type ParsedMessage,
} from './message-codec.js';
import type { ChatMessage } from './message.js';
import { ownFields } from './own-fields.js';

/**
 * The version of the wire format that this build reads whole. What is of version 1 does not say so; `v` names a later one, where
 * readers of version 1 would misunderstand. docs/wire-format.md has the rules.
 */
export const WIRE_VERSION = 1;

export type DropReason = 'not-text' | 'empty' | 'malformed' | 'forged' | 'newer';

/** The reading of a list element or a topic item. */
export type ParsedItem =
  | ParsedMessage
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

/** A message or an event on its way to the room. */
export type Outgoing = OutgoingMessage | OutgoingEvent;

export interface OutgoingMessage {
  readonly message: ChatMessage;
  readonly order: number;
}

export function isOutgoingEvent(item: Outgoing): item is OutgoingEvent {
  return Object.hasOwn(item, 'event');
}

/** The JSON of an item: the text of a list element, and of a topic item. */
export function serializeItem(item: Outgoing): string {
  return isOutgoingEvent(item) ? serializeEvent(item) : serializeMessage(item.message, item.order);
}

/**
 * Reads a list element or topic item, which may be anything at all. Never throws.
 *
 * Shown are this widget's messages, `{"username","message"}` of older writers, and plain text; an object
 * with a `type` is an event; all else is dropped, and so are events of a later version. A message without an id of its own gets one derived from
 * its content (`derivedId`): the same content read twice has the same id, so the reader must number occurrences.
 *
 * @param raw the element or item as received
 * @param publisherId the id that the service read from the publisher's token. It is the only identity that
 *   can be believed: it wins over the payload's `userId`, and where they differ the claimed name is not shown.
 */
export function parseItem(raw: unknown, publisherId?: string): ParsedItem {
  if (typeof raw !== 'string') return dropped('not-text');
  if (isBlank(raw)) return dropped('empty');
  const json = parseJson(raw);
  if (json === undefined || json === null || typeof json !== 'object') {
    // Broken JSON is a damaged message, not a text that a person wrote for others to read.
    if (/^\s*[{[]\s*["{[]/.test(raw)) return dropped('malformed');
    return readPlainText(raw, publisherId);
  }
  if (Array.isArray(json)) return dropped('malformed');
  const fields = ownFields(json);
  const newer = (fields.v as number) > WIRE_VERSION;
  // Tells the developer, once: a module runs once.
  if (newer) void import('./newer.js').catch(() => undefined);
  if (typeof fields.type === 'string') {
    return newer ? dropped('newer') : { kind: 'event', type: fields.type, fields };
  }
  const read = readMessage(fields, raw, publisherId);
  return typeof read === 'string' ? dropped(read) : read;
}

export function isMessage(item: ParsedItem): item is ParsedMessage {
  return item.kind === 'message';
}

function dropped(reason: DropReason): ParsedItem {
  return { kind: 'dropped', reason };
}
