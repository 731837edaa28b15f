import type { LiveItem } from '../../transport/transport.js';

/** Live items that wait for the history at most. */
const MAX_WAITING = 1_000;

/** Holds back live items until there is a history to show them in. */
export class LiveBuffer {
  readonly #onItem: (item: LiveItem) => void;
  /** Undefined once the history is here, or late. */
  #waiting: LiveItem[] | undefined = [];

  constructor(onItem: (item: LiveItem) => void) {
    this.#onItem = onItem;
  }

  add(item: LiveItem): void {
    if (!this.#waiting) this.#onItem(item);
    else if (this.#waiting.push(item) > MAX_WAITING) this.release();
  }

  /** Passes on all items that wait, and the later ones as they come. */
  release(): void {
    for (const item of this.take()) this.#onItem(item);
  }

  /** The items that wait; later ones are passed on as they come. */
  take(): readonly LiveItem[] {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    return waiting;
  }
}
