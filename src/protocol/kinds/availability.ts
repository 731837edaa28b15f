import { isTime } from '../message-codec.js';
import type { EventFields, RoomEvent } from './kind.js';

/** The `type` of what a server tells a room of its agents, on the wire. */
export const AVAILABILITY = 'availability';

/** The longest time to an answer that a reader believes, in seconds: a day. */
const MAX_ANSWER_SECONDS = 86_400;

/** Whether agents are here for a room's visitors, and how long an answer takes. */
export interface RoomAvailability {
  /** When the server knew it, by its clock, in epoch ms: of two, the later one counts. */
  readonly at: number;
  /** Whether no agent is here. */
  readonly away: boolean;
  /** How long visitors have waited for an agent of late; missing: nobody knows. */
  readonly answerSeconds?: number;
}

/** A change of it, for all who are in the room. It is a signal of the room's server: never stored, and ignored from others. */
export type AvailabilityEvent = RoomEvent & RoomAvailability;

/** Reads the own fields of it; undefined where it is broken. */
export function parseAvailability(fields: EventFields): AvailabilityEvent | undefined {
  const { at, away, answerSeconds } = fields;
  if (!isTime(at) || typeof away !== 'boolean') return undefined;
  const isKnown =
    typeof answerSeconds === 'number' && answerSeconds >= 0 && answerSeconds <= MAX_ANSWER_SECONDS;
  return { type: AVAILABILITY, at, away, ...(isKnown ? { answerSeconds } : {}) };
}
