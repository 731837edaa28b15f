import type { Engine } from './engine.js';
import { keyFromText } from './items.js';
import type { TopicValue } from './topics.js';
import { MAX_TTL_MS } from './limits.js';

/**
 * Access to the state without a client, for tests that act as another user or check what a client
 * stored. Faults and permissions do not apply.
 */
export class DirectAccess {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Publishes text or bytes, as the bearer of a token with this id. */
  publish(message: {
    cache: string;
    topic: string;
    text: string | Uint8Array;
    tokenId?: string;
  }): void {
    const { cache, topic, text, tokenId = '' } = message;
    const value: TopicValue =
      typeof text === 'string' ? { kind: 'text', text } : { kind: 'binary', bytes: text };
    this.#engine.caches.get(cache).topic(topic).publish(value, tokenId);
  }

  /** Appends texts to a list and returns its new length. */
  listPush({ cache, list, values }: { cache: string; list: string; values: string[] }): number {
    const elements = values.map((value) => Buffer.from(value, 'utf8'));
    return this.#engine.caches.get(cache).lists.push(keyFromText(list), 'back', elements, {
      ttlMs: MAX_TTL_MS,
      refresh: true,
      truncateToSize: 0,
    });
  }

  /** Calls back with the values of every later push to a list. Earlier listeners stay. */
  onListPush(
    { cache, list }: { cache: string; list: string },
    listener: (values: readonly string[]) => void,
  ): void {
    const key = keyFromText(list);
    const { caches } = this.#engine;
    const before = caches.onPush.bind(caches);
    caches.onPush = (pushedCache, pushedKey, values) => {
      before(pushedCache, pushedKey, values);
      if (pushedCache !== cache || pushedKey !== key) return;
      listener(values.map((value) => Buffer.from(value).toString('utf8')));
    };
  }

  /** Returns a list's elements as texts; an empty array if there is no list. */
  listFetch({ cache, list }: { cache: string; list: string }): string[] {
    const elements = this.#engine.caches.get(cache).lists.fetch(keyFromText(list)) ?? [];
    return elements.map((element) => Buffer.from(element).toString('utf8'));
  }

  /** Stores an item's bytes, for as long as the service allows. */
  set({ cache, key, bytes }: { cache: string; key: string; bytes: Uint8Array }): void {
    this.#engine.caches.get(cache).items.setScalar(keyFromText(key), bytes, MAX_TTL_MS);
  }

  /** Returns an item's bytes; undefined if there is none, or a list. */
  get({ cache, key }: { cache: string; key: string }): Uint8Array | undefined {
    const value = this.#engine.caches.get(cache).items.find(keyFromText(key));
    return value?.type === 'scalar' ? value.bytes : undefined;
  }
}
