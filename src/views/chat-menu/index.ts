import { borrow, type Lent } from '../actions/borrowed.js';
import type * as Parts from './parts.js';

/*
 * `momento-chat-menu.js`, the menu of a chat: the widget loads it after the first view of a chat that has a menu, or when a
 * program first asks for a transcript, whose module it loads. The names that the two use of each other must stay as they are:
 * no minifier may shorten them.
 */

export type { MenuStrings } from './words.js';
export type ChatMenuParts = typeof Parts;

/** The parts of the module. They are made when they have all that the widget lends. */
export async function connectMenu(lent: Lent): Promise<ChatMenuParts> {
  borrow(lent);
  return import('./parts.js');
}
