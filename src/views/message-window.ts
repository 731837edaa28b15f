/** Rows on each side of what can be seen, at least: enough for a flick of the finger. */
const MIN_MARGIN = 40;
/** … and at least so many times what can be seen. */
const MARGIN_SCREENS = 1.5;
/** Rows at the end to begin with, before it is known how many can be seen. */
const FIRST_ROWS = 60;
/** Rows that may gather at the end while nobody looks. */
const MAX_ROWS = 240;

/** Which messages have rows, of all that there are. Everything else costs nothing. */
export interface MessageWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

/** The newest messages. */
export function windowAtEnd(total: number): MessageWindow {
  return { first: Math.max(0, total - FIRST_ROWS), last: total };
}

/**
 * Goes with the reader: moves only when an edge has come near, or too much lies behind, so that most scrolling
 * changes nothing.
 *
 * @param seen the messages that can be seen, as a window
 */
export function windowAround(
  { first, last }: MessageWindow,
  seen: MessageWindow,
  total: number,
): MessageWindow {
  const margin = Math.max(MIN_MARGIN, Math.ceil(MARGIN_SCREENS * (seen.last - seen.first)));
  const isNear = (rows: number): boolean => rows < margin / 2;
  const isFar = (rows: number): boolean => rows > 2 * margin;
  const above = seen.first - first;
  const below = last - seen.last;
  const moves =
    (isNear(above) && first > 0) || (isNear(below) && last < total) || isFar(above) || isFar(below);
  if (!moves) return { first, last };
  return {
    first: Math.max(0, seen.first - margin),
    last: Math.min(total, seen.last + margin),
  };
}

/**
 * The same messages after others came or went, wherever they are now.
 *
 * @param shift by how much the first one has moved
 * @param before how many there were
 * @param follows whether the window is to go on to the end
 */
export function windowAfter(
  { first, last }: MessageWindow,
  shift: number,
  before: number,
  total: number,
  follows: boolean,
): MessageWindow {
  if (follows) {
    const from = Math.max(0, first + shift);
    // Where nothing was rendered yet, no more is than in any other conversation.
    const isTooMuch = first === last || total - from > MAX_ROWS;
    return isTooMuch ? windowAtEnd(total) : { first: from, last: total };
  }
  // What has come before gets rows at once: without any above it, what is read could not be kept in place. So does what
  // has come after the last row, which may have become lower, as it ends its group no more.
  const above = shift > 0 ? MIN_MARGIN : 0;
  const below = last >= before ? MIN_MARGIN : 0;
  const end = Math.min(total, Math.max(0, last + shift + below));
  return { first: Math.min(end, Math.max(0, first + shift - above)), last: end };
}
