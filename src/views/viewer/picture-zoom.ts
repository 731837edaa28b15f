import type { GestureTarget } from './gestures.js';
import { bounded, FITTED, MIDDLE, moved, zoomed } from './zoom.js';
import type { Bounds, Place, Point, Size } from './zoom.js';

/** Two taps zoom to it. */
const CLOSE_UP = 2.5;
/** Every picture can be zoomed to it, a large one to twice its pixels, and a small one to the width of the window. */
const LEAST_MOST = 4;
/** A swipe that goes so far leads to the next picture, or closes the viewer, in px. */
const SWIPE = 90;
/** A swipe to where there is no picture moves this one by this part of it. */
const RESISTANCE = 0.25;
/** A new picture comes in from so far, in px, in this time, in ms. */
const ENTRY = 40;
const ENTRY_MS = 220;

export interface PictureZoomConfig {
  /** What a picture fits into. */
  readonly room: () => HTMLElement | null;
  /** The picture, as large as it fits; null if there is none. */
  readonly picture: () => HTMLElement | null;
  /** The picture's own size. */
  readonly pixels: () => Size;
  readonly changed: () => void;
  /** Whether there is a picture at the left (-1), or at the right (1). */
  readonly leads: (side: number) => boolean;
  readonly go: (side: number) => void;
  readonly close: () => void;
}

/** Where the shown picture lies, by what the visitor does with it. */
export class PictureZoom implements GestureTarget {
  readonly #config: PictureZoomConfig;
  #place = FITTED;
  #isSmooth = false;

  constructor(config: PictureZoomConfig) {
    this.#config = config;
  }

  get isZoomed(): boolean {
    return this.#place.scale > 1;
  }

  get isLargest(): boolean {
    const bounds = this.#bounds();
    return !bounds || this.#place.scale >= bounds.most;
  }

  /** Another picture is shown. */
  reset(): void {
    this.#place = FITTED;
  }

  /** The window has another size. */
  refit(): void {
    this.#change(bounded, false);
  }

  /** Zooms at the middle. @param factor 0: until it fits */
  step(factor: number): void {
    this.#zoom(factor, MIDDLE, true);
  }

  /** @param x, y how far the picture goes, in px */
  slide(x: number, y: number): void {
    this.#change((place, bounds) => moved(place, { x, y }, bounds), true);
  }

  /** A new picture comes in. @param side -1: from the left, 1: from the right */
  enter(side: number): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#config.picture()?.animate([{ translate: `${String(side * ENTRY)}px`, opacity: 0 }, {}], {
      duration: ENTRY_MS,
      easing: 'ease-out',
    });
  }

  /** Lays the picture where it is to be. */
  paint(): void {
    const picture = this.#config.picture();
    if (!picture) return;
    const { scale, x, y } = this.#place;
    const { width, height } = this.#config.pixels();
    const { style } = picture;
    style.setProperty('--_width', String(width));
    style.setProperty('--_height', String(height));
    style.transition = this.#isSmooth ? '' : 'none';
    style.transform = `translate(${String(x)}px, ${String(y)}px) scale(${String(scale)})`;
  }

  zoomBy(factor: number, x: number, y: number): void {
    this.#zoom(factor, this.#fromMiddle(x, y), false);
  }

  moveBy(x: number, y: number): void {
    this.#change((place, bounds) => moved(place, { x, y }, bounds), false);
  }

  tapTwice(x: number, y: number): void {
    this.#zoom(this.isZoomed ? 0 : CLOSE_UP, this.#fromMiddle(x, y), true);
  }

  tapBeside(): void {
    this.#config.close();
  }

  swipe(x: number, y: number): void {
    const picture = this.#config.picture();
    if (!picture) return;
    const isAcross = Math.abs(x) > Math.abs(y);
    const across = this.#config.leads(-Math.sign(x)) ? x : x * RESISTANCE;
    picture.style.transition = 'none';
    picture.style.translate = isAcross ? `${String(across)}px` : `0 ${String(Math.max(0, y))}px`;
  }

  swiped(x: number, y: number): void {
    const picture = this.#config.picture();
    picture?.style.removeProperty('transition');
    picture?.style.removeProperty('translate');
    if (Math.abs(x) > Math.max(SWIPE, Math.abs(y))) this.#config.go(-Math.sign(x));
    else if (y > Math.max(SWIPE, Math.abs(x))) this.#config.close();
  }

  #zoom(factor: number, at: Point, isSmooth: boolean): void {
    this.#change((place, bounds) => zoomed(place, factor, at, bounds), isSmooth);
  }

  #change(change: (place: Place, bounds: Bounds) => Place, isSmooth: boolean): void {
    const bounds = this.#bounds();
    if (!bounds) return;
    this.#place = change(this.#place, bounds);
    this.#isSmooth = isSmooth;
    this.#config.changed();
  }

  #bounds(): Bounds | undefined {
    const room = this.#config.room();
    const picture = this.#config.picture();
    if (!room || !picture) return undefined;
    // Without its transformation.
    const { offsetWidth: width, offsetHeight: height } = picture;
    const stage = { width: room.clientWidth, height: room.clientHeight };
    const widest = Math.max(2 * this.#config.pixels().width, stage.width);
    const most = Math.max(LEAST_MOST, widest / width);
    return { stage, picture: { width, height }, most };
  }

  /** From a point of the window. */
  #fromMiddle(x: number, y: number): Point {
    const room = this.#config.room()?.getBoundingClientRect();
    if (!room) return MIDDLE;
    return { x: x - room.left - room.width / 2, y: y - room.top - room.height / 2 };
  }
}
