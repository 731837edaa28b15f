/** The least distance from the window's edges, in px. */
const EDGE = 8;
/** The distance from what the menu stands beside, in px. */
const GAP = 4;

/**
 * Places a menu in the top layer below its anchor, or above it, and inside the window in any case.
 *
 * @param within what it does not leave to the sides, if that is wide enough, and where it ends with the anchor
 */
export function placeMenu(menu: HTMLElement, anchor: Element, within?: Element): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  // Where it stood before, there may have been less room than it needs.
  menu.style.removeProperty('--_x');
  const { offsetWidth, offsetHeight } = menu;
  const { clientWidth, clientHeight } = document.documentElement;
  const frame = within?.getBoundingClientRect();
  const [first, end] = frame
    ? [Math.max(0, frame.left), Math.min(clientWidth, frame.right)]
    : [0, clientWidth];
  const fitsBelow = bottom + GAP + offsetHeight <= clientHeight - EDGE;
  const isRtl = menu.matches(':dir(rtl)');
  const fitsRight = frame ? isRtl : left + offsetWidth <= clientWidth - EDGE;
  const side = fitsRight ? left : right - offsetWidth;
  const inside = Math.max(first + EDGE, Math.min(side, end - EDGE - offsetWidth));
  const y = fitsBelow ? bottom + GAP : top - GAP - offsetHeight;
  set(menu, '--_x', Math.min(inside, clientWidth - EDGE - offsetWidth));
  set(menu, '--_y', Math.min(y, clientHeight - EDGE - offsetHeight));
}

/** Places the toolbar beside a bubble, towards the middle of the row, or where there is no room over the corner there. */
export function placeToolbar(toolbar: HTMLElement, row: HTMLElement): void {
  const bubble = (row.querySelector('.bubble') ?? row).getBoundingClientRect();
  const { left, right, top, width } = row.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = toolbar;
  const [before, after] = [bubble.left - left, right - bubble.right];
  const isBefore = before > after;
  const isBeside = Math.max(before, after) >= offsetWidth + GAP;
  const edge = isBefore ? before : width - after;
  const corner = Math.max(0, Math.min(edge - offsetWidth / 2, width - offsetWidth));
  const side = isBefore ? edge - offsetWidth - GAP : edge + GAP;
  const above = isBeside ? Math.min(0, (bubble.height - offsetHeight) / 2) : offsetHeight * -0.6;
  toolbar.style.setProperty('--_x', `${isBeside ? side : corner}px`);
  toolbar.style.setProperty('--_y', `${bubble.top - top + above}px`);
}

function set(menu: HTMLElement, name: string, value: number): void {
  menu.style.setProperty(name, `${Math.max(EDGE, value)}px`);
}
