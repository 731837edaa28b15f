import type { Engine } from './engine/engine.js';
import { keyFromText } from './engine/items.js';
import type { TopicValue } from './engine/topics.js';
import { MAX_TTL_MS } from './limits.js';

/**
 * The state, without a client in between: for tests that act as somebody else, or look at what a
 * client has left behind. No fault and no permission stands in the way.
 */
export class DirectAccess {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Publishes a text, or bytes, as the bearer of a token with this id would. */
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

  /** Appends texts to a list and answers its new length. */
  listPush({ cache, list, values }: { cache: string; list: string; values: string[] }): number {
    const elements = values.map((value) => Buffer.from(value, 'utf8'));
    return this.#engine.caches.get(cache).lists.push(keyFromText(list), 'back', elements, {
      ttlMs: MAX_TTL_MS,
      refresh: true,
      truncateToSize: 0,
    });
  }

  /** Hears of everything that is added to a list from here on, oldest first, in place of the last listener. */
  onListPush(
    { cache, list }: { cache: string; list: string },
    listener: (values: readonly string[]) => void,
  ): void {
    const key = keyFromText(list);
    this.#engine.caches.onPush = (pushedCache, pushedKey, values) => {
      if (pushedCache !== cache || pushedKey !== key) return;
      listener(values.map((value) => Buffer.from(value).toString('utf8')));
    };
  }

  /** A list's elements as texts; empty where there is no list. */
  listFetch({ cache, list }: { cache: string; list: string }): string[] {
    const elements = this.#engine.caches.get(cache).lists.fetch(keyFromText(list)) ?? [];
    return elements.map((element) => Buffer.from(element).toString('utf8'));
  }
}
