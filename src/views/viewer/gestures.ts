/** What fingers, the mouse and the wheel do with a picture. Points are in CSS px of the window. */
export interface GestureTarget {
  /** Whether a drag moves the picture; otherwise a finger's swipe leads to the next one, or closes the viewer. */
  readonly isZoomed: boolean;
  zoomBy(factor: number, x: number, y: number): void;
  moveBy(x: number, y: number): void;
  /** A swipe is under way. @param x, y how far it has gone */
  swipe(x: number, y: number): void;
  /** A swipe has ended. @param x, y how far it went, or would have gone; 0 if it counts for nothing */
  swiped(x: number, y: number): void;
  tapTwice(x: number, y: number): void;
  /** A click on the stage, beside the picture. */
  tapBeside(): void;
}

/** A pointer that moves less is at rest, in px. */
const SLOP = 6;
/** Two taps within this time, in ms, and this distance, in px, are one gesture. */
const TWICE_MS = 350;
const TWICE_PX = 30;
/** A swipe goes on for this time at its speed, in ms, and for so many times its last distance at most. */
const MOMENTUM_MS = 150;
const MAX_MOMENTUM = 3;
/** The most of one turn of the wheel, in px: some mice send very large ones. */
const MAX_WHEEL = 100;
/** A line of a wheel that counts in lines, in px. */
const LINE = 16;

/** Reads gestures on a stage. */
export class Gestures {
  readonly #stage: HTMLElement;
  readonly #target: GestureTarget;
  readonly #pointers = new Map<number, PointerEvent>();
  /** The first pointer of the gesture under way. */
  #start: PointerEvent | undefined;
  /** Where the pointer of a swipe was some time ago: its speed follows. */
  #recent: PointerEvent | undefined;
  #isBeside = false;
  #hasMoved = false;
  #isSwipe = false;
  #lastTap: MouseEvent | undefined;
  /** Of Safari's gesture on a trackpad. */
  #pinch = 1;

  constructor(stage: HTMLElement, target: GestureTarget) {
    this.#stage = stage;
    this.#target = target;
    stage.addEventListener('pointerdown', (event) => this.#down(event));
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event, true));
    stage.addEventListener('pointercancel', (event) => this.#up(event, false));
    stage.addEventListener('click', (event) => this.#click(event));
    for (const type of ['gesturestart', 'gesturechange']) {
      stage.addEventListener(type, (event) =>
        this.#pinched(event as MouseEvent & { scale: number }),
      );
    }
  }

  /** Zooms by the wheel, or by two fingers on a trackpad, which counts as the wheel with Ctrl. */
  turn(event: WheelEvent): void {
    event.preventDefault();
    // A game below may listen to it.
    event.stopPropagation();
    const pixels = event.deltaY * (event.deltaMode === 0 ? 1 : LINE);
    const turned = Math.max(-MAX_WHEEL, Math.min(MAX_WHEEL, pixels));
    const factor = Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.0025));
    this.#target.zoomBy(factor, event.clientX, event.clientY);
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) {
      this.#start = this.#recent = event;
      this.#isBeside = event.target === this.#stage;
      this.#hasMoved = false;
    } else {
      this.#endSwipe(0, 0);
      this.#hasMoved = true;
    }
    this.#pointers.set(event.pointerId, event);
    // A finger has it by itself, but on the picture, which may go. One that a script has made is not known.
    if (event.isTrusted) this.#stage.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const start = this.#start;
    const before = this.#pointers.get(event.pointerId);
    if (!before || !start) return;
    const x = event.clientX - start.clientX;
    const y = event.clientY - start.clientY;
    if (!this.#hasMoved && Math.hypot(x, y) < SLOP) return;
    this.#hasMoved = true;
    this.#pointers.set(event.pointerId, event);
    const other = [...this.#pointers.values()].find(
      ({ pointerId }) => pointerId !== event.pointerId,
    );
    const target = this.#target;
    if (other) {
      // Half of it: the middle between the two moves so.
      target.moveBy((event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
      const factor = distance(event, other) / distance(before, other);
      const middleX = (event.clientX + other.clientX) / 2;
      target.zoomBy(factor, middleX, (event.clientY + other.clientY) / 2);
    } else if (target.isZoomed && !this.#isSwipe) {
      target.moveBy(event.clientX - before.clientX, event.clientY - before.clientY);
    } else if (
      this.#isSwipe ||
      (event.pointerType === 'touch' && start.pointerId === event.pointerId)
    ) {
      this.#isSwipe = true;
      if (event.timeStamp - (this.#recent?.timeStamp ?? 0) > MOMENTUM_MS) this.#recent = before;
      target.swipe(x, y);
    }
  }

  #up(event: PointerEvent, isDone: boolean): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const { clientX = 0, clientY = 0 } = this.#start ?? {};
    const recent = this.#recent ?? event;
    const age = Math.max(1, event.timeStamp - recent.timeStamp);
    const momentum = Math.min(MAX_MOMENTUM, MOMENTUM_MS / age);
    const far = (now: number, then: number, start: number): number =>
      isDone ? now - start + (now - then) * momentum : 0;
    this.#endSwipe(
      far(event.clientX, recent.clientX, clientX),
      far(event.clientY, recent.clientY, clientY),
    );
  }

  #endSwipe(x: number, y: number): void {
    if (!this.#isSwipe) return;
    this.#isSwipe = false;
    this.#target.swiped(x, y);
  }

  /** Not at the pointer’s end: closed then, the click would hit what lies below. */
  #click(event: MouseEvent): void {
    if (this.#hasMoved || !this.#start) return;
    const { clientX, clientY, timeStamp } = event;
    const last = this.#lastTap;
    const isSecond =
      last && timeStamp - last.timeStamp < TWICE_MS && distance(event, last) < TWICE_PX;
    this.#lastTap = isSecond ? undefined : event;
    if (this.#isBeside) this.#target.tapBeside();
    else if (isSecond) this.#target.tapTwice(clientX, clientY);
  }

  #pinched(event: MouseEvent & { readonly scale: number }): void {
    event.preventDefault();
    // On a touch screen its fingers are pointers, too.
    if (event.type === 'gesturechange' && this.#pointers.size === 0) {
      this.#target.zoomBy(event.scale / this.#pinch, event.clientX, event.clientY);
    }
    this.#pinch = event.scale;
  }
}

function distance(a: MouseEvent, b: MouseEvent): number {
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
