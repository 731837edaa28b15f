import { borrow, type Lent } from '../views/actions/borrowed.js';
import type { ConnectedDesk } from './connected-desk.js';
import type { DeskHost, DeskRoom } from './desk-host.js';

/*
 * `momento-chat-desk.js`, which the chat loads in rooms whose server has a moderators' desk. The names that the two use of
 * each other must stay as they are: no minifier may shorten them.
 */

export type { ConnectedDesk } from './connected-desk.js';
export type { ComposerLimits } from './desk-host.js';
export type { DeskStrings } from './words.js';

/** Opens the desk of a room. Its parts are made when they have all that the widget lends. */
export async function connectDesk(
  lent: Lent,
  host: DeskHost,
  room: DeskRoom,
): Promise<ConnectedDesk> {
  borrow(lent);
  const { openDesk } = await import('./connected-desk.js');
  return openDesk(host, room);
}
