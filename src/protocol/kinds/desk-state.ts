import { isId } from '../ids.js';
import { cleanName } from '../names.js';
import { isOrder, isTime } from '../message-codec.js';
import { ownFields } from '../own-fields.js';
import { MAX_SANCTION_SECONDS, MAX_SLOW_SECONDS } from './desk.js';
import type { EventFields, RoomEvent } from './kind.js';

/** The `type` of what a server tells a room of its limits and pins, and of a user's mute, on the wire. */
export const DESK_STATE = 'desk-state';
export const DESK_SANCTION = 'desk-sanction';

/** How many messages of a room can be pinned: each takes space above the conversation. */
export const MAX_PINS = 3;
/** How much of a pinned message's text is kept with the pin, in UTF-16 code units: one line shows less. */
export const MAX_PIN_TEXT = 280;

/** A pinned message, as far as it is shown where the message itself is not loaded. */
export interface PinnedMessage {
  /** Of the message. */
  readonly id: string;
  /** The message's place, so that it can be found in the history; undefined where it has none. */
  readonly order?: number;
  /** The author's name. */
  readonly name: string;
  /** How the text begins. */
  readonly text: string;
}

/** What holds for a room: how members may write, and its pins, oldest first. */
export interface DeskState {
  /** When the server has read it, by its clock, in epoch ms: of two states, the later one counts. */
  readonly at: number;
  /** A member may send one message in so many seconds; 0: any number. */
  readonly slowSeconds: number;
  /** Members may only read. */
  readonly readOnly: boolean;
  readonly pins: readonly PinnedMessage[];
}

/** What a visitor is told when they enter. */
export interface OwnDeskState extends DeskState {
  /** The visitor may not write for so many seconds; missing: they may. */
  readonly mutedSeconds?: number;
}

/** What the server of a room tells a visitor who enters: by its desk, if it has one, and its inbox. */
export type ServedState = Partial<OwnDeskState> & {
  /** When it was known whether agents are here, by the server's clock, in epoch ms; missing without an inbox. */
  readonly awayAt?: number;
};

/** A change of it, for all who are in the room. */
export type DeskStateEvent = RoomEvent & DeskState;

/** A user was muted or banned, for so many seconds, or may write again (0). */
export interface DeskSanctionEvent extends RoomEvent {
  readonly type: typeof DESK_SANCTION;
  /** Whom it concerns. */
  readonly user: string;
  /** How long the user cannot write from now on; 0: the user can write again. */
  readonly seconds: number;
}

/** Reads a state, which may be anything; what is broken in it counts as not set. */
export function readDeskState(value: unknown): OwnDeskState {
  const { at, slowSeconds, readOnly, pins, mutedSeconds } = ownFields(value);
  return {
    at: isTime(at) ? at : 0,
    slowSeconds: isWholeUpTo(slowSeconds, MAX_SLOW_SECONDS) ? slowSeconds : 0,
    readOnly: readOnly === true,
    pins: Array.isArray(pins) ? pins.flatMap(readPin).slice(-MAX_PINS) : [],
    ...(isWholeUpTo(mutedSeconds, MAX_SANCTION_SECONDS) && mutedSeconds > 0 && { mutedSeconds }),
  };
}

/** Reads the own fields of a sanction; undefined where it is broken. */
export function parseDeskSanction({ user, seconds }: EventFields): DeskSanctionEvent | undefined {
  if (!isId(user) || !isWholeUpTo(seconds, MAX_SANCTION_SECONDS)) return undefined;
  return { type: DESK_SANCTION, user, seconds };
}

function readPin(value: unknown): readonly PinnedMessage[] {
  const { id, order, name, text } = ownFields(value);
  if (!isId(id) || typeof text !== 'string') return [];
  const place = isOrder(order) ? { order } : {};
  return [{ id, ...place, name: cleanName(name), text: text.slice(0, MAX_PIN_TEXT) }];
}

function isWholeUpTo(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
