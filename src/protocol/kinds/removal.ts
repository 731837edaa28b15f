import { isId } from '../ids.js';
import type { Relation } from './kind.js';

/** A message is removed: every reader shows a tombstone in its place. */
export interface RemovalEvent {
  readonly type: 'removal';
  /** Of the message. */
  readonly id: string;
}

export const removal: Relation<RemovalEvent> = {
  type: 'removal',
  parse: ({ id }) => (isId(id) ? { type: 'removal', id } : undefined),
  targetOf: ({ id }) => id,
  // Without a moderator, authors may remove their own messages, by the service's word.
  mayApply: (_, by, { author }) => by.isServer || (by.id !== undefined && by.id === author.id),
  apply: (original) => ({ ...original, text: '', removed: true }),
};
