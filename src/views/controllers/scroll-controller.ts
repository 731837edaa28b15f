import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A reader this close to the end, in px, counts as being at the end. */
const NEAR_END = 50;

/** Space above a message that is higher than the list, in px. */
const LONG_MESSAGE_MARGIN = 8;

/** A message has up to three dividers before it (gap, date, unread), and all may be removed. */
const MAX_ANCHORS = 4;

export interface ScrollControllerConfig {
  /** The scrolling element; null before the first render. */
  scroller: () => HTMLElement | null;
  /** The element that contains the rows. */
  rows: () => HTMLElement | null;
  /** Whether the last row is the newest message, not only the last one that is rendered. */
  isWhole: () => boolean;
  /** Whether the reader has selected text in it: then nothing may move. */
  isSelected: () => boolean;
  /** Called when the reader has reached or left the end, and when the list is laid out or no longer is. */
  onAtEndChange: () => void;
  /**
   * Called when other rows may be visible, before the next paint.
   *
   * @param scrolled whether the reader has scrolled
   */
  onMove: (scrolled: boolean) => void;
}

/** Keeps a reader who is at the end there, and every other reader at what they are reading, to the pixel. */
export class ScrollController implements ReactiveController {
  readonly #config: ScrollControllerConfig;
  #observer: ResizeObserver | undefined;
  #atEnd = true;
  #visible = true;
  #top = 0;
  /** The heights of the content and of the scroller when the place was last kept; empty: unknown. */
  #heights = '';
  /** The last row when the place was last kept. Undefined: the next last row does not count as new. */
  #last: Element | null | undefined;
  /**
   * The first visible rows, and their distance from the scroller's upper edge, in px. One is not enough: the date above
   * the oldest message is removed when the messages before it are loaded.
   */
  #anchors: { readonly row: HTMLElement; readonly offset: number }[] = [];

  constructor(host: ReactiveControllerHost, config: ScrollControllerConfig) {
    this.#config = config;
    host.addController(this);
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Whether the list is laid out: in a closed panel, or in a hidden tab of the page, it is not. */
  get visible(): boolean {
    return this.#visible;
  }

  /** The scroller, while it is laid out. One that just is again has lost its place, until the controller notices it. */
  get #placed(): HTMLElement | undefined {
    const scroller = this.#config.scroller();
    return this.#visible && scroller?.clientHeight ? scroller : undefined;
  }

  /** The range of visible rows, the last one exclusive. Undefined while nothing is laid out, or not at its place. */
  get seen(): { readonly first: number; readonly last: number } | undefined {
    const scroller = this.#placed;
    const rows = this.#config.rows()?.children as HTMLCollectionOf<HTMLElement> | undefined;
    if (!scroller || !rows) return undefined;
    const { scrollTop, clientHeight } = scroller;
    const first = partition(rows, (row) => row.offsetTop + row.offsetHeight <= scrollTop);
    const last = partition(rows, (row) => row.offsetTop < scrollTop + clientHeight);
    return { first, last };
  }

  /** For the scroller's `scroll` event: notes where the reader is. */
  readonly onScroll = (): void => {
    const before = this.#top;
    // What this controller has scrolled to is known already.
    if (this.mark()) this.#config.onMove(this.#top !== before);
  };

  /**
   * Notes the reader's place before the rows change: the event of a scroll that just happened may still be due.
   *
   * @returns whether the list is laid out, and at its place
   */
  mark(): boolean {
    const scroller = this.#placed;
    if (!scroller) return false;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Only scrolling up leaves the end; a window that has become smaller does not.
    if (scrollHeight - scrollTop - clientHeight <= NEAR_END) {
      if (!this.#config.isSelected()) this.#setAtEnd(this.#config.isWhole());
    } else if (scrollTop < this.#top - this.#change) {
      this.#setAtEnd(false);
    }
    this.#top = scrollTop;
    this.#setAnchors();
    return true;
  }

  /**
   * By how much the heights have changed, in px; NaN: unknown. A change of size scrolls by this much at most: more is
   * the reader.
   */
  get #change(): number {
    const { scrollHeight = 0, clientHeight = 0 } = this.#config.scroller() ?? {};
    const [height = NaN, visible = NaN] = this.#heights.split(' ').map(Number);
    return Math.abs(scrollHeight - height) + Math.abs(clientHeight - visible);
  }

