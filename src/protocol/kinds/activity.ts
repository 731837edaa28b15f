import { isBlank } from '../blank.js';
import { isOrder } from '../message-codec.js';
import { cleanName } from '../names.js';
import type { EventFields, RoomEvent } from './kind.js';

/** The `type` of activity, on the wire. */
export const ACTIVITY = 'activity';

/**
 * A visitor's activity in a room. It says everything at once, because each item costs an operation for every reader. It is a
 * signal: never stored, and not missed where it gets lost.
 */
export interface ActivityEvent extends RoomEvent {
  readonly type: typeof ACTIVITY;
  /** The visitor. Readers believe the id in the publisher's token, or the room's server. */
  readonly userId?: string;
  readonly username?: string;
  /** How long the visitor counts as being in the room, in seconds; 0: the visitor leaves. */
  readonly here: number;
  /** How long the visitor counts as writing, in seconds. */
  readonly typing?: number;
  /** The order of the last message that the visitor has had in view. */
  readonly read?: number;
  /**
   * What a bot has written so far, by the room's server alone: {@link parseActivity} leaves it out, so that no visitor's text
   * passes without a look by the moderator.
   */
  readonly draft?: string;
}

/** The longest times that a reader believes, in seconds. */
export const MAX_HERE_SECONDS = 1_800;
export const MAX_TYPING_SECONDS = 30;

/** Reads the own fields of an activity event; undefined where it is broken. */
export function parseActivity({
  here,
  typing,
  read,
  username,
}: EventFields): ActivityEvent | undefined {
  if (!isSeconds(here)) return undefined;
  const name = cleanName(username);
  return {
    type: ACTIVITY,
    here: Math.min(here, MAX_HERE_SECONDS),
    ...(isSeconds(typing) && typing > 0 ? { typing: Math.min(typing, MAX_TYPING_SECONDS) } : {}),
    ...(isOrder(read) ? { read } : {}),
    ...(name ? { username: name } : {}),
  };
}

/** Adds the text of a bot to an event of the room's server. */
export function withDraft(event: ActivityEvent, { draft }: EventFields): ActivityEvent {
  return typeof draft === 'string' && !isBlank(draft) ? { ...event, draft } : event;
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}
