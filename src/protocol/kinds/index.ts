import { closing, type ClosingEvent } from './closing.js';
import { edit } from './edit.js';
import type { AnyKind, EventFields, RoomEvent } from './kind.js';
import { reaction } from './reaction.js';
import { rejection, type RejectionEvent } from './rejection.js';
import { removal, type RemovalEvent } from './removal.js';

/** An event of a kind that every version knows. */
export type BasicEvent = ClosingEvent | RejectionEvent | RemovalEvent;

/** All kinds of events that a room knows. A new one has its line here. */
export const KINDS: readonly AnyKind[] = [removal, closing, rejection, edit, reaction];

/** An event together with its kind. */
export interface KnownEvent<Kind extends AnyKind = AnyKind> {
  readonly kind: Kind;
  readonly event: RoomEvent;
}

/** Reads an event's fields, which may be anything. Undefined: of no known kind, or broken. */
export function parseEvent(
  fields: EventFields,
  kinds: readonly AnyKind[] = KINDS,
): KnownEvent | undefined {
  const kind = kinds.find(({ type }) => type === fields.type);
  const event = kind?.parse(fields);
  return kind && event && { kind, event };
}
