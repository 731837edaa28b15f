import type { Entry } from './entries.js';
import { compareSortKeys, START, type SortKey } from './sort-key.js';

/**
 * Messages that brought no place, with none before them to stand behind, stand before all others. As stored messages
 * arrive from before them, they move behind the ones that the list has before them.
 *
 * @param entries sorted; their keys are changed
 * @param known for each stored message, oldest first: its entry, where it is here
 * @param own for each stored message: the place that it brings
 * @param pastEnd where the stored messages end that the list has before all that is here; undefined: unknown
 */
export function raiseUnsorted(
  entries: readonly Entry[],
  known: readonly (Entry | undefined)[],
  own: readonly (SortKey | undefined)[],
  pastEnd: number | undefined,
): void {
  const floors: (SortKey | undefined)[] = [undefined];
  for (const key of own) {
    const before = floors.at(-1);
    floors.push(before && key && compareSortKeys(key, before) < 0 ? before : (key ?? before));
  }
  const firstSorted = entries.findIndex(({ key }) => key.order > START.order);
  let end = firstSorted < 0 ? entries.length : firstSorted;
  const raise = (from: number, floor: SortKey | undefined): void => {
    if (!floor || from >= end) return;
    for (const entry of entries.slice(from, end)) {
      entry.key = { ...floor, behind: entry.key.behind };
    }
    end = from;
  };
  for (let index = known.length - 1; index >= 0; index -= 1) {
    const entry = known[index];
    if (entry?.key.order === START.order) raise(entries.indexOf(entry), floors[index]);
  }
  if (pastEnd !== undefined) raise(0, floors[pastEnd]);
}
