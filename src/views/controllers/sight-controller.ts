import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How much of the element has to be in the viewport, at least, of 1. */
const SHARE = 0.1;

/** How large it has to be, at least, in px of the viewport: of a chat that is smaller nothing can be read. */
const MIN_PX = 2;

/** How often to look whether an element in the viewport is visible again, in ms: no event tells. */
const LOOK_MS = 250;

/** What makes an element invisible that has its place in the page. */
const VISIBLE = { visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true };

export interface SightConfig {
  /** What is to be seen; null before the first render. */
  target: () => Element | null;
  /** It may have come into sight, or gone out of it. */
  onChange: () => void;
}

/**
 * Knows whether an element can be seen: in the viewport, not clipped, and visible. Until the browser has told, it
 * cannot.
 */
export class SightController implements ReactiveController {
  readonly #config: SightConfig;
  #observer: IntersectionObserver | undefined;
  #inView: boolean | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, config: SightConfig) {
    this.#config = config;
    host.addController(this);
  }

  /** Whether the browser has told where the element is. */
  get known(): boolean {
    return this.#inView !== undefined;
  }

  get inSight(): boolean {
    if (!this.#inView) return false;
    const target = this.#config.target();
    // One that is scaled to nothing, or nearly so, is in the viewport all the same.
    const { width = 0, height = 0 } = target?.getBoundingClientRect() ?? {};
    const visible =
      Math.min(width, height) > MIN_PX &&
      target?.checkVisibility(VISIBLE) === true &&
      // Of another site's frame nothing more is known.
      frameElement?.checkVisibility(VISIBLE) !== false;
    if (!visible) this.#timer ??= setTimeout(this.#look, LOOK_MS);
    return visible;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        // An element that only touches the viewport intersects it, too, by nothing.
        this.#inView = (entries.at(-1)?.intersectionRatio ?? 0) >= SHARE;
        this.#config.onChange();
      },
      { threshold: SHARE },
    );
    this.hostUpdated();
  }

  hostUpdated(): void {
    const target = this.#config.target();
    // Observing the same element again changes nothing.
    if (target) this.#observer?.observe(target);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#inView = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    this.#config.onChange();
  };
}
