/** Work that several wait for: it is called off when the last of them has gone. */
export class SharedTask<T> {
  readonly #abort = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#abort.signal);
  }

  get isAborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /** @throws the signal's reason, or what the work throws */
  join(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        signal?.removeEventListener('abort', giveUp);
        this.#waiting -= 1;
        if (this.#waiting === 0) this.#abort.abort();
      };
      const giveUp = (): void => {
        leave();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#result.then(resolve, reject).finally(() => {
        if (!signal?.aborted) leave();
      });
    });
  }

  /** Calls back once it is over, however it ends. */
  onEnd(callback: () => void): void {
    this.#result.then(callback, callback);
  }

  abort(): void {
    this.#abort.abort();
  }
}
