import {
  CacheClient,
  CacheDeleteResponse,
  CacheGetResponse,
  CacheListFetchResponse,
  CacheListPushBackResponse,
  CacheListRemoveValueResponse,
  CacheSetIfAbsentResponse,
  CacheSetResponse,
  CollectionTtl,
  Configurations,
  NoopMomentoLoggerFactory,
  ReadConcern,
  type CredentialProvider,
} from '@gomomento/sdk';
import { momentoFault } from './momento-faults.js';
import { MomentoTopics } from './momento-topics.js';
import type { LiveRoomStore } from './room-store.js';

export interface MomentoRoomStoreOptions {
  /** For instance `CredentialProvider.fromEnvVarV2()`; its API key must be allowed all in the cache. */
  credentialProvider: CredentialProvider;
  /** The cache that holds the rooms: the token endpoint's. `instant-messaging` by default. */
  cacheName?: string;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';

/**
 * How long one request may take, in ms. A message's lease outlasts two of them, however slow (see `leases.ts`):
 * a longer time here needs longer leases there.
 */
const TIMEOUT_MS = 2_000;

/** Of items that are stored without a time of their own: there are none. */
const DEFAULT_TTL_SECONDS = 3_600;

/**
 * The rooms in a Momento cache, through `@gomomento/sdk`: for Node.
 *
 * One store is meant to be made when the host starts, and shared by the moderator and all else. It rejects with a
 * `ChatError`, in which no API key is.
 */
export function momentoRoomStore(options: MomentoRoomStoreOptions): LiveRoomStore {
  const { credentialProvider, cacheName = DEFAULT_CACHE_NAME } = options;
  const cache = new CacheClient({
    credentialProvider,
    configuration: Configurations.Laptop.v1(new NoopMomentoLoggerFactory())
      .withClientTimeoutMillis(TIMEOUT_MS)
      // What another process has noted a moment ago must be seen here, or a message is stored twice.
      .withReadConcern(ReadConcern.CONSISTENT),
    defaultTtlSeconds: DEFAULT_TTL_SECONDS,
  });
  const topics = new MomentoTopics(credentialProvider, cacheName, TIMEOUT_MS);

  const underWay = new Set<Promise<unknown>>();

  function tracked<Response>(call: Promise<Response>): Promise<Response> {
    underWay.add(call);
    return call.finally(() => underWay.delete(call));
  }

  return {
    async fetch(room, limit) {
      if (limit <= 0) return [];
      const response = await tracked(cache.listFetch(cacheName, room, { startIndex: -limit }));
      switch (response.type) {
        case CacheListFetchResponse.Hit:
          return response.valueListString();
        case CacheListFetchResponse.Miss:
          return [];
        case CacheListFetchResponse.Error:
          throw momentoFault('fetch the history', response);
      }
    },

    async push(room, item, { limit, ttlSeconds }) {
      if (limit <= 0) return;
      const response = await tracked(
        cache.listPushBack(cacheName, room, item, {
          truncateFrontToSize: limit,
          // Refreshed by every message: a room's history lives as long as the room is used.
          ttl: new CollectionTtl(ttlSeconds, true),
        }),
      );
      if (response.type === CacheListPushBackResponse.Error) {
        throw momentoFault('store the message', response);
      }
    },

    async remove(room, item) {
      const response = await tracked(cache.listRemoveValue(cacheName, room, item));
      if (response.type === CacheListRemoveValueResponse.Error) {
        throw momentoFault('remove the message', response);
      }
    },

    async delete(key) {
      const response = await tracked(cache.delete(cacheName, key));
      if (response.type === CacheDeleteResponse.Error) throw momentoFault('delete', response);
    },

    publish: (topic, item) => topics.publish(topic, item),

    async get(key) {
      const response = await tracked(cache.get(cacheName, key));
      switch (response.type) {
        case CacheGetResponse.Hit:
          return response.valueString();
        case CacheGetResponse.Miss:
          return undefined;
        case CacheGetResponse.Error:
          throw momentoFault('read what is known of a message', response);
      }
    },

    async set(key, value, ttlSeconds) {
      const response = await tracked(cache.set(cacheName, key, value, { ttl: ttlSeconds }));
      if (response.type === CacheSetResponse.Error) {
        throw momentoFault('note what is known of a message', response);
      }
    },

    async setIfAbsent(key, value, ttlSeconds) {
      const response = await tracked(cache.setIfAbsent(cacheName, key, value, { ttl: ttlSeconds }));
      if (response.type === CacheSetIfAbsentResponse.Error) {
        throw momentoFault('acquire a lease', response);
      }
      return response.type === CacheSetIfAbsentResponse.Stored;
    },

    subscribe: (topic, handlers, signal) => topics.subscribe(topic, handlers, signal),

    close() {
      topics.close();
      // The SDK tries again what was cut off, over a connection that is closed, and throws where nobody can catch it.
      void Promise.allSettled(underWay).then(() => cache.close());
    },
  };
}
