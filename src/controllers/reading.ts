import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether anybody can be reading: the page is in sight, and the newest messages are. */
export class Reading implements ReactiveController {
  readonly #onChange: () => void;
  #atEnd = true;

  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#onChange = onChange;
    host.addController(this);
  }

  get inSight(): boolean {
    return document.visibilityState === 'visible';
  }

  /** Whether the conversation is scrolled to its end. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  set atEnd(atEnd: boolean) {
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#onChange();
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onChange);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onChange);
  }
}
