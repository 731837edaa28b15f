import { TokenBuckets } from './token-buckets.js';

/** The most messages that one user may send in a period. */
export interface RateLimit {
  /** Number of messages. */
  readonly messages: number;
  /** Length of the period. */
  readonly seconds: number;
}

/** The most bytes that one user may send or fetch in a period. */
export interface ByteLimit {
  /** Number of bytes. */
  readonly bytes: number;
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

  /**
   * @param count of messages; at most so many as the limit has
   * @returns whether the user may send them now
   */
  take(user: string, count = 1): boolean {
    return this.#buckets.take(user, count);
  }
}
