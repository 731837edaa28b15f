/** The least number of rows on each side of the visible ones: enough for a flick of the finger. */
const MIN_MARGIN = 40;
/** The margin is also at least this number times the visible rows. */
const MARGIN_SCREENS = 1.5;
/** Rows of the first view, before the number of visible rows is known: as many as most screens show. */
const FIRST_ROWS = 30;
/** The most rows that may gather at the end without scrolling. */
const MAX_ROWS = 240;
/** So many of these are kept; also the rows at the end for a reader who comes back to it. */
const KEPT_ROWS = 60;

/** The range of messages that have rows. The others cost nothing. */
export interface MessageWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

/** The window of the newest messages. */
export function windowAtEnd(total: number, rows = KEPT_ROWS): MessageWindow {
  return { first: Math.max(0, total - rows), last: total };
}

/**
 * Moves the window along with the reader, only if an edge of it has come near or is too far away: most scrolling
 * changes nothing.
 *
 * @param seen the visible messages
 * @returns the same object if nothing changes
 */
export function windowAround(
  window: MessageWindow,
  seen: MessageWindow,
  total: number,
): MessageWindow {
  const { first, last } = window;
  const margin = Math.max(MIN_MARGIN, Math.ceil(MARGIN_SCREENS * (seen.last - seen.first)));
  const isNear = (rows: number): boolean => rows < margin / 2;
  const isFar = (rows: number): boolean => rows > 2 * margin;
  const above = seen.first - first;
  const below = last - seen.last;
  const moves =
    (isNear(above) && first > 0) || (isNear(below) && last < total) || isFar(above) || isFar(below);
  if (!moves) return window;
  return {
    first: Math.max(0, seen.first - margin),
    last: Math.min(total, seen.last + margin),
  };
}

/**
 * The window of the same messages after messages were added or removed.
 *
 * @param shift by how much the window's first message has moved
 * @param before the number of messages before the change
 * @param total the number of messages now
 * @param follows whether the window extends to the end
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
    // An empty window shows the first view of a conversation.
    if (first === last) return windowAtEnd(total, FIRST_ROWS);
    return total - from > MAX_ROWS ? windowAtEnd(total) : { first: from, last: total };
  }
  // Messages added before the window get rows at once: the list needs rows above to keep the reader's place. So do
  // messages after its last row: that row becomes lower when it no longer ends its group.
  const above = shift > 0 ? MIN_MARGIN : 0;
  const below = last >= before ? MIN_MARGIN : 0;
  const end = Math.min(total, Math.max(0, last + shift + below));
  return { first: Math.min(end, Math.max(0, first + shift - above)), last: end };
}
