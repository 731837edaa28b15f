/** Held longer than this, a key that has closed the viewer is taken for pressed again, in ms. */
const HELD_MS = 2_000;

/** Keeps the keys of the viewer from the page, and from a game below it. */
export class ViewerKeys {
  readonly #down = new Set<string>();

  /** For `keydown`, `keypress` and `keyup` inside. */
  readonly keep = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.type === 'keydown') this.#down.add(event.code);
    else if (event.type === 'keyup') this.#down.delete(event.code);
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
