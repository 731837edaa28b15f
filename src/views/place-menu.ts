/** The least distance from the window's edges, in px. */
const EDGE = 8;
/** The distance from what the menu stands beside, in px. */
const GAP = 4;

/** Places a menu in the top layer below its anchor, or above it, and inside the window in any case. */
export function placeMenu(menu: HTMLElement, anchor: Element): void {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const { clientWidth, clientHeight } = document.documentElement;
  const fitsBelow = bottom + GAP + offsetHeight <= clientHeight - EDGE;
  const fitsRight = left + offsetWidth <= clientWidth - EDGE;
  const x = fitsRight ? left : right - offsetWidth;
  const y = fitsBelow ? bottom + GAP : top - GAP - offsetHeight;
  set(menu, '--_x', Math.min(x, clientWidth - EDGE - offsetWidth));
  set(menu, '--_y', Math.min(y, clientHeight - EDGE - offsetHeight));
}

/** Places the toolbar at the corner of a bubble that is towards the middle of its row. */
export function placeToolbar(toolbar: HTMLElement, row: HTMLElement): void {
  const bubble = (row.querySelector('.bubble') ?? row).getBoundingClientRect();
  const { left, right, top, width } = row.getBoundingClientRect();
  const corner = bubble.left - left > right - bubble.right ? bubble.left : bubble.right;
  const { offsetWidth, offsetHeight } = toolbar;
  const x = corner - left - offsetWidth / 2;
  toolbar.style.setProperty('--_x', `${Math.max(0, Math.min(x, width - offsetWidth))}px`);
  toolbar.style.setProperty('--_y', `${bubble.top - top - offsetHeight * 0.6}px`);
}

function set(menu: HTMLElement, name: string, value: number): void {
  menu.style.setProperty(name, `${Math.max(EDGE, value)}px`);
}
