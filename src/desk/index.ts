import { borrow, type Lent } from '../views/actions/borrowed.js';
import type { DeskHost, DeskRoom } from './desk-host.js';
import type { ServedRoom } from './served-room.js';

/*
 * `momento-chat-desk.js`, which the chat loads in rooms whose server has a moderators' desk, or tells whether agents are here.
 * The names that the two use of each other must stay as they are: no minifier may shorten them.
 */

export type { ServedRoom } from './served-room.js';
export type { ComposerLimits } from './desk-host.js';
export type { DeskStrings } from './words.js';

/** Opens what a room's server tells. Its parts are made when they have all that the widget lends. */
export async function connectDesk(lent: Lent, host: DeskHost, room: DeskRoom): Promise<ServedRoom> {
  borrow(lent);
  const { openRoom } = await import('./served-room.js');
  return openRoom(host, room);
}
