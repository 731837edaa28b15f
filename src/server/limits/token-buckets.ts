import { BoundedMap } from './bounded-map.js';

/** How much may be used in a period. */
export interface Allowance {
  /** Used at once at most, and in the long run in each period. */
  readonly amount: number;
  /** Length of the period. */
  readonly seconds: number;
}

/** How many buckets are kept; the one that has been idle longest is dropped first. */
const MAX_BUCKETS = 10_000;
/** Refilled in several steps, a bucket may miss its amount by a rounding error. */
const ROUNDING = 1e-6;

interface Bucket {
  readonly tokens: number;
  /** In ms, by the monotonic clock. */
  readonly at: number;
}

/** A token bucket for each key, refilled steadily. The buckets are in this process's memory, and bounded in number. */
export class TokenBuckets {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  readonly #buckets = new BoundedMap<string, Bucket>(MAX_BUCKETS);

  /** @param now a monotonic clock, in ms */
  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** Uses so much of a key's bucket. @returns whether there was so much; if not, nothing is used */
  take(key: string, amount: number): boolean {
    const tokens = this.#tokensOf(key);
    const isThere = amount <= tokens + ROUNDING;
    const left = isThere ? Math.max(0, tokens - amount) : tokens;
    this.#buckets.set(key, { tokens: left, at: this.#now() });
    return isThere;
  }

  /** Uses so much, if it is there or not: what is missing is refilled first. At most one period is needed for that. */
  charge(key: string, amount: number): void {
    const tokens = Math.max(-this.#allowance.amount, this.#tokensOf(key) - amount);
    this.#buckets.set(key, { tokens, at: this.#now() });
  }

  /** @returns in how many ms a key's bucket has so much: 0 if it has it now, Infinity if no bucket holds so much */
  msUntil(key: string, amount: number): number {
    const { amount: most, seconds } = this.#allowance;
    if (amount > most) return Infinity;
    const missing = amount - this.#tokensOf(key);
    return missing <= ROUNDING ? 0 : Math.ceil((1000 * seconds * missing) / most);
  }

  #tokensOf(key: string): number {
    const { amount, seconds } = this.#allowance;
    const bucket = this.#buckets.get(key);
    if (!bucket) return amount;
    const filled = ((this.#now() - bucket.at) / 1000) * (amount / seconds);
    return Math.min(amount, bucket.tokens + filled);
  }
}
