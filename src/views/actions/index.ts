import { borrow, type Lent } from './borrowed.js';
import type * as Parts from './parts.js';

/*
 * `momento-chat-actions.js`, with what visitors need from their first action on: the widget loads it after its first view.
 * The names that the two use of each other must stay as they are: no minifier may shorten them.
 */

export type Actions = typeof Parts;

/** The parts of the module. They are made when they have all that the widget lends. */
export async function connectActions(lent: Lent): Promise<Actions> {
  borrow(lent);
  return import('./parts.js');
}
