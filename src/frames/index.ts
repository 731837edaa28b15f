import { borrow, type Lent } from './borrowed.js';
import type * as Parts from './parts.js';

/*
 * `momento-chat-frames.js`: what is around the conversation of a launcher or an overlay. The widget loads it for the first
 * one of them in a page; an inline chat needs none of it. The names that the two use of each other must stay as they are:
 * no minifier may shorten them.
 */

export type { FrameHost, FrameProps } from './frame.js';
export type Frames = typeof Parts;

/** The parts of the module. They are made when they have all that the widget lends. */
export async function connectFrames(lent: Lent): Promise<Frames> {
  borrow(lent);
  return import('./parts.js');
}
