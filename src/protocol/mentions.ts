import { isId } from './ids.js';
import type { ChatMessage, Mention } from './message.js';
import { ownFields } from './own-fields.js';

/** Further ones stay text. */
const MAX_MENTIONS = 20;

/**
 * The people whom a text names, as a property; no property where it names none. Broken mentions are left out, and those that
 * overlap one before.
 *
 * @param value may be anything
 */
export function readMentions(value: unknown, text: string): Pick<ChatMessage, 'mentions'> {
  if (!Array.isArray(value)) return {};
  const all = value.slice(0, MAX_MENTIONS).flatMap((item) => readMention(item, text));
  let end = 0;
  const mentions = all
    .sort((a, b) => a.start - b.start)
    .filter(({ start, length }) => {
      if (start < end) return false;
      end = start + length;
      return true;
    });
  return mentions.length > 0 ? { mentions: Object.freeze(mentions) } : {};
}

function readMention(value: unknown, text: string): readonly Mention[] {
  const { id, start, length } = ownFields(value);
  // A place that is no whole number has no character.
  if (!isId(id) || typeof start !== 'number' || text[start] !== '@') return [];
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 2) return [];
  return start + length <= text.length ? [Object.freeze({ id, start, length })] : [];
}

/** The mentions that still stand at their place in a text that takes the place of the one before. */
export function keepMentions(
  { text: before, mentions = [] }: Pick<ChatMessage, 'text' | 'mentions'>,
  text: string,
): Pick<ChatMessage, 'mentions'> {
  const kept = mentions.filter(({ start, length }) => {
    const end = start + length;
    return before.slice(start, end) === text.slice(start, end);
  });
  return readMentions(kept, text);
}
