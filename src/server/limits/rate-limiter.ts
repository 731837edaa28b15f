import { BoundedMap } from './bounded-map.js';

/** The most messages that one user may send in a period. */
export interface RateLimit {
  /** Number of messages. */
  readonly messages: number;
  /** Length of the period. */
  readonly seconds: number;
}

/** How many users are tracked; the user who has been idle longest is dropped first. */
const MAX_USERS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket for each user, refilled steadily. The buckets are in this process's memory, and bounded in number. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new BoundedMap<string, Bucket>(MAX_USERS);

  /** @param now a monotonic clock, in ms */
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
    this.#buckets.set(user, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1;
  }
}
