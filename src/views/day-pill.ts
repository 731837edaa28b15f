import type { ListItem } from './message-items.js';
import type { MessageWindow } from './message-window.js';
import type { MessageItemContext } from './parts/message-part.js';

type DayContext = Pick<MessageItemContext, 'formatDay'> | undefined;

/** How long the day stays after the reader has scrolled, in ms. */
const SHOWN_MS = 2_000;
/** A divider this near to the upper edge, in px, says it itself. */
const HEIGHT = 48;

/** The pill, the rows, and the element that scrolls them; null before the first render. */
interface DayElements {
  readonly pill: HTMLElement | null;
  readonly log: HTMLElement | null;
  readonly scroller: HTMLElement | null;
}

/**
 * Shows the day of the first rows that the reader sees, for a moment; at the end of the conversation that is clear.
 *
 * @param items the rows
 */
export function followDay(
  { pill, log, scroller }: DayElements,
  { seen, atEnd }: { readonly seen: MessageWindow | undefined; readonly atEnd: boolean },
  items: readonly ListItem[],
  context: DayContext,
): void {
  if (!pill || !log || !scroller || !seen) return;
  showDay(pill, atEnd ? undefined : timeInSight(items, log, seen.first, scroller), context);
}

/**
 * Shows the day for a moment, while the reader scrolls. The dividers cannot stick to the edge: only rows near the reader
 * are rendered, and the scroll controller searches rows by their place.
 *
 * @param time of the day, in epoch ms; undefined hides it
 */
function showDay(pill: HTMLElement, time: number | undefined, context: DayContext): void {
  const [fade] = pill.getAnimations();
  if (time === undefined || !context) {
    fade?.cancel();
    return;
  }
  pill.textContent = context.formatDay(time);
  const opacity = [{ opacity: 1 }, { opacity: 1, offset: 0.9 }, { opacity: 0 }];
  // WebKit begins at -1 ms.
  const timing = { duration: SHOWN_MS, fill: 'backwards' } as const;
  if (fade) fade.currentTime = 0;
  else pill.animate(opacity, timing);
}

/**
 * When the first visible message was sent, in epoch ms; undefined where that is not known, and where a divider says it.
 *
 * @param rows contains the elements of `items`
 * @param first the index of the first visible item
 */
function timeInSight(
  items: readonly ListItem[],
  rows: HTMLElement,
  first: number,
  { scrollTop }: HTMLElement,
): number | undefined {
  const item = items[first];
  const below = rows.children[first + 1] as HTMLElement | undefined;
  const isSaid = items[first + 1]?.kind === 'date' && below && below.offsetTop < scrollTop + HEIGHT;
  return item?.kind === 'message' && !isSaid ? item.message.sentAt : undefined;
}
