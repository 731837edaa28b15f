import { isBlank } from '../../protocol/blank.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { HistoryRequest, JoinRequest, MessageRequest } from '../../protocol/relay.js';
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
export function readHistory({ room, skip, count }: RelayEvent['fields']): HistoryRequest {
  return { room: readRoom(room), skip: readCount('skip', skip), count: readCount('count', count) };
}

/**
 * Reads a client's message. An invalid optional field counts as left out. But an invalid id is refused, because a
 * message with an id is stored only once, and that would not hold if the id were dropped.
 *
 * @param now epoch ms
 * @throws RelayRefusal
 */
export function readMessage(fields: RelayEvent['fields'], now: number): MessageRequest {
  const { room, message, name, id, timestamp, order } = fields;
  if (typeof message !== 'string') throw malformed('"message" is not a text');
  if (isBlank(message)) throw malformed('"message" is empty');
  if (id !== undefined && !(typeof id === 'string' && ID.test(id))) {
    throw malformed('"id" is not 1 to 64 letters, digits and any of _.:-');
  }
  // Otherwise a left out field could be read from an altered `Object.prototype`.
  return ownFields({
    room: readRoom(room),
    message,
    ...(typeof name === 'string' ? { name } : {}),
    ...(id === undefined ? {} : { id }),
    ...(isWithin(timestamp, now + MAX_TIME_AHEAD_MS) ? { timestamp } : {}),
    ...(isWithin(order, now + MAX_ORDER_AHEAD_MS) ? { order } : {}),
  });
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
