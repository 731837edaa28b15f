import type { Relation } from '../../src/protocol/kinds/kind.js';
import { isId } from '../../src/protocol/ids.js';
import type { ChatMessage } from '../../src/protocol/message.js';

/** A reader gives a message of another author a star. */
export interface StarEvent {
  readonly type: 'star';
  /** Of the message. */
  readonly target: string;
  /** Of the reader. */
  readonly userId: string;
}

export interface StarredMessage extends ChatMessage {
  readonly stars?: number;
}

export const star: Relation<StarEvent> = {
  type: 'star',
  // Every field comes from a stranger.
  parse: ({ target, userId }) =>
    isId(target) && isId(userId) ? { type: 'star', target, userId } : undefined,
  targetOf: ({ target }) => target,
  // By the service's word, and for another author's message.
  mayApply: ({ userId }, by, { author }) => userId === by.id && userId !== author.id,
  // Pure: a star counts once for each reader, however often it is sent, and in whatever order.
  apply(original, events): StarredMessage {
    return { ...original, stars: new Set(events.map(({ userId }) => userId)).size };
  },
};
