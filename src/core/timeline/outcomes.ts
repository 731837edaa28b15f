import type { ParsedMessage } from '../../protocol/message-codec.js';

/**
 * The outcome for an item: `added`; `known`: the same message again; `conflicting`: another message under an
 * id that is taken, which is dropped; `past`: older than the kept messages, or removed before it came.
 */
export type Addition = 'added' | 'known' | 'conflicting' | 'past';

/**
 * The outcome for an event about a message. `waiting`: until its message comes; `known`: it came before, or what replaces
 * it did; `refused`: its author may not change this message so.
 */
export type Application = 'applied' | 'refused' | 'waiting' | 'known';

/** A moment in the timeline's life: all that was in it then. */
export type Mark = number & { readonly mark: unique symbol };

/** Whether a live message may be the one that the list has, or another one with the same content: the list can tell. */
export function isUnsure({ derivedId }: ParsedMessage, addition: Addition | undefined): boolean {
  return derivedId && addition === 'known';
}
