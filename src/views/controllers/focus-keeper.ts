import type { ReactiveController, ReactiveElement } from 'lit';

/** Calls `onLost` when an update has removed or disabled the focused element: the focus would be on the body. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #onLost: () => void;
  #had = false;

  constructor(host: ReactiveElement, onLost: () => void) {
    this.#host = host;
    this.#onLost = onLost;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#had = this.#focused !== null;
  }

  hostUpdated(): void {
    const focused = this.#focused;
    if (!this.#had || (focused && !focused.matches(':disabled'))) return;
    focused?.blur();
    this.#onLost();
  }

  get #focused(): HTMLElement | null {
    return (this.#host.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
  }
}
