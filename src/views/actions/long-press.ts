/** A touch that lasts so long is a long press, in ms: as on phones. */
const LONG_MS = 500;
/** A finger that moves further scrolls, in px. */
const MAX_MOVE = 10;

/** Calls back for a long press of a finger, in place of the browser's own menu. Links and buttons keep theirs. */
export class LongPress {
  readonly #area: HTMLElement;
  readonly #onPress: (target: EventTarget | null) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #start: PointerEvent | undefined;

  constructor(area: HTMLElement, onPress: (target: EventTarget | null) => void) {
    this.#area = area;
    this.#onPress = onPress;
    area.addEventListener('pointerdown', (event) => this.begin(event, event.target as Element));
    area.addEventListener('pointermove', (event) => {
      const { clientX = 0, clientY = 0 } = this.#start ?? {};
      const distance = Math.hypot(event.clientX - clientX, event.clientY - clientY);
      if (this.#start && distance > MAX_MOVE) this.#end();
    });
    area.addEventListener('pointerup', () => this.#end());
    area.addEventListener('pointercancel', () => this.#end());
    area.addEventListener('contextmenu', (event) => this.#start && event.preventDefault());
  }

  /** @param target where the finger is */
  begin(event: PointerEvent, target: Element): void {
    this.#end();
    if (event.pointerType !== 'touch' || target.closest('a, button')) return;
    this.#start = event;
    // Otherwise iOS selects the word below the finger.
    this.#area.classList.add('pressed');
    this.#timer = setTimeout(() => this.#onPress(target), LONG_MS);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#start = undefined;
    this.#area.classList.remove('pressed');
  }
}
