/** A call of thousands of operations does not hold up the others for longer, in ms. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Spreads operations over time, so that the suite stays within an account's rates. A call larger than what is left goes
 * ahead at once, and those after it wait until it has been paid for.
 */
export class Pace {
  readonly #perSecond: number;
  #freeAt = 0;

  /** @param perSecond operations; Infinity does not wait */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Resolves when the call may be made. Callers are served in the order of their calls. */
  async wait(operations: number): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.#freeAt);
    this.#freeAt = start + Math.min((operations * 1000) / this.#perSecond, LONGEST_WAIT_MS);
    if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
  }
}

/** The paces of one target's rates. */
export interface Paces {
  readonly cache: Pace;
  readonly topics: Pace;
  /** Calls that create caches or tokens. */
  readonly control: Pace;
}

/** Half of the rates that Momento grants a new account: 100 and 10 operations, 5 control calls. */
export function accountPaces(): Paces {
  return { cache: new Pace(50), topics: new Pace(5), control: new Pace(2.5) };
}

export function noPaces(): Paces {
  return { cache: new Pace(Infinity), topics: new Pace(Infinity), control: new Pace(Infinity) };
}
