/**
 * Shares fetches of a list between callers, since many clients request it at once when a server restarts. A caller gets
 * the list as of its call or later. A running fetch may miss newer items, so new callers share the next fetch.
 */
export class SharedFetch {
  readonly #fetch: (count: number) => Promise<readonly string[]>;
  readonly #running = new Map<number, Promise<unknown>>();
  readonly #next = new Map<number, Promise<readonly string[]>>();

  /** @param fetch returns the newest items, oldest first */
  constructor(fetch: (count: number) => Promise<readonly string[]>) {
    this.#fetch = fetch;
  }

  fetch(count: number): Promise<readonly string[]> {
    const next = this.#next.get(count);
    if (next) return next;
    const running = this.#running.get(count);
    if (!running) return this.#start(count);
    const start = (): Promise<readonly string[]> => {
      this.#next.delete(count);
      return this.#start(count);
    };
    const promise = running.then(start, start);
    this.#next.set(count, promise);
    return promise;
  }

  #start(count: number): Promise<readonly string[]> {
    const promise = this.#fetch(count).finally(() => {
      if (this.#running.get(count) === promise) this.#running.delete(count);
    });
    this.#running.set(count, promise);
    return promise;
  }
}
