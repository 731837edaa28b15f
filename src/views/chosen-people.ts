import type { Person } from '../protocol/chat-user.js';
import type { ChatMessage, Mention } from '../protocol/message.js';

/** A name goes on with it. Scripts that write no spaces between words have no such letters. */
const GOES_ON = /^[\p{Lu}\p{Ll}\p{Nd}]/u;

/**
 * Finds in a text those who were chosen from the list of people. Of two people of the same name, the text names first who
 * was chosen first.
 */
export function mentionsIn(text: string, chosen: readonly Person[]): readonly Mention[] {
  const mentions: Mention[] = [];
  let left = chosen;
  if (left.length === 0) return mentions;
  for (let start = text.indexOf('@'); start >= 0; start = text.indexOf('@', start + 1)) {
    const after = text.slice(start + 1);
    const named = left.filter(
      ({ name }) => after.startsWith(name) && !GOES_ON.test(after.slice(name.length)),
    );
    const longest = Math.max(...named.map(({ name }) => name.length));
    const [person, other] = named.filter(({ name }) => name.length === longest);
    if (!person) continue;
    mentions.push({ id: person.id, start, length: longest + 1 });
    if (other) left = left.filter((each) => each !== person);
  }
  return mentions;
}

/** Those whom a text names, as `mentionsIn` finds them in it. */
export function peopleIn({
  text,
  mentions = [],
}: Pick<ChatMessage, 'text' | 'mentions'>): readonly Person[] {
  return mentions.map(({ id, start, length }) => ({
    id,
    name: text.slice(start + 1, start + length),
  }));
}
