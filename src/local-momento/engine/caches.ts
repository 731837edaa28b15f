import type { Clock } from '../clock.js';
import { cacheAlreadyExists, cacheNotFound, invalidArgument } from '../status.js';
import { Items } from './items.js';
import { Lists, type PushListener } from './lists.js';
import { Topic, type TopicOptions } from './topics.js';

/** One cache: its items, the lists among them, and its topics, which exist as soon as they are named. */
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

  /** A topic needs no creation: the first who publishes or subscribes brings it about. */
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

/** Every cache of the account. */
export class Caches {
  /** For a test that follows the lists: which cache it was, and what was added to which key. */
  onPush: (cache: string, ...push: Parameters<PushListener>) => void = () => undefined;
  readonly #caches = new Map<string, Cache>();
  readonly #topicOptions: TopicOptions;
  #lastPage = 0;

  constructor(options: CachesOptions) {
    this.#topicOptions = { ...options, nextPage: () => this.#nextPage() };
  }

  /** Throws ALREADY_EXISTS, which the SDKs report as a success of a kind. */
  create(name: string): void {
    checkName('cache', name);
    if (this.#caches.has(name)) throw cacheAlreadyExists(name);
    const cache = new Cache(this.#topicOptions.clock, this.#topicOptions, (...push) =>
      this.onPush(name, ...push),
    );
    this.#caches.set(name, cache);
  }

  /** Deletes a cache with all in it; whoever listens to its topics is told that it is gone. */
  delete(name: string): void {
    const cache = this.get(name);
    this.#caches.delete(name);
    for (const topic of cache.topics) topic.endAll(cacheNotFound(name));
  }

  /** Throws NOT_FOUND for a cache that was never created, or is deleted. */
  get(name: string): Cache {
    checkName('cache', name);
    const cache = this.#caches.get(name);
    if (!cache) throw cacheNotFound(name);
    return cache;
  }

  get names(): string[] {
    return [...this.#caches.keys()].sort();
  }

  /** Empties every cache and keeps their names, as a service does whose memory is lost. */
  clear(): void {
    const names = this.names;
    this.#caches.clear();
    for (const name of names) this.create(name);
  }

  /**
   * Pages are epoch seconds, as the service's are, so that a page of an earlier run of this program
   * is never mistaken for a current one; and they only ever rise.
   */
  #nextPage(): number {
    this.#lastPage = Math.max(
      this.#lastPage + 1,
      Math.floor(this.#topicOptions.clock.now() / 1000),
    );
    return this.#lastPage;
  }
}

/** Names are told apart by their characters; all the service asks of them is that there are some. */
export function checkName(what: 'cache' | 'topic' | 'key', name: string): void {
  if (name.trim() === '') throw invalidArgument(`the ${what} name must not be empty`);
}
