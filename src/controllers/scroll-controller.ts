import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A reader this close to the end, in px, is taken to be at it. */
const NEAR_END = 50;

/** Keeps a reader who is at the end there, and leaves everybody else where they are. */
export class ScrollController implements ReactiveController {
  readonly #scroller: () => HTMLElement | null;
  #observer: ResizeObserver | undefined;
  #atEnd = true;
  #top = 0;

  constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | null) {
    this.#scroller = scroller;
    host.addController(this);
  }

  /** For the scroller's `scroll` event: notes where the reader is. */
  readonly onScroll = (): void => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // Only a reader who scrolls up leaves the end; a window that has just become smaller moves nobody.
    if (scrollHeight - scrollTop - clientHeight <= NEAR_END) this.#atEnd = true;
    else if (scrollTop < this.#top) this.#atEnd = false;
    this.#top = scrollTop;
  };

  /** Takes the reader to the end, wherever they are: for their own messages, and for another room. */
  goToEnd(): void {
    this.#atEnd = true;
    this.#stick();
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => this.#stick());
    this.#observe();
  }

  hostUpdated(): void {
    this.#observe();
    this.#stick();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /** A smaller window (the on-screen keyboard, say) must not push the newest message out of sight. */
  #observe(): void {
    const scroller = this.#scroller();
    // Observing the same element again changes nothing.
    if (scroller) this.#observer?.observe(scroller);
  }

  #stick(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.#atEnd) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
  }
}
