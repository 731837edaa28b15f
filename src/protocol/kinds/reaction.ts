import { isEmoji } from '../emoji.js';
import { isId } from '../ids.js';
import { emojiKey, isRemoved, type Reaction } from '../message.js';
import { isLater, type Published, type Relation } from './kind.js';

/** A reader reacts to a message with an emoji, or takes the reaction back. */
export interface ReactionEvent {
  readonly type: 'reaction';
  /** The id of the message. */
  readonly target: string;
  /** One emoji. */
  readonly emoji: string;
  /** False takes it back. */
  readonly on: boolean;
}

/** Different emoji that one message shows; further ones are kept, and shown when others are taken back. */
const MAX_EMOJI = 20;
export const reaction: Relation<ReactionEvent> = {
  type: 'reaction',
  parse: ({ target, emoji, on }) =>
    isId(target) && isEmoji(emoji) && typeof on === 'boolean'
      ? { type: 'reaction', target, emoji, on }
      : undefined,
  targetOf: ({ target }) => target,
  keyOf: ({ emoji }) => emojiKey(emoji),
  mayApply: (_, by) => by.id !== undefined,
  apply(shown, events) {
    if (isRemoved(shown)) return shown;
    const groups = new Map<string, Published<ReactionEvent>[]>();
    // By their order, so that every reader sees the emoji in the same row.
    const sorted = [...events].sort((a, b) => (isLater(a, b) ? 1 : -1));
    for (const published of sorted) {
      const { emoji, on } = published.event;
      if (!on) continue;
      const key = emojiKey(emoji);
      const group = groups.get(key);
      if (group) group.push(published);
      else if (groups.size < MAX_EMOJI) groups.set(key, [published]);
    }
    const reactions = [...groups.values()].map(toReaction);
    return reactions.length > 0 ? { ...shown, reactions: Object.freeze(reactions) } : shown;
  },
};

function toReaction(events: readonly Published<ReactionEvent>[]): Reaction {
  const users = events.map(({ by, stamp }) => ({ id: by.id ?? '', name: stamp.name }));
  return Object.freeze({ emoji: events[0]?.event.emoji ?? '', users: Object.freeze(users) });
}
