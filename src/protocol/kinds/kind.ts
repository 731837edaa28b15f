import type { ChatError } from '../errors.js';
import type { ChatMessage } from '../message.js';
import type { Publisher } from '../room-rules.js';

/** An item that is no message. It is its own wire form: list elements and topic items are this object as JSON. */
export interface RoomEvent {
  readonly type: string;
}

/** The fields of an event as they were read: they may be anything. */
export type EventFields = Readonly<Record<string, unknown>>;

/** A kind of event. Readers ignore the kinds that they do not know, such as those of a later version. */
interface Kind<Event extends RoomEvent> {
  readonly type: Event['type'];
  /** Reads an event of this type; undefined where it is broken. */
  parse(fields: EventFields): Event | undefined;
}

/** A kind of event about a message: it changes how the message is shown. */
export interface Relation<Event extends RoomEvent = RoomEvent> extends Kind<Event> {
  /** The id of the message that the event is about. */
  targetOf(event: Event): string;
  /** Whether the publisher may change this message so. */
  mayApply(event: Event, by: Publisher, target: ChatMessage): boolean;
  /**
   * The message as it is shown. Pure, and independent of the events' order: they may come before the message, twice, or
   * in another order to another reader.
   *
   * @param original the message as its author sent it
   * @param events all events of this kind that apply to it, at least one
   */
  apply(original: ChatMessage, events: readonly Event[]): ChatMessage;
}

/** A kind of event that is about the room or its visitor, and is over once it is received. */
export interface Signal<Event extends RoomEvent = RoomEvent> extends Kind<Event> {
  receive(event: Event, by: Publisher, room: SignalRoom): void;
}

/** The room as a signal may change it. */
export interface SignalRoom {
  /** The server has closed the chat: nothing more can be written. */
  end(): void;
  /** The server did not accept a message of this user. */
  reject(messageId: string, userId: string, error: ChatError): void;
}

/** Any kind, as a registry holds it: each gets the events only that its own `parse` has made. */
export type AnyKind = Relation | Signal;

export function isRelation(kind: AnyKind): kind is Relation {
  return Object.hasOwn(kind, 'apply');
}
