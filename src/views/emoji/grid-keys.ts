/** How emoji are laid out: in groups one below the other, each in rows. */
export interface Grid {
  /** How many each group has. */
  readonly sizes: readonly number[];
  readonly columns: number;
  /** Rows of a page. */
  readonly page: number;
  readonly isRtl: boolean;
}

/** Leads out of the grid, at its upper edge. */
export const ABOVE = -1;

/**
 * The place that a key leads to, counted over all groups; `ABOVE` from the first row; undefined for other keys.
 *
 * @param key as in `KeyboardEvent.key`; with Ctrl, Home and End lead to the first and the last one of all
 */
export function placeAfter(at: number, key: string, ctrl: boolean, grid: Grid): number | undefined {
  const total = grid.sizes.reduce((sum, size) => sum + size, 0);
  const inside = (place: number): number => Math.min(Math.max(place, 0), total - 1);
  switch (key) {
    case grid.isRtl ? 'ArrowLeft' : 'ArrowRight':
      return inside(at + 1);
    case grid.isRtl ? 'ArrowRight' : 'ArrowLeft':
      return inside(at - 1);
    case 'ArrowDown':
      return below(at, grid) ?? at;
    case 'ArrowUp':
      return above(at, grid) ?? ABOVE;
    case 'PageDown':
      return repeat(at, grid, below);
    case 'PageUp':
      return repeat(at, grid, above);
    case 'Home':
      return ctrl ? 0 : at - rowOf(at, grid).column;
    case 'End':
      return ctrl ? total - 1 : endOfRow(at, grid);
    default:
      return undefined;
  }
}

interface Row {
  readonly group: number;
  /** Where the group begins. */
  readonly start: number;
  readonly size: number;
  readonly column: number;
}

function rowOf(at: number, { sizes, columns }: Grid): Row {
  let start = 0;
  let group = 0;
  while (group < sizes.length - 1 && at >= start + (sizes[group] ?? 0)) {
    start += sizes[group] ?? 0;
    group += 1;
  }
  return { group, start, size: sizes[group] ?? 0, column: (at - start) % columns };
}

function endOfRow(at: number, grid: Grid): number {
  const { start, size, column } = rowOf(at, grid);
  return Math.min(at - column + grid.columns, start + size) - 1;
}

/** The one below, or the last one of a shorter row; undefined in the last row. */
function below(at: number, grid: Grid): number | undefined {
  const { group, start, size, column } = rowOf(at, grid);
  const next = start + size;
  if (at - column + grid.columns < next) return Math.min(at + grid.columns, next - 1);
  const following = grid.sizes.slice(group + 1).find((each) => each > 0);
  return following === undefined ? undefined : next + Math.min(column, following - 1);
}

/** The one above, or the last one of a shorter row; undefined in the first row. */
function above(at: number, grid: Grid): number | undefined {
  const { group, start, column } = rowOf(at, grid);
  if (at - grid.columns >= start) return at - grid.columns;
  const size = grid.sizes
    .slice(0, group)
    .filter((each) => each > 0)
    .at(-1);
  if (size === undefined) return undefined;
  const lastRow = start - size + Math.floor((size - 1) / grid.columns) * grid.columns;
  return Math.min(lastRow + column, start - 1);
}

function repeat(at: number, grid: Grid, step: typeof below): number {
  let place = at;
  for (let row = 0; row < grid.page; row += 1) place = step(place, grid) ?? place;
  return place;
}
