import { ownFields } from '../../protocol/own-fields.js';
import { RESERVED_PREFIX, roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits } from '../store/room-store.js';

/** The list through which the processes share which rooms are in use. */
export const REGISTER = `${RESERVED_PREFIX}rooms`;

/** The limits of the list. One day, Momento's limit, is nearly as long as the longest lifetime of a token. */
export const REGISTER_LIMITS: HistoryLimits = { limit: 500, ttlSeconds: 86_400 };
/** The same where processes divide the rooms: ten times what one of them listens to by default. */
export const DIVIDED_LIMITS: HistoryLimits = { ...REGISTER_LIMITS, limit: 2_000 };

/** An entry of the register. A room's last entry counts. If its `until` is in the past, the room was closed. */
export interface RegisterEntry {
  readonly room: string;
  readonly until: number;
  /** Epoch ms of the last message; left out if there was none. */
  readonly written?: number;
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
