/**
 * Fetches a list for many who ask at once, as they do when a server comes back. Whoever asks gets what was there when
 * they asked or later: a fetch under way may have missed something, so the next one is shared.
 */
export class SharedFetch {
  readonly #fetch: (count: number) => Promise<readonly string[]>;
  readonly #underWay = new Map<number, Promise<unknown>>();
  readonly #next = new Map<number, Promise<readonly string[]>>();

  /** @param fetch the newest so many, oldest first */
  constructor(fetch: (count: number) => Promise<readonly string[]>) {
    this.#fetch = fetch;
  }

  fetch(count: number): Promise<readonly string[]> {
    const next = this.#next.get(count);
    if (next) return next;
    const underWay = this.#underWay.get(count);
    if (!underWay) return this.#start(count);
    const start = (): Promise<readonly string[]> => {
      this.#next.delete(count);
      return this.#start(count);
    };
    const promise = underWay.then(start, start);
    this.#next.set(count, promise);
    return promise;
  }

  #start(count: number): Promise<readonly string[]> {
    const promise = this.#fetch(count).finally(() => {
      if (this.#underWay.get(count) === promise) this.#underWay.delete(count);
    });
    this.#underWay.set(count, promise);
    return promise;
  }
}
