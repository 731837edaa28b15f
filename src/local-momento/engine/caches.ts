import type { Clock } from './clock.js';
import { cacheAlreadyExists, cacheNotFound, invalidArgument } from './status.js';
import { Items } from './items.js';
import { Lists, type PushListener } from './lists.js';
import { Topic, type TopicOptions } from './topics.js';

/** One cache: its items, the lists among them, and its topics. */
export class Cache {
  readonly items: Items;
  readonly lists: Lists;
  readonly #topics = new Map<string, Topic>();
  readonly #topicOptions: TopicOptions;

  constructor(clock: Clock, topicOptions: TopicOptions, onPush: PushListener) {
    this.items = new Items(clock);
    this.lists = new Lists(this.items, onPush);
    this.#topicOptions = topicOptions;
  }

  /** Returns a topic, created on first use: the service has no call that creates one. */
  topic(name: string): Topic {
    let topic = this.#topics.get(name);
    if (!topic) {
      topic = new Topic(this.#topicOptions);
      this.#topics.set(name, topic);
    }
    return topic;
  }

  get topics(): Iterable<Topic> {
    return this.#topics.values();
  }
}

interface CachesOptions {
  readonly clock: Clock;
  readonly heartbeatMs: number;
  readonly backlogSize: number;
}

/** All caches of the account. */
export class Caches {
  /** A test's listener for list pushes: the cache, the key and the values added. */
  onPush: (cache: string, ...push: Parameters<PushListener>) => void = () => undefined;
  readonly #caches = new Map<string, Cache>();
  readonly #topicOptions: TopicOptions;
  #lastPage = 0;

  constructor(options: CachesOptions) {
    this.#topicOptions = { ...options, nextPage: () => this.#nextPage() };
  }

  /** Throws ALREADY_EXISTS, which the SDKs report as the response `CreateCache.AlreadyExists`. */
  create(name: string): void {
    checkName('cache', name);
    if (this.#caches.has(name)) throw cacheAlreadyExists(name);
    const cache = new Cache(this.#topicOptions.clock, this.#topicOptions, (...push) =>
      this.onPush(name, ...push),
    );
    this.#caches.set(name, cache);
  }

  /** Deletes a cache and its contents, and ends the subscriptions to its topics with NOT_FOUND. */
  delete(name: string): void {
    const cache = this.get(name);
    this.#caches.delete(name);
    for (const topic of cache.topics) topic.endAll(cacheNotFound(name));
  }

  /** Throws NOT_FOUND for a cache that does not exist. */
  get(name: string): Cache {
    checkName('cache', name);
    const cache = this.#caches.get(name);
    if (!cache) throw cacheNotFound(name);
    return cache;
  }

  get names(): string[] {
    return [...this.#caches.keys()].sort();
  }

  /** Empties every cache and keeps the names, like a service that loses its memory. */
  clear(): void {
    const names = this.names;
    this.#caches.clear();
    for (const name of names) this.create(name);
  }

  /**
   * Pages are epoch seconds, as the service's are, so that a page of an earlier run of this program
   * never equals a current one. They only increase.
   */
  #nextPage(): number {
    this.#lastPage = Math.max(
      this.#lastPage + 1,
      Math.floor(this.#topicOptions.clock.now() / 1000),
    );
    return this.#lastPage;
  }
}

/** The service requires only that a name is not blank. */
export function checkName(what: 'cache' | 'topic' | 'key', name: string): void {
  if (name.trim() === '') throw invalidArgument(`the ${what} name must not be empty`);
}
