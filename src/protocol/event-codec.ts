import { isId } from './ids.js';
import { toJson } from './json.js';
import type { EventFields, Published, RoomEvent, Stamp } from './kinds/kind.js';
import { isOrder, isTime } from './message-codec.js';
import { cleanName } from './names.js';
import { ownFields } from './own-fields.js';

/*
 * The one place that knows how events are written. Each is an object with a `type`, the fields of its kind, and the fields
 * that all kinds share: `id`, `userId`, `username`, `timestamp` and `order`, as a message has them.
 */

/** Several events in one topic item, as a server publishes those of a busy room. */
const BATCH = 'batch';

/** An event on its way to the room: without a stamp it is a signal. */
export type OutgoingEvent = Pick<Published, 'event'> & Partial<Published>;

/** The JSON of an event: the text of a list element, and of a topic item. */
export function serializeEvent(outgoing: OutgoingEvent): string {
  return toJson(eventToWire(outgoing));
}

/** The wire form of an event. */
export function eventToWire({ event, stamp, by }: OutgoingEvent): RoomEvent {
  if (!stamp) return event;
  const { id, name, sentAt, order } = stamp;
  return {
    id,
    ...event,
    // JSON leaves out undefined fields.
    userId: by?.id,
    username: name || undefined,
    timestamp: sentAt,
    order: order || undefined,
  } as RoomEvent;
}

/** The JSON of a topic item that holds several events. @param events each as `serializeEvent` writes it */
export function serializeBatch(events: readonly string[]): string {
  return `{"type":"${BATCH}","events":[${events.join()}]}`;
}

/** The events in an item: itself, or those of a batch. */
export function eventsIn(fields: EventFields): readonly EventFields[] {
  const { type, events } = fields;
  if (type !== BATCH) return [fields];
  if (!Array.isArray(events)) return [];
  return events
    .filter((event) => typeof event === 'object' && event !== null)
    .map((event) => ownFields(event));
}

/** Reads the fields that all events share, which may be anything. */
export function readStamp({ id, username, timestamp, order }: EventFields): Stamp {
  return {
    id: isId(id) ? id : '',
    name: cleanName(username),
    sentAt: isTime(timestamp) ? timestamp : undefined,
    order: isOrder(order) ? order : 0,
  };
}

/** The author that an event names; undefined where it names none. */
export function claimedAuthor({ userId }: EventFields): string | undefined {
  return isId(userId) ? userId : undefined;
}
