/** What has arrived, in order, for a test that waits for the next of it. */
export class Inbox<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  /** Bound, so that it can be handed on as a callback. */
  readonly push = (value: T): void => {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(value);
    else this.#arrived.push(value);
  };

  /** The next arrival, now or later. */
  next(): Promise<T> {
    const value = this.#arrived.shift();
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next arrival that is as wanted; those before it are let go. */
  async nextWhere(wanted: (value: T) => boolean): Promise<T> {
    for (;;) {
      const value = await this.next();
      if (wanted(value)) return value;
    }
  }

  /** What has arrived and was not taken yet. */
  get unread(): readonly T[] {
    return this.#arrived;
  }
}
