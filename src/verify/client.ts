import {
  CacheClient,
  CacheGetResponse,
  CacheItemGetTtlResponse,
  CacheListFetchResponse,
  CacheListLengthResponse,
  CacheListRemoveValueResponse,
  CacheSetIfAbsentResponse,
  CacheKeysExistResponse,
  CacheSetIfAbsentOrEqualResponse,
  CacheSetIfEqualResponse,
  CacheUpdateTtlResponse,
  Configurations,
  NoopMomentoLoggerFactory,
  ReadConcern,
  TopicClient,
  TopicConfigurations,
  type CredentialProvider,
} from '@gomomento/sdk';
import { answerOf, type Answer } from './answer.js';
import { Calls } from './calls.js';
import { DEFAULT_TTL_SECONDS, ttlOf, type ListWrite } from './list-write.js';
import type { Data, Meter } from './meter.js';
import type { Paces } from './pace.js';

/** Long enough for 5 MB over a slow link, or for a busy machine. */
const TIMEOUT_MS = 30_000;
const quiet = new NoopMomentoLoggerFactory();

/** The SDK's own clients, with one credential. */
interface Sdk {
  readonly cache: CacheClient;
  readonly topics: TopicClient;
}

interface ClientContext {
  readonly credentials: CredentialProvider;
  /** The cache of all calls that name no other one. */
  readonly cacheName: string;
  readonly meter: Meter;
  readonly paces: Paces;
  /** Called with each key before it is written. */
  readonly onWrite: (cache: string, key: string) => void;
  /** How many of the suite's own streams a publication reaches. */
  readonly listeners: (topic: string) => number;
}

/** The SDK for Node with one credential, as the product calls it; every call is counted. */
export class Client {
  readonly #context: ClientContext;
  readonly #calls: Calls;
  readonly #topicCalls: Calls;
  /** Each is made when it is first used: a connection costs time. */
  #cacheClient: CacheClient | undefined;
  #consistentClient: CacheClient | undefined;
  #topicClient: TopicClient | undefined;

  constructor(context: ClientContext) {
    this.#context = context;
    const secret = context.credentials.getAuthToken();
    this.#calls = new Calls(context.meter, context.paces.cache, secret);
    this.#topicCalls = new Calls(context.meter, context.paces.topics, secret);
  }

  get #cache(): CacheClient {
    return (this.#cacheClient ??= this.#newCache(ReadConcern.BALANCED));
  }

  get #consistent(): CacheClient {
    return (this.#consistentClient ??= this.#newCache(ReadConcern.CONSISTENT));
  }

