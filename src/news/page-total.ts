/** A number of which each chat of the page has its part. */
export class PageTotal<Owner extends Element> {
  readonly #parts = new Map<Owner, number>();
  readonly #onChange: (total: number, owner: Owner) => void;

  /** @param onChange gets the new total, and the chat that has changed it */
  constructor(onChange: (total: number, owner: Owner) => void) {
    this.#onChange = onChange;
  }

  /** @param part 0: none */
  set(owner: Owner, part: number): void {
    if ((this.#parts.get(owner) ?? 0) === part) return;
    if (part === 0) this.#parts.delete(owner);
    else this.#parts.set(owner, part);
    let total = 0;
    for (const each of this.#parts.values()) total += each;
    this.#onChange(total, owner);
  }
}
