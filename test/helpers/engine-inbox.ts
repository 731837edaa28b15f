/** A queue of received values from which a test awaits the next one. */
export class Inbox<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  /** Bound, so that it can be passed as a callback. */
  readonly push = (value: T): void => {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(value);
    else this.#arrived.push(value);
  };

  /** Resolves with the next value. */
  next(): Promise<T> {
    const value = this.#arrived.shift();
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves with the next matching value and drops those before it. */
  async nextWhere(wanted: (value: T) => boolean): Promise<T> {
    for (;;) {
      const value = await this.next();
      if (wanted(value)) return value;
    }
  }

  /** The values received and not yet taken. */
  get unread(): readonly T[] {
    return this.#arrived;
  }
}
