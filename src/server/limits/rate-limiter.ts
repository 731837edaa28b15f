import { TokenBuckets } from './token-buckets.js';

/** The most messages that one user may send in a period. */
export interface RateLimit {
  /** Number of messages. */
  readonly messages: number;
  /** Length of the period. */
  readonly seconds: number;
}

/** Limits the messages of each user. It counts in this process's memory, the 10,000 users that were active last. */
export class RateLimiter {
  readonly #buckets: TokenBuckets;

  /** @param now a monotonic clock, in ms */
  constructor({ messages, seconds }: RateLimit, now: () => number) {
    this.#buckets = new TokenBuckets({ amount: messages, seconds }, now);
  }

  /** @returns whether the user may send one more message now */
  take(user: string): boolean {
    return this.#buckets.take(user, 1);
  }
}
