import { isBlank } from '../blank.js';
import { isId } from '../ids.js';
import { isRemoved } from '../message.js';
import { isByAuthor } from '../room-rules.js';
import { isLater, type Relation } from './kind.js';

/** The author has changed the text of a message. */
export interface EditEvent {
  readonly type: 'edit';
  /** The id of the message. */
  readonly target: string;
  /** The new text. Not called `message`: older versions would show it as a message of its own. */
  readonly text: string;
}

export const edit: Relation<EditEvent> = {
  type: 'edit',
  parse: ({ target, text }) =>
    isId(target) && typeof text === 'string' && !isBlank(text)
      ? { type: 'edit', target, text }
      : undefined,
  targetOf: ({ target }) => target,
  mayApply: (_, by, { author }) => isByAuthor(by, author),
  apply(shown, events) {
    if (isRemoved(shown)) return shown;
    const { event, stamp } = events.reduce((a, b) => (isLater(b, a) ? b : a));
    return { ...shown, text: event.text, editedAt: stamp.sentAt ?? 0 };
  },
};
