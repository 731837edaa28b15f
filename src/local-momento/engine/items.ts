import type { Clock } from './clock.js';
import { MAX_ITEM_BYTES, MAX_TTL_MS } from './limits.js';
import { invalidArgument, limitExceeded, wrongType } from './status.js';

/** The supported item types. The service has dictionaries, sets and sorted sets as well. */
type ItemValue =
  | { readonly type: 'scalar'; readonly bytes: Uint8Array }
  | { readonly type: 'list'; readonly elements: Uint8Array[] };

interface Item {
  value: ItemValue;
  /** Epoch milliseconds from which the item no longer exists. */
  expiresAt: number;
}

/** Expired items that are never read again are deleted once per this many writes. */
const WRITES_BETWEEN_SWEEPS = 1000;

/**
 * The items of one cache. A key is bytes on the wire; here it is a string with one character per
 * byte (see `keyFromBytes`), so that a map can hold it and prefixes can be compared.
 */
export class Items {
  readonly #clock: Clock;
  readonly #items = new Map<string, Item>();
  #writes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns the value of an unexpired item of any type. */
  find(key: string): ItemValue | undefined {
    return this.#findUnexpired(key)?.value;
  }

  /**
   * Stores a value. Without `ttlMs` an existing item keeps its time to live, as a list does after a
   * push that does not refresh it.
   */
  store(key: string, value: ItemValue, ttlMs?: number): void {
    const item = this.#findUnexpired(key);
    if (item && ttlMs === undefined) {
      item.value = value;
      return;
    }
    const ttl = checkedTtl(ttlMs ?? 0);
    this.#items.set(key, { value, expiresAt: this.#clock.now() + ttl });
    this.#sweepPeriodically();
  }

  remove(key: string): void {
    this.#items.delete(key);
  }

  /** Returns the bytes of a scalar. Throws FAILED_PRECONDITION for a list, as the service does. */
  scalar(key: string): Uint8Array | undefined {
    const value = this.find(key);
    if (!value) return undefined;
    if (value.type !== 'scalar') throw wrongType('scalar', value.type);
    return value.bytes;
  }

  /** Sets a scalar, replacing an item of any type. */
  setScalar(key: string, bytes: Uint8Array, ttlMs: number): void {
    if (bytes.length > MAX_ITEM_BYTES) {
      throw limitExceeded(
        'request_size_limit_exceeded',
        `${bytes.length} of ${MAX_ITEM_BYTES} bytes`,
      );
    }
    this.store(key, { type: 'scalar', bytes }, ttlMs);
  }

  /** Returns the item's remaining milliseconds to live; undefined without an item. */
  remainingTtl(key: string): number | undefined {
    const item = this.#findUnexpired(key);
    return item && item.expiresAt - this.#clock.now();
  }

  /**
   * Changes an item's time to live: always, or only if that is an increase or a decrease. Returns
   * whether it changed; undefined without an item.
   */
  updateTtl(
    key: string,
    ttlMs: number,
    rule: 'overwrite' | 'increase' | 'decrease',
  ): boolean | undefined {
    const ttl = checkedTtl(ttlMs);
    const item = this.#findUnexpired(key);
    if (!item) return undefined;
    const expiresAt = this.#clock.now() + ttl;
    if (rule === 'increase' && expiresAt <= item.expiresAt) return false;
    if (rule === 'decrease' && expiresAt >= item.expiresAt) return false;
    item.expiresAt = expiresAt;
    return true;
  }

  #findUnexpired(key: string): Item | undefined {
    const item = this.#items.get(key);
    if (item && item.expiresAt <= this.#clock.now()) {
      this.#items.delete(key);
      return undefined;
    }
    return item;
  }

  #sweepPeriodically(): void {
    this.#writes += 1;
    if (this.#writes % WRITES_BETWEEN_SWEEPS !== 0) return;
    for (const key of this.#items.keys()) this.#findUnexpired(key);
  }
}

/** One character per byte: reversible, and `startsWith` compares bytes. */
export function keyFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** The key for a text, which clients send as UTF-8. */
export function keyFromText(text: string): string {
  return keyFromBytes(Buffer.from(text, 'utf8'));
}

/** Returns `ttlMs`, or throws INVALID_ARGUMENT for a value that the service refuses: 0 or less, or more than a day. */
export function checkedTtl(ttlMs: number): number {
  if (ttlMs <= 0) throw invalidArgument('the TTL must be greater than 0 milliseconds');
  if (ttlMs > MAX_TTL_MS) {
    throw invalidArgument(`the TTL of ${ttlMs} ms exceeds the limit of ${MAX_TTL_MS} ms`);
  }
  return ttlMs;
}
