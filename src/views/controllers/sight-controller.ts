import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The least share of the element that must be in the viewport, of 1. */
const SHARE = 0.1;

/** The least size on the screen, in px of the viewport: nothing can be read in a smaller chat. */
const MIN_PX = 2;

/** How often to check whether an element in the viewport is visible again, in ms: there is no event for it. */
const CHECK_MS = 250;

/** What else can make an element with a layout box invisible. */
const VISIBLE = { visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true };

export interface SightConfig {
  /** The element; null before the first render. */
  target: () => Element | null;
  /** Called when the element may have come into view or gone out of it. */
  onChange: () => void;
}

/**
 * Knows whether an element can be seen: in the viewport, not clipped, and visible. Until the browser has reported its
 * place, the answer is no.
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

  /** Whether the browser has reported where the element is. */
  get known(): boolean {
    return this.#inView !== undefined;
  }

  get inSight(): boolean {
    if (!this.#inView) return false;
    const target = this.#config.target();
    // An element that is scaled to almost nothing is still in the viewport.
    const { width = 0, height = 0 } = target?.getBoundingClientRect() ?? {};
    const visible =
      Math.min(width, height) > MIN_PX &&
      target?.checkVisibility(VISIBLE) === true &&
      // Null in a frame of another site, where no more can be known.
      frameElement?.checkVisibility(VISIBLE) !== false;
    if (!visible) this.#timer ??= setTimeout(this.#check, CHECK_MS);
    return visible;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        // An element that only touches the viewport intersects it, with a ratio of 0.
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

  readonly #check = (): void => {
    this.#timer = undefined;
    this.#config.onChange();
  };
}
