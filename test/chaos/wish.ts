import type { Random } from '../helpers/random.js';

/** A change that a client is to make, drawn before it is known which messages there are. */
export interface Wish {
  readonly type: 'reaction' | 'edit' | 'removal';
  /** Which of the messages that allow it: 0 is the oldest, 1 the newest. */
  readonly age: number;
  readonly emoji: string;
  /** False takes a reaction back. */
  readonly on: boolean;
  /** The end of a new text. */
  readonly words: string;
}

const EMOJI = ['👍', '🎉', '😂'] as const;
/** Of ten wishes: six reactions, of which two are taken back. */
const TYPES = [
  ...['reaction', 'reaction', 'reaction', 'reaction', 'reaction', 'reaction'],
  ...['edit', 'edit', 'removal', 'removal'],
] as readonly Wish['type'][];

/** The end of a text: a moderator accepts the empty one, changes `darn`, and refuses `rude`. */
export const WORDS = ['', '', '', '', '', '', 'darn', 'rude'] as const;

/** Draws a wish. */
export function drawWish(random: Random): Wish {
  const type = random.pick(TYPES);
  // Half of them are about the newest message, which may still be on its way.
  const age = random.next() < 0.5 ? 1 : random.next();
  return {
    type,
    age,
    emoji: random.pick(EMOJI),
    on: random.next() < 0.7,
    words: random.pick(WORDS),
  };
}
