import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What of `window.visualViewport` is needed, all in CSS px. */
export interface VisibleArea extends EventTarget {
  readonly height: number;
  readonly offsetTop: number;
  readonly scale: number;
}

export interface VisualViewportOptions {
  /** Brings the host above the keyboard when the focus is in it. For hosts that do not move by themselves. */
  reveal?: boolean;
  /** `window.visualViewport` by default. */
  viewport?: VisibleArea;
  /** Height of the layout viewport, in CSS px; `innerHeight` by default, which the keyboard leaves alone. */
  layoutHeight?: () => number;
}

/**
 * Tells the host's styles what the on-screen keyboard covers, where it covers the page instead of resizing it
 * (iOS, and Android by default):
 *
 * - `--_keyboard-inset`: how much is out of sight at the layout viewport's end, in px
 * - `--_viewport-top`: how much is out of sight at its start, as the browser pans to the field, in px
 *
 * Both are set only while there is such a keyboard. With
 * `inset-block: var(--_viewport-top, 0px) var(--_keyboard-inset, 0px)` a fixed panel fills what is in sight.
 */
export class VisualViewportController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: VisualViewportOptions;
  #life: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: VisualViewportOptions = {}) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const viewport = this.#options.viewport ?? window.visualViewport;
    if (!viewport) return;
    this.#life = new AbortController();
    const { signal } = this.#life;
    viewport.addEventListener('scroll', () => this.#measure(viewport), { signal });
    viewport.addEventListener(
      'resize',
      () => {
        // Not when the visitor scrolls: they may want to look at something else.
        if (this.#measure(viewport) && this.#options.reveal) this.#reveal(viewport);
      },
      { signal },
    );
    this.#measure(viewport);
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#set(0, 0);
  }

  /** Whether a keyboard covers the page. */
  #measure({ height, offsetTop, scale }: VisibleArea): boolean {
    const layoutHeight = this.#options.layoutHeight?.() ?? innerHeight;
    const hidden = Math.round(layoutHeight - height);
    // A page that is zoomed into also shows less of itself; nothing is to move under the visitor's fingers then.
    const covered = hidden > 0 && Math.abs(scale - 1) < 0.01;
    const top = covered ? Math.min(Math.max(Math.round(offsetTop), 0), hidden) : 0;
    this.#set(top, covered ? hidden - top : 0);
    return covered;
  }

  #set(top: number, inset: number): void {
    const { style } = this.#host;
    for (const [name, px] of [
      ['--_viewport-top', top],
      ['--_keyboard-inset', inset],
    ] as const) {
      if (px) style.setProperty(name, `${String(px)}px`);
      else style.removeProperty(name);
    }
  }

  #reveal({ height, offsetTop }: VisibleArea): void {
    const host = this.#host;
    if (!host.matches(':focus-within')) return;
    if (host.getBoundingClientRect().bottom <= offsetTop + height) return;
    // The browser takes what the keyboard covers for visible; the host's `scroll-margin` says otherwise.
    host.scrollIntoView({ block: 'nearest' });
  }
}
