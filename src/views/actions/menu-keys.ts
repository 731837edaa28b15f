/**
 * The entry of a menu that a key leads to. Emoji stand in a row above the other entries: left and right lead along the
 * row, up and down past it. A letter leads to the next entry that begins with it.
 */
export function neighbourOf(
  current: EventTarget | null,
  entries: readonly HTMLElement[],
  key: string,
  isRtl: boolean,
): HTMLElement | undefined {
  const index = entries.findIndex((entry) => entry === current);
  const last = entries.length - 1;
  const row = entries.filter((entry) => entry.matches('.emoji')).length;
  const inRow = index < row;
  switch (key) {
    case 'ArrowDown':
      return entries[inRow ? row : index + 1] ?? entries[0];
    case 'ArrowUp':
      return entries[inRow ? last : row && index === row ? 0 : index - 1] ?? entries[last];
    case isRtl ? 'ArrowLeft' : 'ArrowRight':
      return entries[index + 1] ?? entries[0];
    case isRtl ? 'ArrowRight' : 'ArrowLeft':
      return entries[index - 1] ?? entries[last];
    case 'Home':
      return entries[0];
    case 'End':
      return entries[last];
    default:
      return [...entries.slice(index + 1), ...entries.slice(0, index + 1)].find((entry) =>
        beginsWith(entry, key),
      );
  }
}

/** Other keys have names of several letters, but for the space bar, which presses an entry. */
function beginsWith({ textContent }: HTMLElement, key: string): boolean {
  const isLetter = [...key].length === 1 && key !== ' ';
  return isLetter && textContent.trim().toUpperCase().startsWith(key.toUpperCase());
}
