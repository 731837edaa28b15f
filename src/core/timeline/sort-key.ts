import type { ParsedMessage } from '../../protocol/message-codec.js';

/** Where a message stands: by `order`, then `tie`; what brought neither stands `behind` what it followed. */
export interface SortKey {
  readonly order: number;
  readonly tie: string;
  readonly behind: number;
}

const DAY_MS = 86_400_000;

/**
 * How far ahead of its own clock a sender follows the `order` of others, in ms. Clocks are off by less, and without a
 * bound one writer could use up the numbers that all share.
 */
export const MAX_ADOPTED_AHEAD_MS = DAY_MS;
/**
 * How far ahead of its own clock a reader believes an `order`, in ms. That is a day more than any sender follows, so that
 * readers whose clocks differ by hours still sort the messages of honest senders alike.
 */
export const MAX_ACCEPTED_AHEAD_MS = 2 * DAY_MS;

/** Before all messages. */
export const START: SortKey = Object.freeze({ order: 0, tie: '', behind: 0 });

/** The place that a message brings itself. @param now epoch ms */
export function ownKeyOf({ message, order }: ParsedMessage, now: number): SortKey | undefined {
  if (order === undefined || order > now + MAX_ACCEPTED_AHEAD_MS) return undefined;
  return { order, tie: message.id, behind: 0 };
}

/** Below 0 where `a` comes first, above 0 where `b` does. */
export function compareSortKeys(a: SortKey, b: SortKey): number {
  if (a.order !== b.order) return a.order - b.order;
  if (a.tie !== b.tie) return a.tie < b.tie ? -1 : 1;
  return a.behind - b.behind;
}

/**
 * Places for stored messages, oldest first.
 *
 * @param fixed a place for each that has one already, by its `order` or because it is known; undefined for the
 *   others, which stand where the list has them: behind what comes before them in it, or else before what
 *   comes behind them, or else at the end
 * @param existing the places that are taken, sorted
 */
export function sortKeysForStored(
  fixed: readonly (SortKey | undefined)[],
  existing: readonly SortKey[],
): SortKey[] {
  const places: SortKey[] = [];
  for (let index = 0; index < fixed.length;) {
    const here = fixed[index];
    if (here) {
      places.push(here);
      index += 1;
      continue;
    }
    const rest = fixed.slice(index);
    const run = rest.findIndex((place) => place !== undefined);
    const count = run < 0 ? rest.length : run;
    const next = rest[count];
    const previous = places.at(-1) ?? (next ? lastBefore(next, existing) : existing.at(-1));
    places.push(...between(previous ?? START, existing, count));
    index += count;
  }
  return places;
}

/** So many places behind one, and before what follows it. */
function between(previous: SortKey, existing: readonly SortKey[], count: number): SortKey[] {
  const next = existing.find((place) => compareSortKeys(place, previous) > 0);
  const shared = next?.order === previous.order && next.tie === previous.tie;
  // Fractions: whole numbers in between may be taken.
  const step = shared ? (next.behind - previous.behind) / (count + 1) : 1;
  const places: SortKey[] = [];
  for (let index = 1; index <= count; index += 1) {
    places.push({ ...previous, behind: previous.behind + step * index });
  }
  return places;
}

function lastBefore(place: SortKey, existing: readonly SortKey[]): SortKey | undefined {
  return existing.filter((other) => compareSortKeys(other, place) < 0).at(-1);
}
