import { isBlank } from '../blank.js';
import { isId } from '../ids.js';
import { readMentions } from '../mentions.js';
import { isRemoved, type ChatMessage, type Mention } from '../message.js';
import { isByAuthor } from '../room-rules.js';
import { isLater, type Relation } from './kind.js';

/** The author has changed the text of a message. */
export interface EditEvent {
  readonly type: 'edit';
  /** The id of the message. */
  readonly target: string;
  /** The new text. Not called `message`: older versions would show it as a message of its own. */
  readonly text: string;
  /** The people whom the new text names. */
  readonly mentions?: readonly Mention[];
}

type Edited = Omit<ChatMessage, 'mentions'> & { mentions?: readonly Mention[] };

export const edit: Relation<EditEvent> = {
  type: 'edit',
  parse: ({ target, text, mentions }) =>
    isId(target) && typeof text === 'string' && !isBlank(text)
      ? { type: 'edit', target, text, ...readMentions(mentions, text) }
      : undefined,
  targetOf: ({ target }) => target,
  mayApply: (_, by, { author }) => isByAuthor(by, author),
  apply(shown, events) {
    if (isRemoved(shown)) return shown;
    const { event, stamp } = events.reduce((a, b) => (isLater(b, a) ? b : a));
    const { text, mentions } = event;
    const edited: Edited = { ...shown, text, editedAt: stamp.sentAt ?? 0 };
    if (mentions) edited.mentions = mentions;
    else delete edited.mentions;
    return edited;
  },
};
