import type { PictureZoom } from './picture-zoom.js';

/** A press of a key or a button zooms by it. */
export const STEP = 1.5;
/** An arrow key moves a zoomed picture so far, in px. */
const ARROW = 80;
/** Held longer than this, a key that has closed the viewer is taken for pressed again, in ms. */
const HELD_MS = 2_000;

export interface ViewerKeysConfig {
  readonly zoom: PictureZoom;
  /** @param side -1: to the picture at the left, 1: at the right */
  readonly goBeside: (side: number) => void;
  readonly goBy: (steps: number) => void;
  readonly close: () => void;
}

/** The keys of the viewer: none of them reaches the page, or a game below it. */
export class ViewerKeys {
  readonly #acts: Readonly<Record<string, () => void>>;
  readonly #down = new Set<string>();

  constructor({ zoom, goBeside, goBy, close }: ViewerKeysConfig) {
    const arrow = (side: number) => (): void => {
      if (zoom.isZoomed) zoom.slide(-side * ARROW, 0);
      else goBeside(side);
    };
    this.#acts = {
      Escape: close,
      ArrowLeft: arrow(-1),
      ArrowRight: arrow(1),
      ArrowUp: () => zoom.slide(0, ARROW),
      ArrowDown: () => zoom.slide(0, -ARROW),
      PageUp: () => goBy(-1),
      PageDown: () => goBy(1),
      Home: () => goBy(-Infinity),
      End: () => goBy(Infinity),
      '+': () => zoom.step(STEP),
      '=': () => zoom.step(STEP),
      '-': () => zoom.step(1 / STEP),
      '0': () => zoom.step(0),
    };
  }

  /** For `keydown`, `keypress` and `keyup` inside. */
  readonly take = (event: KeyboardEvent): void => {
    const { type, key, code } = event;
    event.stopPropagation();
    if (type === 'keyup') this.#down.delete(code);
    if (type !== 'keydown') return;
    this.#down.add(code);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // The space bar would scroll the page below.
    const isForPage = key === ' ' && (event.target as Element).localName !== 'button';
    const act = Object.hasOwn(this.#acts, key) ? this.#acts[key] : undefined;
    if (act || isForPage) event.preventDefault();
    act?.();
  };

  /** The viewer is closed: the rest of a key that went down in it happens elsewhere. */
  end(): void {
    if (this.#down.size === 0) return;
    const options = { capture: true, signal: AbortSignal.timeout(HELD_MS) };
    for (const type of ['keydown', 'keyup'] as const) {
      addEventListener(type, (event) => this.#swallow(event), options);
    }
  }

  #swallow(event: KeyboardEvent): void {
    const { type, code, repeat } = event;
    if (type === 'keydown' && !repeat) this.#down.delete(code);
    if (!this.#down.has(code)) return;
    if (type === 'keyup') this.#down.delete(code);
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