  get #topics(): TopicClient {
    return (this.#topicClient ??= new TopicClient({
      credentialProvider: this.#context.credentials,
      configuration: TopicConfigurations.Default.latest(quiet)
        .withNumUnaryConnections(1)
        .withNumStreamConnections(1)
        .withClientTimeoutMillis(TIMEOUT_MS),
    }));
  }

  #newCache(readConcern: ReadConcern): CacheClient {
    return new CacheClient({
      credentialProvider: this.#context.credentials,
      configuration: Configurations.Laptop.v1(quiet)
        .withClientTimeoutMillis(TIMEOUT_MS)
        .withReadConcern(readConcern),
      defaultTtlSeconds: DEFAULT_TTL_SECONDS,
    });
  }

  /**
   * Makes calls of the SDK that this class does not have, as they are: without a pace, and with every answer as it comes.
   *
   * @param operations that they take, at most
   */
  raw<T>(operations: number, calls: (sdk: Sdk) => Promise<T>): Promise<T> {
    this.#context.meter.charge(operations);
    return this.#calls.tracked(calls({ cache: this.#cache, topics: this.#topics }));
  }

  /** The same for calls about caches and webhooks, at the pace of their own rate. */
  async control<T>(call: (sdk: Sdk) => Promise<T>): Promise<T> {
    await this.#context.paces.control.wait(1);
    return this.raw(1, call);
  }

  set(key: string, value: Data, ttlSeconds?: number, cache = this.#context.cacheName) {
    this.#context.onWrite(cache, key);
    const options = ttlSeconds === undefined ? {} : { ttl: ttlSeconds };
    return this.#calls.make({ sent: [value] }, async () =>
      answerOf(await this.#cache.set(cache, key, value, options), () => 'set' as const),
    );
  }

  /** @returns undefined as the value for a miss */
  get(key: string, cache = this.#context.cacheName): Promise<Answer<Uint8Array | undefined>> {
    return this.#get(this.#cache, key, cache, 1);
  }

  /** The same with the read concern that servers use: it counts double. */
  getConsistently(key: string): Promise<Answer<Uint8Array | undefined>> {
    return this.#get(this.#consistent, key, this.#context.cacheName, 2);
  }

  #get(client: CacheClient, key: string, cache: string, factor: number) {
    return this.#calls.make(
      { factor },
      async () =>
        answerOf(await client.get(cache, key), (response) =>
          response.type === CacheGetResponse.Hit ? response.valueUint8Array() : undefined,
        ),
      (value) => (value ? [value] : []),
    );
  }

  setIfAbsent(key: string, value: Data, ttlSeconds = DEFAULT_TTL_SECONDS) {
    const cache = this.#context.cacheName;
    this.#context.onWrite(cache, key);
    return this.#calls.make({ sent: [value], factor: 2 }, async () =>
      answerOf(
        await this.#cache.setIfAbsent(cache, key, value, { ttl: ttlSeconds }),
        ({ type }) => type === CacheSetIfAbsentResponse.Stored,
      ),
    );
  }

  setIfEqual(key: string, value: Data, expected: Data) {
    const cache = this.#context.cacheName;
    this.#context.onWrite(cache, key);
    return this.#calls.make({ sent: [value], factor: 2 }, async () =>
      answerOf(
        await this.#cache.setIfEqual(cache, key, value, expected, { ttl: DEFAULT_TTL_SECONDS }),
        ({ type }) => type === CacheSetIfEqualResponse.Stored,
      ),
    );
  }

  setIfAbsentOrEqual(key: string, value: Data, equal: Data, ttl = DEFAULT_TTL_SECONDS) {
    const cache = this.#context.cacheName;
    this.#context.onWrite(cache, key);
    return this.#calls.make({ sent: [value], factor: 2 }, async () =>
      answerOf(
        await this.#cache.setIfAbsentOrEqual(cache, key, value, equal, { ttl }),
        ({ type }) => type === CacheSetIfAbsentOrEqualResponse.Stored,
      ),
    );
  }

  /** Whether each key has an item, in the keys' order. */
  keysExist(keys: readonly string[]) {
    const cache = this.#context.cacheName;
    return this.#calls.make({}, async () =>
      answerOf(await this.#cache.keysExist(cache, [...keys]), (response) =>
        response.type === CacheKeysExistResponse.Success ? response.exists() : [],
      ),
    );
  }

  delete(key: string, cache = this.#context.cacheName) {
    return this.#calls.make({}, async () =>
      answerOf(await this.#cache.delete(cache, key), () => 'deleted' as const),
    );
  }

  /** Appends an element. @returns the list's new length */
  push(list: string, value: Data, write: ListWrite = {}, cache = this.#context.cacheName) {
    this.#context.onWrite(cache, list);
    const { truncateTo: truncateFrontToSize, ...rest } = write;
    const options = { ...ttlOf(rest), ...(truncateFrontToSize ? { truncateFrontToSize } : {}) };
    return this.#calls.make({ sent: [value] }, async () =>
      answerOf(await this.#cache.listPushBack(cache, list, value, options), (response) =>
        response.listLength(),
      ),
    );
  }

  /** Puts an element before all others, and truncates the end. @returns the list's new length */
  pushFront(list: string, value: Data, truncateTo?: number) {
    const cache = this.#context.cacheName;
    this.#context.onWrite(cache, list);
    const options = { ...ttlOf({}), ...(truncateTo ? { truncateBackToSize: truncateTo } : {}) };
    return this.#calls.make({ sent: [value] }, async () =>
      answerOf(await this.#cache.listPushFront(cache, list, value, options), (response) =>
        response.listLength(),
      ),
    );
  }

  /** Appends several elements. @returns the list's new length */
  concatenate(list: string, values: string[], { truncateTo, ...rest }: ListWrite = {}) {
    const cache = this.#context.cacheName;
    this.#context.onWrite(cache, list);
    const options = {
      ...ttlOf(rest),
      ...(truncateTo ? { truncateFrontToSize: truncateTo } : {}),
    };
    return this.#calls.make({ sent: values }, async () =>
      answerOf(await this.#cache.listConcatenateBack(cache, list, values, options), (response) =>
        response.listLength(),
      ),
    );
  }

  /** @returns undefined as the value for a miss */
  fetch(list: string, startIndex?: number, endIndex?: number, cache = this.#context.cacheName) {
    const slice = {
      ...(startIndex === undefined ? {} : { startIndex }),
      ...(endIndex === undefined ? {} : { endIndex }),
    };
    return this.#calls.make(
      {},
      async () =>
        answerOf(await this.#cache.listFetch(cache, list, slice), (response) =>
          response.type === CacheListFetchResponse.Hit ? response.valueListString() : undefined,
        ),
      (values) => values ?? [],
    );
  }

  /** @returns undefined as the value for a miss */
  length(list: string, cache = this.#context.cacheName) {
    return this.#calls.make({}, async () =>
      answerOf(await this.#cache.listLength(cache, list), (response) =>
        response.type === CacheListLengthResponse.Hit ? response.length() : undefined,
      ),
    );
  }

  removeValue(list: string, value: string) {
    return this.#calls.make({ sent: [value] }, async () =>
      answerOf(
        await this.#cache.listRemoveValue(this.#context.cacheName, list, value),
        ({ type }) => type === CacheListRemoveValueResponse.Success,
      ),
    );
  }

  /** @returns false as the value if there is no such item */
  updateTtl(key: string, ttlSeconds: number) {
    return this.#calls.make({}, async () =>
      answerOf(
        await this.#cache.updateTtl(this.#context.cacheName, key, ttlSeconds * 1_000),
        ({ type }) => type === CacheUpdateTtlResponse.Set,
      ),
    );
  }

  /** The seconds that an item has left; undefined as the value if there is none. */
  secondsLeft(key: string) {
    return this.#calls.make({}, async () =>
      answerOf(await this.#cache.itemGetTtl(this.#context.cacheName, key), (response) =>
        response.type === CacheItemGetTtlResponse.Hit
          ? response.remainingTtlMillis() / 1_000
          : undefined,
      ),
    );
  }

  publish(topic: string, value: Data, cache = this.#context.cacheName) {
    const cost = { sent: [value], reserve: this.#context.listeners(topic) };
    return this.#topicCalls.make(cost, async () =>
      answerOf(await this.#topics.publish(cache, topic, value), () => 'published' as const),
    );
  }

  /** Closes once no call is under way: the SDK would repeat it over the closed connection, and throw out of reach. */
  close(): void {
    void this.#calls.settled().then(() => {
      this.#cacheClient?.close();
      this.#consistentClient?.close();
    });
  }
}
