import { isId } from '../ids.js';
import { isOrder } from '../message-codec.js';
import { isByAuthor } from '../room-rules.js';
import type { Relation } from './kind.js';

/** A message is removed: every reader shows a tombstone in its place. */
export interface RemovalEvent {
  readonly type: 'removal';
  /** Of the message. */
  readonly id: string;
  /** The message's order: readers who come after the message is gone show the tombstone there. */
  readonly place?: number;
}

export const removal: Relation<RemovalEvent> = {
  type: 'removal',
  parse: ({ id, place }) =>
    isId(id) ? { type: 'removal', id, ...(isOrder(place) ? { place } : {}) } : undefined,
  targetOf: ({ id }) => id,
  mayApply: (_, by, { author }) => isByAuthor(by, author),
  standIn({ event: { id, place }, by, stamp: { name, sentAt } }) {
    if (place === undefined) return undefined;
    const author = { id: by.id, name, verified: by.isServer };
    return {
      message: { id, text: '', author, sentAt, removed: true },
      order: place,
      derivedId: false,
      kind: 'message',
    };
  },
  // Whatever else was said about it is gone with its text.
  apply: ({ id, author, sentAt }) => ({ id, text: '', author, sentAt, removed: true }),
};
