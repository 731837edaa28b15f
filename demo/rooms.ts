import type { RoomMode } from '../src/server/index.js';

/** The room whose messages a server moderates before they are shown. */
export const MODERATED_ROOM = 'town-hall';
/** The moderated room that shows what moderators do. */
export const DESK_ROOM = 'assembly';

/** The mode of a room. The token endpoint and the relay must agree on it, or one of them would bypass the moderator. */
export function modeOf(room: string): RoomMode {
  return room === MODERATED_ROOM || room === DESK_ROOM ? 'moderated' : 'direct';
}
