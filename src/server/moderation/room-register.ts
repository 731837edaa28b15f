import { ownFields } from '../../protocol/own-fields.js';
import { RESERVED_PREFIX, roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits } from '../store/room-store.js';

/** The list through which the processes share which rooms are in use. */
export const REGISTER = `${RESERVED_PREFIX}rooms`;

/** The limits of the list. One day, Momento's limit, is nearly as long as the longest lifetime of a token. */
export const REGISTER_LIMITS: HistoryLimits = { limit: 500, ttlSeconds: 86_400 };
/** The same where processes divide the rooms: ten times what one of them listens to by default. */
export const DIVIDED_LIMITS: HistoryLimits = { ...REGISTER_LIMITS, limit: 2_000 };

/** How often each process reads the register, in ms. */
const POLL_MS = 30_000;
/** Each room costs an operation, so more than this number are read less often; ten times as many, every fifth minute. */
const ROOMS_PER_POLL = 100;
const MAX_POLLS = 10;
/** After so many times the time between two readings, each process has read what was written. */
export const KNOWN_POLLS = 1.5;

/** How often to read a register of so many rooms, in ms. A process that is gone makes the others read it at once. */
export function pollMsFor(rooms: number): number {
  return POLL_MS * Math.min(MAX_POLLS, Math.max(1, rooms / ROOMS_PER_POLL));
}

/** An entry of the register. A room's last entry counts. If its `until` is in the past, the room was closed. */
export interface RegisterEntry {
  readonly room: string;
  readonly until: number;
  /** Epoch ms of the last message; left out if there was none. */
  readonly written?: number;
}

/** A room in use, as a process knows it. */
export interface RegisteredRoom {
  /** Epoch ms. */
  until: number;
  /** The `until` of the room's entry in the register; 0 without an entry. */
  registered: number;
  /** When the entry was last written, by the clock's `elapsed()`. */
  registeredAt: number;
  /** Epoch ms of the last message that the register records; 0 without any. */
  registeredWritten: number;
  /** When another process could read of it first, by the clock's `elapsed()`. */
  announcedAt?: number;
}

/** Only servers can write entries, but a later version may write another format, which is skipped. */
export function registerEntryOf(item: string): RegisterEntry[] {
  try {
    const { room, until, written } = ownFields(JSON.parse(item));
    if (typeof room !== 'string' || typeof until !== 'number') return [];
    if (roomNameFault(room) !== undefined) return [];
    return [{ room, until, ...(typeof written === 'number' ? { written } : {}) }];
  } catch {
    return []; // Not JSON.
  }
}
