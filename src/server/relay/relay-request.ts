import {
  MAX_ATTACHMENT_BYTES,
  PART_BYTES,
  partCount,
  readAttachments,
} from '../../protocol/attachments.js';
import { isBlank } from '../../protocol/blank.js';
import { ownFields } from '../../protocol/own-fields.js';
import { createMessageId, isMessageId } from '../../protocol/ids.js';
import { readStamp } from '../../protocol/event-codec.js';
import { ACTIVITY, parseActivity, type ActivityEvent } from '../../protocol/kinds/activity.js';
import { DESK_ORDER, parseDeskOrder, type DeskOrder } from '../../protocol/kinds/desk.js';
import { parseEvent } from '../../protocol/kinds/index.js';
import {
  isRelation,
  type Relation,
  type RoomEvent,
  type Stamp,
} from '../../protocol/kinds/kind.js';
import { removal } from '../../protocol/kinds/removal.js';
import { readMentions } from '../../protocol/mentions.js';
import { readReference } from '../../protocol/message-codec.js';
import type {
  DownloadRequest,
  HistoryRequest,
  JoinRequest,
  MessageRequest,
  UploadRequest,
} from '../../protocol/relay.js';
import { MAX_ACCEPTED_AHEAD_MS, MAX_ADOPTED_AHEAD_MS } from '../../core/timeline/sort-key.js';
import { RelayRefusal } from './relay-refusal.js';
import { roomNameFault } from '../../protocol/room-name.js';

/** The arguments that a client may send with an event. */
export interface RelayEvent {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Answers the client; undefined if it requested no acknowledgement. */
  readonly acknowledge: ((answer: unknown) => void) | undefined;
}

/**
 * How far ahead of the relay's clock an `order` may be, in ms: halfway between the largest order that an honest sender
 * adopts and the largest that readers accept. So the clocks of senders and readers may be hours off the relay's.
 */
const MAX_ORDER_AHEAD_MS = (MAX_ADOPTED_AHEAD_MS + MAX_ACCEPTED_AHEAD_MS) / 2;
/** ULIDs, UUIDs and the like. */
const ID = /^[\w.:-]{1,64}$/;
const BROKEN_ID = '"id" is not 1 to 64 letters, digits and any of _.:-';
/** The parts of the largest file. */
const MAX_PARTS = partCount({ size: MAX_ATTACHMENT_BYTES });
/** How far ahead of the relay's clock a message's displayed time may be, in ms. */
const MAX_TIME_AHEAD_MS = 60_000;

/** Reads an event's arguments, which may be any JSON. Only an acknowledgement is a function, made by socket.io. */
export function readEvent(args: readonly unknown[]): RelayEvent {
  const last = args.at(-1);
  const [payload] = args;
  return {
    fields: ownFields(payload),
    acknowledge:
      typeof last === 'function'
        ? (answer) => void (last as (value: unknown) => void)(answer)
        : undefined,
  };
}

/** @throws RelayRefusal */
export function readJoin({ room, items }: RelayEvent['fields']): JoinRequest {
  return { room: readRoom(room), items: items === true };
}

/** @throws RelayRefusal */
export function readLeave({ room }: RelayEvent['fields']): string {
  return readRoom(room);
}

/** @throws RelayRefusal */
export function readHistory({ room, skip, count, list }: RelayEvent['fields']): HistoryRequest {
  if (list !== undefined && list !== 'relations') throw malformed('"list" is not "relations"');
  return ownFields({
    room: readRoom(room),
    skip: readCount('skip', skip),
    count: readCount('count', count),
    ...(list === undefined ? {} : { list }),
  });
}

/**
 * Reads a client's message. An invalid optional field counts as left out. But an invalid id is refused, because a
 * message with an id is stored only once, and that would not hold if the id were dropped.
 *
 * @param now epoch ms
 * @throws RelayRefusal
 */
