import type { Clock } from '../clock.js';
import { MAX_ITEM_BYTES, MAX_TTL_MS } from '../limits.js';
import { invalidArgument, limitExceeded, wrongType } from '../status.js';

/** What a key can hold here. The service knows dictionaries, sets and sorted sets as well. */
type ItemValue =
  | { readonly type: 'scalar'; readonly bytes: Uint8Array }
  | { readonly type: 'list'; readonly elements: Uint8Array[] };

interface Item {
  value: ItemValue;
  /** Milliseconds since the epoch; the item is gone from that moment on. */
  expiresAt: number;
}

/** After this many writes the expired items that nobody asked for again are dropped. */
const WRITES_BETWEEN_SWEEPS = 1000;

/**
 * The keys of one cache. A key is bytes on the wire; here it is a string with one character per
 * byte (see `keyFromBytes`), so that a map can hold it and a prefix stays a prefix.
 */
export class Items {
  readonly #clock: Clock;
  readonly #items = new Map<string, Item>();
  #writes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The live value under a key, whatever its type. */
  find(key: string): ItemValue | undefined {
    return this.#live(key)?.value;
  }

  /**
   * Stores a value. An existing item keeps its time to live when `ttlMs` is left out, as a list
   * does when a push does not refresh it.
   */
  store(key: string, value: ItemValue, ttlMs?: number): void {
    const item = this.#live(key);
    if (item && ttlMs === undefined) {
      item.value = value;
      return;
    }
    const ttl = checkedTtl(ttlMs ?? 0);
    this.#items.set(key, { value, expiresAt: this.#clock.now() + ttl });
    this.#sweepNowAndThen();
  }

  remove(key: string): void {
    this.#items.delete(key);
  }

  /** The bytes under a key; a list under it is an error, as it is to the service. */
  scalar(key: string): Uint8Array | undefined {
    const value = this.find(key);
    if (!value) return undefined;
    if (value.type !== 'scalar') throw wrongType('scalar', value.type);
    return value.bytes;
  }

  /** Sets a scalar, over whatever was there, of any type. */
  setScalar(key: string, bytes: Uint8Array, ttlMs: number): void {
    if (bytes.length > MAX_ITEM_BYTES) {
      throw limitExceeded(
        'request_size_limit_exceeded',
        `${bytes.length} of ${MAX_ITEM_BYTES} bytes`,
      );
    }
    this.store(key, { type: 'scalar', bytes }, ttlMs);
  }

  /** Milliseconds that the item still has to live; undefined when there is none. */
  remainingTtl(key: string): number | undefined {
    const item = this.#live(key);
    return item && item.expiresAt - this.#clock.now();
  }

  /**
   * Gives an item another time to live: to the new value, or only where that is an increase or a
   * decrease. Answers whether it did; undefined when there is no such item.
   */
  updateTtl(
    key: string,
    ttlMs: number,
    rule: 'overwrite' | 'increase' | 'decrease',
  ): boolean | undefined {
    const ttl = checkedTtl(ttlMs);
    const item = this.#live(key);
    if (!item) return undefined;
    const expiresAt = this.#clock.now() + ttl;
    if (rule === 'increase' && expiresAt <= item.expiresAt) return false;
    if (rule === 'decrease' && expiresAt >= item.expiresAt) return false;
    item.expiresAt = expiresAt;
    return true;
  }

  #live(key: string): Item | undefined {
    const item = this.#items.get(key);
    if (item && item.expiresAt <= this.#clock.now()) {
      this.#items.delete(key);
      return undefined;
    }
    return item;
  }

  #sweepNowAndThen(): void {
    this.#writes += 1;
    if (this.#writes % WRITES_BETWEEN_SWEEPS !== 0) return;
    for (const key of this.#items.keys()) this.#live(key);
  }
}

/** One character per byte: reversible, and `startsWith` means the same for both. */
export function keyFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** The key that a client means by a text, which it sends as UTF-8. */
export function keyFromText(text: string): string {
  return keyFromBytes(Buffer.from(text, 'utf8'));
}

/** Refuses what the service refuses: no time at all, and more than a day. */
export function checkedTtl(ttlMs: number): number {
  if (ttlMs <= 0) throw invalidArgument('the TTL must be greater than 0 milliseconds');
  if (ttlMs > MAX_TTL_MS) {
    throw invalidArgument(`the TTL of ${ttlMs} ms exceeds the limit of ${MAX_TTL_MS} ms`);
  }
  return ttlMs;
}
