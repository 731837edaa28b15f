import type { ReactiveController, ReactiveControllerHost } from 'lit';

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

/** Hears the keys of the whole window, before the focused element and before the listeners that a page adds later. */
export class WindowKeys implements ReactiveController {
  readonly #onKey: (event: KeyboardEvent) => void;

  constructor(host: ReactiveControllerHost, onKey: (event: KeyboardEvent) => void) {
    this.#onKey = onKey;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of TYPES) addEventListener(type, this.#onKey, true);
  }

  hostDisconnected(): void {
    for (const type of TYPES) removeEventListener(type, this.#onKey, true);
  }
}
