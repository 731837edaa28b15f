import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The members of `window.visualViewport` that are used, in CSS px. */
export interface VisibleArea extends EventTarget {
  readonly height: number;
  readonly offsetTop: number;
  readonly scale: number;
}

export interface VisualViewportOptions {
  /** Scrolls the host above the keyboard while it has the focus. For hosts that do not move by themselves. */
  reveal?: boolean;
  /** `window.visualViewport` by default. */
  viewport?: VisibleArea;
}

/**
 * Tells the host's styles how much the on-screen keyboard covers, where it covers the page instead of resizing it
 * (iOS, and Android by default):
 *
 * - `--_keyboard-inset`: the hidden part at the layout viewport's end, in px
 * - `--_viewport-top`: the hidden part at its start, when the browser pans to the field, in px
 *
 * Both are set only while there is such a keyboard. With
 * `inset-block: var(--_viewport-top, 0px) var(--_keyboard-inset, 0px)` a fixed panel fills the visible area.
 */
export class VisualViewportController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: VisualViewportOptions;
  #viewport: VisibleArea | null | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: VisualViewportOptions = {}) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#viewport = this.#options.viewport ?? window.visualViewport;
    this.#viewport?.addEventListener('resize', this.#follow);
    this.#viewport?.addEventListener('scroll', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#viewport?.removeEventListener('resize', this.#follow);
    this.#viewport?.removeEventListener('scroll', this.#follow);
    this.#set(0, 0);
  }

  readonly #follow = (event?: Event): void => {
    if (!this.#viewport) return;
    const { height, offsetTop, scale } = this.#viewport;
    // A zoomed page has a smaller visual viewport, too; nothing may move under the visitor's fingers then.
    const hidden = scale > 1.01 ? 0 : Math.max(0, Math.round(innerHeight - height));
    // While the page bounces, the browser pans beyond its ends.
    const top = Math.min(hidden, Math.max(0, Math.round(offsetTop)));
    this.#set(top, hidden - top);
    // Not on `scroll`: the visitor may want to look at something else.
    if (!this.#options.reveal || event?.type !== 'resize' || !hidden) return;
    const host = this.#host;
    if (!host.matches(':focus-within')) return;
    // The browser treats the part below the keyboard as visible; the host's `scroll-margin` corrects this.
    if (host.getBoundingClientRect().bottom > offsetTop + height) {
      host.scrollIntoView({ block: 'nearest' });
    }
  };

  #set(top: number, inset: number): void {
    const { style } = this.#host;
    style.setProperty('--_viewport-top', top ? `${top}px` : '');
    style.setProperty('--_keyboard-inset', inset ? `${inset}px` : '');
  }
}
