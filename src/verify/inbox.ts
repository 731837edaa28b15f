/** A queue of received values, from which one value after the other is awaited. */
export class Inbox<T> {
  readonly #arrived: T[] = [];
  #wake: () => void = () => undefined;
  #closed = false;

  push(value: T): void {
    this.#arrived.push(value);
    this.#wake();
  }

  /** Nothing more will come: a caller that waits gets undefined at once. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Takes the next matching value and drops those before it; undefined if none has come after `ms` milliseconds. */
  async next<Wanted extends T>(
    isWanted: (value: T) => value is Wanted,
    ms: number,
  ): Promise<Wanted | undefined> {
    const end = performance.now() + ms;
    for (;;) {
      for (let value = this.#arrived.shift(); value !== undefined; value = this.#arrived.shift()) {
        if (isWanted(value)) return value;
      }
      const left = end - performance.now();
      if (this.#closed || left <= 0 || !(await this.#arrival(left))) return undefined;
    }
  }

  #arrival(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
