import type { RoomMode } from '../src/server/index.js';

/** The room in which a server looks at every message first. */
export const MODERATED_ROOM = 'town-hall';

/** Asked by the token endpoint and by the relay: with two answers, one of them would be a way around the moderator. */
export function modeOf(room: string): RoomMode {
  return room === MODERATED_ROOM ? 'moderated' : 'direct';
}