export function readMessage(fields: RelayEvent['fields'], now: number): MessageRequest {
  const { room, message, name, id, timestamp, order, replyTo, mentions } = fields;
  if (typeof message !== 'string') throw malformed('"message" is not a text');
  const files = readAttachments(fields.attachments);
  if (isBlank(message) && !files.attachments) throw empty();
  if (id !== undefined && !isOwnId(id)) throw malformed(BROKEN_ID);
  // Otherwise a left out field could be read from an altered `Object.prototype`.
  return ownFields({
    room: readRoom(room),
    message,
    ...(typeof name === 'string' ? { name } : {}),
    ...(id === undefined ? {} : { id }),
    ...(isWithin(timestamp, now + MAX_TIME_AHEAD_MS) ? { timestamp } : {}),
    ...(isWithin(order, now + MAX_ORDER_AHEAD_MS) ? { order } : {}),
    ...readReference(replyTo),
    ...readMentions(mentions, message),
    ...files,
  });
}

/** A message has neither a text nor files that the room takes. */
export function empty(): RelayRefusal {
  return malformed('"message" is empty');
}

/**
 * Reads a part of a file that a client stores.
 *
 * @throws RelayRefusal
 */
export function readUpload(fields: RelayEvent['fields']): UploadRequest {
  const { bytes } = fields;
  const isPart = bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= PART_BYTES;
  if (bytes !== null && !isPart) {
    throw malformed(`"bytes" is neither binary, of 1 to ${PART_BYTES} bytes, nor null`);
  }
  return { ...readDownload(fields), bytes };
}

/** @throws RelayRefusal */
export function readDownload({ room, id, part }: RelayEvent['fields']): DownloadRequest {
  if (!isMessageId(id)) throw malformed('"id" is no ULID');
  if (readCount('part', part) >= MAX_PARTS) {
    throw malformed(`"part" is no number of a part: a file has ${MAX_PARTS} at most`);
  }
  return { room: readRoom(room), id, part: part as number };
}

/** A relation as its client sends it. */
export interface SentRelation {
  readonly room: string;
  readonly kind: Relation;
  readonly event: RoomEvent;
  /** The name is the client's claim; an order of 0 stands for none. */
  readonly stamp: Stamp & { readonly sentAt: number };
}

/**
 * Reads a client's reaction, edit or removal. Only the fields of its kind are kept, and an author that it names is not
 * among them.
 *
 * @param now epoch ms
 * @throws RelayRefusal
 */
export function readRelation({ room, event }: RelayEvent['fields'], now: number): SentRelation {
  const fields = ownFields(event);
  const known = parseEvent(fields);
  if (!known || !isRelation(known.kind)) {
    throw malformed('"event" is no reaction, edit or removal');
  }
  const { kind, event: relation } = known;
  const { id = createMessageId(now), timestamp, order } = fields;
  // A removal has the id of its message, which another program may have made.
  if (kind !== removal && !isOwnId(id)) throw malformed(BROKEN_ID);
  const stamp = readStamp(ownFields({ ...fields, id }));
  return {
    room: readRoom(room),
    kind,
    event: relation,
    stamp: {
      id: stamp.id,
      name: stamp.name,
      sentAt: isWithin(timestamp, now + MAX_TIME_AHEAD_MS) ? timestamp : Math.floor(now),
      order: isWithin(order, now + MAX_ORDER_AHEAD_MS) ? order : 0,
    },
  };
}

/**
 * Reads what a client tells about its visitor's activity. An author that it names is not kept.
 *
 * @throws RelayRefusal
 */
export function readSignal({ room, event }: RelayEvent['fields']): {
  readonly room: string;
  readonly event: ActivityEvent | DeskOrder;
} {
  const fields = ownFields(event);
  const read = fields.type === DESK_ORDER ? parseDeskOrder : parseActivity;
  const signal = fields.type === DESK_ORDER || fields.type === ACTIVITY ? read(fields) : undefined;
  if (!signal) throw malformed('"event" is no signal');
  return { room: readRoom(room), event: signal };
}

function isOwnId(id: unknown): id is string {
  return typeof id === 'string' && ID.test(id);
}

function readRoom(value: unknown): string {
  if (typeof value !== 'string') throw malformed('"room" is not a text');
  const fault = roomNameFault(value);
  if (fault !== undefined) throw malformed(`the room name ${fault}`);
  return value;
}

function readCount(name: string, value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw malformed(`"${name}" is not a whole number of 0 or more`);
  }
  return value as number;
}

function isWithin(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= max;
}

function malformed(reason: string): RelayRefusal {
  return new RelayRefusal('malformed', `unable to read the event; ${reason}.`);
}
