import type { InboxStrings } from './words.js';

/** The number is said no more often than this, in ms. */
const SAY_MS = 10_000;

/** Says to screen readers how many visitors wait, when that has grown. */
export class WaitingAnnouncer {
  readonly #onChange: () => void;
  #count: number | undefined;
  #said: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** @param count undefined where it is not known */
  update(count: number | undefined): void {
    const before = this.#count;
    this.#count = count;
    if (count === undefined || before === undefined || count <= before) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#said = this.#count;
      this.#onChange();
    }, SAY_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#count = undefined;
  }

  text(words: InboxStrings): string {
    return this.#said === undefined ? '' : words.waitingNow(this.#said);
  }
}
