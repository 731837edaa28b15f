import type { Relation } from '../../src/protocol/kinds/kind.js';
import { isId } from '../../src/protocol/ids.js';
import type { ChatMessage } from '../../src/protocol/message.js';

/** A reader gives a message of another author a star. */
export interface StarEvent {
  readonly type: 'star';
  /** Of the message. */
  readonly target: string;
}

export interface StarredMessage extends ChatMessage {
  readonly stars?: number;
}

export const star: Relation<StarEvent> = {
  type: 'star',
  // Every field comes from a stranger.
  parse: ({ target }) => (isId(target) ? { type: 'star', target } : undefined),
  targetOf: ({ target }) => target,
  // For another author's message. The room has made sure that `by` is who gives the star.
  mayApply: (_, by, { author }) => by.id !== author.id,
  // Pure: the room has one star of each reader, however often it was sent, and in whatever order.
  apply: (shown, events): StarredMessage => ({ ...shown, stars: events.length }),
};
