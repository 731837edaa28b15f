import { ChatError } from '../../src/protocol/errors.js';
import type { VirtualClock } from './virtual-clock.js';

/** What an account may do, in operations a second and in subscriptions at a time. */
export interface Quotas {
  readonly topics: number;
  readonly cache: number;
  readonly subscriptions: number;
}

export type QuotaName = keyof Quotas;

/** The defaults for a new account, by https://docs.momentohq.com/topics/limits and https://docs.momentohq.com/cache/limits. */
export const DEFAULT_QUOTAS: Quotas = { topics: 10, cache: 100, subscriptions: 100 };

export const NO_QUOTAS: Quotas = { topics: Infinity, cache: Infinity, subscriptions: Infinity };

export function timesQuotas(factor: number): Quotas {
  const { topics, cache, subscriptions } = DEFAULT_QUOTAS;
  return {
    topics: topics * factor,
    cache: cache * factor,
    subscriptions: subscriptions * factor,
  };
}

/** Operations a second, which may be used up in advance by one call: a publication with many readers is made or refused as a whole. */
class Limiter {
  readonly #clock: VirtualClock;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(clock: VirtualClock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#filledAt = clock.elapsed();
  }

  take(operations: number): boolean {
    const now = this.#clock.elapsed();
    const refill = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + refill);
    this.#filledAt = now;
    if (this.#tokens <= 0) return false;
    this.#tokens -= operations;
    return true;
  }
}

/**
 * Counts operations as Momento's documentation does, and refuses what is beyond the quotas: per element and per 1,024 bytes,
 * conditional writes and consistent reads twice; a publication, and each delivery of it. Whether the service's limiter counts
 * deliveries is not documented; here it does.
 */
export class Account {
  readonly operations = { topics: 0, cache: 0 };
  readonly refused = { topics: 0, cache: 0 };
  /** Calls by the name of the wire's method. */
  readonly calls = new Map<string, number>();
  readonly #limiters: { readonly topics: Limiter; readonly cache: Limiter };

  constructor(clock: VirtualClock, quotas: Quotas) {
    this.#limiters = {
      topics: new Limiter(clock, quotas.topics),
      cache: new Limiter(clock, quotas.cache),
    };
  }

  /** @throws {ChatError} beyond the quota */
  charge(kind: 'topics' | 'cache', call: string, operations: number): void {
    this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
    if (!this.#limiters[kind].take(operations)) {
      this.refused[kind] += 1;
      throw new ChatError('quota-exceeded', `unable to ${call}; the quota is used up.`);
    }
    this.operations[kind] += operations;
  }

  /** Forgets what was counted. */
  reset(): void {
    this.calls.clear();
    for (const counts of [this.operations, this.refused]) counts.topics = counts.cache = 0;
  }
}

export function chunks(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}
