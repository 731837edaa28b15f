import { borrow, type Lent } from '../actions/borrowed.js';
import type * as Parts from './parts.js';

/*
 * `momento-chat-emoji.js`: all emoji, to be picked from or completed. The module of actions loads it for the first one that a
 * visitor looks for. The names that the two use of each other must stay as they are: no minifier may shorten them.
 */

export type EmojiModule = typeof Parts;

/** The parts of the module. They are made when they have all that the widget lends. */
export async function connectEmoji(lent: Lent): Promise<EmojiModule> {
  borrow(lent);
  return import('./parts.js');
}
