import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A reader this close to the end, in px, is taken to be at it. */
const NEAR_END = 50;

/** Space above a message that is longer than the list, in px. */
const LONG_MESSAGE_MARGIN = 8;

/** Three lines may stand before a message (gap, date, unread), and all may go away. */
const MAX_ANCHORS = 4;

export interface ScrollControllerConfig {
  /** What scrolls; null before the first render. */
  scroller: () => HTMLElement | null;
  /** What its rows stand in. */
  rows: () => HTMLElement | null;
  /** Whether the last row is the end of it all, and not only of what is rendered. */
  isWhole: () => boolean;
  /** Whether the reader has selected something in it: then nothing may move. */
  isSelected: () => boolean;
  /** The reader has come to the end, or has left it; or it has come into sight. */
  onAtEndChange: () => void;
  /** The reader is somewhere else, or can see more or less. Called before the next paint. */
  onMove: () => void;
}

/** Keeps a reader who is at the end there, and everybody else at what they are reading, to the pixel. */
export class ScrollController implements ReactiveController {
  readonly #config: ScrollControllerConfig;
  #observer: ResizeObserver | undefined;
  #atEnd = true;
  #visible = true;
  #top = 0;
  /** Of the scroller and of what is in it, when the reader was last kept at the end. */
  #heights = '';
  /** The last row, when the reader was last kept in place. Undefined: what comes next is no news. */
  #last: Element | null | undefined;
  /**
   * The first rows that can be seen, and how far below the scroller's edge they begin, in px. One alone would not do:
   * the date above the oldest message goes away when what was before it comes.
   */
  #anchors: { readonly row: HTMLElement; readonly offset: number }[] = [];

  constructor(host: ReactiveControllerHost, config: ScrollControllerConfig) {
    this.#config = config;
    host.addController(this);
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Whether anything of it is laid out: in a closed panel, or in another tab of the page, nothing is. */
  get visible(): boolean {
    return this.#visible;
  }

  /** Of the rows: which can be seen, the last one exclusive. None while nothing is laid out. */
  get seen(): { readonly first: number; readonly last: number } | undefined {
    const scroller = this.#config.scroller();
    const rows = this.#config.rows()?.children as HTMLCollectionOf<HTMLElement> | undefined;
    if (!scroller || !rows || scroller.clientHeight === 0) return undefined;
    const { scrollTop, clientHeight } = scroller;
    const first = partition(rows, (row) => row.offsetTop + row.offsetHeight <= scrollTop);
    const last = partition(rows, (row) => row.offsetTop < scrollTop + clientHeight);
    return { first, last };
  }

  /** For the scroller's `scroll` event: notes where the reader is. */
  readonly onScroll = (): void => {
    if (this.mark()) this.#config.onMove();
  };

  /**
   * Notes what is being read: the rows are about to change, and who has just scrolled is not told so yet.
   *
   * @returns whether there is anything to see
   */
  mark(): boolean {
    const scroller = this.#config.scroller();
    if (!scroller || scroller.clientHeight === 0) return false;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Only a reader who scrolls up leaves the end; a window that has just become smaller moves nobody.
    if (scrollHeight - scrollTop - clientHeight <= NEAR_END) {
      if (!this.#config.isSelected()) this.#setAtEnd(this.#config.isWhole());
    } else if (scrollTop < this.#top - this.#change) {
      this.#setAtEnd(false);
    }
    this.#top = scrollTop;
    this.#dropAnchor();
    return true;
  }

  /** By how much the heights have changed, in px: that scrolls by as much at most, and is no reader. NaN: unknown. */
  get #change(): number {
    const { scrollHeight = 0, clientHeight = 0 } = this.#config.scroller() ?? {};
    const [height = NaN, visible = NaN] = this.#heights.split(' ').map(Number);
    return Math.abs(scrollHeight - height) + Math.abs(clientHeight - visible);
  }

  /** Before other rows come: a reader who has selected something stays where they are. */
  stayIfSelected(): void {
    if (this.#atEnd && this.#config.isSelected()) this.#setAtEnd(false);
  }

  /** Takes the reader to the end, wherever they are: for their own messages, and for another room. */
  goToEnd(): void {
    this.#setAtEnd(true);
    this.#heights = '';
    this.#hold();
    this.#last = undefined;
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => {
      this.#noteVisibility();
      this.#hold();
      this.#config.onMove();
    });
    // What is moved within the page has lost its place on the way.
    this.#heights = '';
    this.hostUpdated();
  }

  hostUpdated(): void {
    this.#observe();
    this.#noteVisibility();
    this.#hold();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /**
   * A smaller window (the on-screen keyboard, say) must not push the newest message out of sight, nor a narrower one,
   * whose lines break elsewhere, what is being read.
   */
  #observe(): void {
    // Observing the same element again changes nothing.
    for (const element of [this.#config.scroller(), this.#config.rows()]) {
      if (element) this.#observer?.observe(element);
    }
  }

  #noteVisibility(): void {
    const visible = (this.#config.scroller()?.clientHeight ?? 0) > 0;
    if (visible === this.#visible) return;
    this.#visible = visible;
    // What is not laid out forgets where it was scrolled to.
    this.#heights = '';
    this.#config.onAtEndChange();
  }

  /** Puts back in place what has been moved by a change of the rows or of their size. */
  #hold(): void {
    const scroller = this.#config.scroller();
    if (!scroller || scroller.clientHeight === 0) return;
    const anchor = this.#anchors.find(({ row }) => row.isConnected);
    const { scrollHeight, clientHeight } = scroller;
    scroller.toggleAttribute('data-overflows', scrollHeight > clientHeight);
    const heights = `${String(scrollHeight)} ${String(clientHeight)}`;
    if (this.#atEnd) {
      // Who reads a little above it is only taken along by what is new. Nor is anything noted of who stays where
      // they are: they may have scrolled up just now, of which browsers tell after a change of size.
      if (heights !== this.#heights) {
        scroller.scrollTop = Math.min(
          (this.#newestRow?.offsetTop ?? Infinity) - LONG_MESSAGE_MARGIN,
          scrollHeight,
        );
        this.#top = scroller.scrollTop;
        // What is longer than the list begins at its top; to the rest the reader goes.
        if (scrollHeight - this.#top - clientHeight > NEAR_END) this.#setAtEnd(false);
      }
    } else if (anchor) {
      const moved = offsetOf(anchor.row, scroller) - anchor.offset;
      if (moved !== 0) scroller.scrollTop += moved;
    }
    this.#heights = heights;
    this.#last = this.#config.rows()?.lastElementChild;
    this.#dropAnchor();
  }

  /** The last row, if it has come since the reader was last kept in place. */
  get #newestRow(): HTMLElement | undefined {
    const last = this.#config.rows()?.lastElementChild as HTMLElement | undefined;
    return this.#last?.isConnected && last !== this.#last ? last : undefined;
  }

  #dropAnchor(): void {
    const scroller = this.#config.scroller();
    this.#anchors = [];
    // Who is at the end is kept there, and needs none.
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
 * In layout px, which no `transform` or `zoom` of the page changes: scrolling is in these. Browsers round them; where
 * nothing is transformed, the fraction is known.
 */
function offsetOf(row: HTMLElement, scroller: HTMLElement): number {
  const rounded = row.offsetTop - scroller.scrollTop;
  const { top } = scroller.getBoundingClientRect();
  const exact = row.getBoundingClientRect().top - top - scroller.clientTop;
  return Math.abs(exact - rounded) < 1 ? exact : rounded;
}

/** How many of the rows, from the first on, are such; those that are stand before those that are not. */
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
