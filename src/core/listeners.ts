export type Listener<Value> = (value: Value) => void;

/** Functions that are called with each value. */
export class Listeners<Value> {
  readonly #listeners = new Set<Listener<Value>>();

  /** @returns the function that ends it */
  add(listener: Listener<Value>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call(value: Value): void {
    for (const listener of this.#listeners) listener(value);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
