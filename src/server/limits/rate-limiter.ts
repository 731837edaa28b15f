/** So much and no more, per user. */
export interface RateLimit {
  /** Messages. */
  readonly messages: number;
  readonly seconds: number;
}

/** Users whose pace is remembered; who has not written for long is forgotten first. */
const MAX_USERS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket of tokens for each user, which fills steadily. In this process's memory, and bounded. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now ms since some moment, never turned back */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** @returns whether the user may send one more message now */
  take(user: string): boolean {
    const { messages, seconds } = this.#limit;
    const now = this.#now();
    const before = this.#buckets.get(user) ?? { tokens: messages, at: now };
    const filled = before.tokens + ((now - before.at) / 1000) * (messages / seconds);
    const tokens = Math.min(messages, filled);
    this.#buckets.delete(user);
    this.#buckets.set(user, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MAX_USERS && oldest !== undefined) this.#buckets.delete(oldest);
    return tokens >= 1;
  }
}
