import { isBlank } from '../blank.js';
import { isId } from '../ids.js';
import type { EventFields, RoomEvent } from './kind.js';

/** The `type` of a moderator's order, and of the server's answer to it, on the wire. */
export const DESK_ORDER = 'desk';
export const DESK_ANSWER = 'desk-answer';

/** The longest time of a sanction, in seconds: Momento keeps an item for a day at most. */
export const MAX_SANCTION_SECONDS = 86_400;
/** The longest time between two messages of a member in slow mode, in seconds: six hours. */
export const MAX_SLOW_SECONDS = 21_600;

/** The longest announcement, in UTF-16 code units. */
export const MAX_ANNOUNCEMENT_LENGTH = 2_000;

/**
 * The orders about a user, about a message, and about the room. Two are no orders, and have no answer, since all readers would
 * see whose it is: with `state` any member who may have missed something asks for the room's state, and with `report` any member
 * reports a message.
 */
export type DeskAct =
  | 'mute'
  | 'ban'
  | 'lift'
  | 'remove-all'
  | 'pin'
  | 'unpin'
  | 'limit'
  | 'announce'
  | 'state'
  | 'report';

/** What a moderator asks the room's server to do. It is a signal: never stored, and repeated by its sender if it is lost. */
export interface DeskOrder extends RoomEvent {
  readonly type: typeof DESK_ORDER;
  /** By which its sender recognizes the answer. */
  readonly id: string;
  readonly act: DeskAct;
  /** Whom it concerns; with the orders about a user. */
  readonly user?: string;
  /** The id of the message that is pinned, unpinned or reported. */
  readonly target?: string;
  /** Of an announcement. */
  readonly text?: string;
  /** How long it holds, with `mute` and `ban`. */
  readonly seconds?: number;
  readonly reason?: string;
  /** With `limit`: what is left out stays. */
  readonly slowSeconds?: number;
  readonly readOnly?: boolean;
}

/** What has become of an order. All readers of the room receive it; it tells them nothing of what was ordered. */
export interface DeskAnswer extends RoomEvent {
  readonly type: typeof DESK_ANSWER;
  /** Of the order. */
  readonly id: string;
  /** Of its sender. */
  readonly userId: string;
  readonly outcome: DeskOutcome;
}

/** `not-allowed`: by the roles of both users. `not-found`: the room has no such message. `failed`: the sender may try again. */
export type DeskOutcome = 'done' | 'not-allowed' | 'not-found' | 'failed';

const OUTCOMES: readonly unknown[] = ['done', 'not-allowed', 'not-found', 'failed'];
const ACTS: readonly unknown[] = [
  ...['mute', 'ban', 'lift', 'remove-all', 'pin', 'unpin', 'limit', 'announce', 'state'],
  'report',
];

/** Reads the own fields of an order; undefined where it is broken. */
export function parseDeskOrder(fields: EventFields): DeskOrder | undefined {
  const { id, act, user, target, text, seconds, reason, slowSeconds, readOnly } = fields;
  if (!isId(id) || !ACTS.includes(act)) return undefined;
  const order = { type: DESK_ORDER, id, act: act as DeskAct } as const;
  if (act === 'limit') {
    const slow = isWithin(slowSeconds, 0, MAX_SLOW_SECONDS) ? { slowSeconds } : {};
    const only = typeof readOnly === 'boolean' ? { readOnly } : {};
    return { ...order, ...slow, ...only };
  }
  if (act === 'state') return order;
  if (act === 'announce') {
    const isText = typeof text === 'string' && !isBlank(text);
    return isText && text.length <= MAX_ANNOUNCEMENT_LENGTH ? { ...order, text } : undefined;
  }
  if (act === 'pin' || act === 'unpin' || act === 'report') {
    return isId(target) ? { ...order, target } : undefined;
  }
  if (!isId(user)) return undefined;
  const isTimed = act === 'mute' || act === 'ban';
  if (isTimed && !isWithin(seconds, 1, MAX_SANCTION_SECONDS)) return undefined;
  return {
    ...order,
    user,
    ...(isTimed ? { seconds: seconds as number } : {}),
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
  };
}

/** Reads the own fields of an answer; undefined where it is broken. */
export function parseDeskAnswer({ id, userId, outcome }: EventFields): DeskAnswer | undefined {
  if (!isId(id) || !isId(userId) || !OUTCOMES.includes(outcome)) return undefined;
  return { type: DESK_ANSWER, id, userId, outcome: outcome as DeskOutcome };
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