  /** Call it before rows are added: a reader who has selected text stays where they are. */
  stayIfSelected(): void {
    if (this.#atEnd && this.#config.isSelected()) this.#setAtEnd(false);
  }

  /** Scrolls to the end, wherever the reader is: for their own messages, and in another room. */
  goToEnd(): void {
    this.#setAtEnd(true);
    this.#heights = '';
    this.#keepPlace();
    this.#last = undefined;
  }

  /** Scrolls a row to the middle; the start of one that is higher than the list to its top. */
  show(row: HTMLElement): void {
    const scroller = this.#config.scroller();
    if (!scroller) return;
    this.#setAtEnd(false);
    const above = (scroller.clientHeight - row.offsetHeight) / 2;
    scroller.scrollTop = row.offsetTop - Math.max(LONG_MESSAGE_MARGIN, above);
    this.mark();
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => {
      this.#updateVisibility();
      this.#keepPlace();
      this.#config.onMove(false);
    });
    // An element that is moved within the page loses its scroll position.
    this.#heights = '';
    this.hostUpdated();
  }

  hostUpdated(): void {
    this.#observe();
    this.#updateVisibility();
    this.#keepPlace();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /**
   * A lower list (above the on-screen keyboard, for example) must not hide the newest message; a narrower one, whose
   * lines break elsewhere, must not move the messages that are being read.
   */
  #observe(): void {
    // Observing the same element again changes nothing.
    for (const element of [this.#config.scroller(), this.#config.rows()]) {
      if (element) this.#observer?.observe(element);
    }
  }

  #updateVisibility(): void {
    const visible = (this.#config.scroller()?.clientHeight ?? 0) > 0;
    if (visible === this.#visible) return;
    this.#visible = visible;
    // An element that is not laid out loses its scroll position.
    this.#heights = '';
    this.#config.onAtEndChange();
  }

  /** Restores the reader's place after the rows or their size have changed. */
  #keepPlace(): void {
    const scroller = this.#config.scroller();
    if (!scroller || scroller.clientHeight === 0) return;
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    const { scrollHeight, clientHeight } = scroller;
    scroller.toggleAttribute('data-overflows', scrollHeight > clientHeight);
    const heights = `${scrollHeight} ${clientHeight}`;
    if (this.#atEnd) {
      // A reader slightly above the end is moved only by a change of height. Otherwise `#top` stays as it is: the
      // reader may have just scrolled up, and browsers fire `scroll` after the resize observer.
      if (heights !== this.#heights) {
        scroller.scrollTop = Math.min(
          (this.#newestRow?.offsetTop ?? Infinity) - LONG_MESSAGE_MARGIN,
          scrollHeight,
        );
        this.#top = scroller.scrollTop;
        // A message higher than the list starts at its top; the reader scrolls to the rest.
        if (scrollHeight - this.#top - clientHeight > NEAR_END) this.#setAtEnd(false);
      }
    } else if (anchor) {
      const moved = offsetOf(anchor.row, scroller) - anchor.offset;
      if (moved !== 0) scroller.scrollTop += moved;
    }
    this.#heights = heights;
    this.#last = this.#config.rows()?.lastElementChild;
    this.#setAnchors();
  }

  /** The last row, if it was added since the place was last kept. */
  get #newestRow(): HTMLElement | undefined {
    const last = this.#config.rows()?.lastElementChild as HTMLElement | undefined;
    return this.#last?.isConnected && last !== this.#last ? last : undefined;
  }

  #setAnchors(): void {
    const scroller = this.#config.scroller();
    this.#anchors = [];
    // A reader at the end needs no anchor.
    const rows = this.#config.rows()?.children as HTMLCollectionOf<HTMLElement> | undefined;
    const first = this.seen?.first;
    if (!scroller || !rows || first === undefined || this.#atEnd) return;
    for (let index = first; index < first + MAX_ANCHORS; index += 1) {
      const row = rows[index];
      if (row) this.#anchors.push({ row, offset: offsetOf(row, scroller) });
    }
  }

  #setAtEnd(atEnd: boolean): void {
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#config.onAtEndChange();
  }
}

/**
 * The distance in layout px, the unit of scrolling, which the page's `transform` or `zoom` does not change. Browsers
 * round it; if nothing is transformed, the client rectangles give the fraction.
 */
function offsetOf(row: HTMLElement, scroller: HTMLElement): number {
  const rounded = row.offsetTop - scroller.scrollTop;
  const { top } = scroller.getBoundingClientRect();
  const exact = row.getBoundingClientRect().top - top - scroller.clientTop;
  return Math.abs(exact - rounded) < 1 ? exact : rounded;
}

/** Counts the rows for which `isSuch` holds, by bisection: these come before all others. */
function partition<Row extends Element>(
  rows: HTMLCollectionOf<Row>,
  isSuch: (row: Row) => boolean,
): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && isSuch(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
