import type { ParsedMessage } from '../../protocol/message-codec.js';
import type { Entry } from './entries.js';

/**
 * Finds what is missing from the list between two neighbours that it still has: those messages were removed. A message
 * missing at the list's ends proves nothing: a list loses its oldest elements, or all of them. Nor does a message without
 * an id of its own, or one that the server wrote before the first of these: it may have come live long after it was stored.
 *
 * @param entries those that were here when the list was asked for: later ones are in no answer
 * @param stored oldest first, without a gap
 */
export function missingFromList(
  entries: readonly Entry[],
  stored: readonly ParsedMessage[],
): readonly Entry[] {
  const positions = new Map<string, number>();
  stored.forEach(({ derivedId, message }, position) => {
    if (!derivedId && !positions.has(message.id)) positions.set(message.id, position);
  });
  const missing: Entry[] = [];
  let left: { readonly rank: number; readonly position: number } | undefined;
  let since: Entry[] = [];
  for (const entry of entries) {
    const { message, rank } = entry;
    if (entry.derivedFrom !== undefined) continue;
    if (Number(message.sentAt) < Number(stored[0]?.message.sentAt)) continue;
    const position = positions.get(message.id);
    if (position === undefined) {
      since.push(entry);
      continue;
    }
    const before = left;
    // The list need not have the timeline's order: it counts only where both orders agree.
    if (before && before.position < position) {
      missing.push(...since.filter((other) => before.rank < other.rank && other.rank < rank));
    }
    left = { rank, position };
    since = [];
  }
  return missing;
}
