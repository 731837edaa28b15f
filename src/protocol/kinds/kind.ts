import type { ChatError } from '../errors.js';
import { toJson } from '../json.js';
import type { ParsedMessage } from '../message-codec.js';
import type { ChatMessage } from '../message.js';
import type { Publisher } from '../room-rules.js';

/** An item that is no message. It is its own wire form: list elements and topic items are this object as JSON. */
export interface RoomEvent {
  readonly type: string;
}

/** The fields of an event as they were read: they may be anything. */
export type EventFields = Readonly<Record<string, unknown>>;

/** The fields that all kinds of events share, see `readStamp`. */
export interface Stamp {
  /** Unique for each event; empty where it brought none. A removal has its message's. */
  readonly id: string;
  /** The author's name, which the author chose; empty where the event brought none. */
  readonly name: string;
  /** When it was made by its author's clock, in epoch ms. */
  readonly sentAt: number | undefined;
  /** Its place among messages and events, as in `WireMessage`; 0 where it brought none. */
  readonly order: number;
}

/** An event with its author. */
export interface Published<Event extends RoomEvent = RoomEvent> {
  readonly event: Event;
  readonly by: Publisher;
  readonly stamp: Stamp;
}

/** A kind of event. Readers ignore the kinds that they do not know, such as those of a later version. */
interface Kind<Event extends RoomEvent> {
  readonly type: Event['type'];
  /** Reads the own fields of an event of this type; undefined where it is broken. */
  parse(fields: EventFields): Event | undefined;
}

/**
 * A kind of event about a message: it changes how the message is shown. Relations are stored in a list of their own, see
 * `relationsKey`. Of one author's relations to a message that have the same key, the one with the greatest order counts.
 */
export interface Relation<Event extends RoomEvent = RoomEvent> extends Kind<Event> {
  /** The id of the message that the event is about. */
  targetOf(event: Event): string;
  /** Tells an author's relations to one message apart. Without it each replaces the one before. */
  keyOf?(event: Event): string;
  /** Whether the publisher may change this message so. */
  mayApply(event: Event, by: Publisher, target: ChatMessage): boolean;
  /** A message to show where the event's own is not here any more; undefined where the event tells too little. */
  standIn?(published: Published<Event>): ParsedMessage | undefined;
  /**
   * The message as it is shown. Pure, and independent of the events' order and of other kinds': they may come before the
   * message, twice, or in another order to another reader. A removed message stays as it is.
   *
   * @param shown the message as its author sent it, perhaps with relations of other kinds
   * @param events all events of this kind that apply to it, at least one
   */
  apply(shown: ChatMessage, events: readonly Published<Event>[]): ChatMessage;
}

/** A kind of event that is about the room or its visitor, and is over once it is received. It is never stored. */
export interface Signal<Event extends RoomEvent = RoomEvent> extends Kind<Event> {
  receive(event: Event, by: Publisher, room: SignalRoom): void;
}

/** The room as a signal may change it. */
export interface SignalRoom {
  /** The server has closed the chat: nothing more can be written. */
  end(): void;
  /** The server did not accept a message or a relation of this user. */
  reject(id: string, userId: string, error: ChatError): void;
}

/** Any kind, as a registry holds it: each gets the events only that its own `parse` has made. */
export type AnyKind = Relation | Signal;

export function isRelation(kind: AnyKind): kind is Relation {
  return Object.hasOwn(kind, 'apply');
}

/** Whether an event counts in place of another: by its order, then by its id. */
export function isLater(one: Published, other: Published): boolean {
  const [a, b] = [one.stamp, other.stamp];
  if (a.order !== b.order) return a.order > b.order;
  // Two events under one id are a hostile writer's: readers agree on one of them all the same.
  return a.id === b.id ? toJson(one.event) > toJson(other.event) : a.id > b.id;
}
