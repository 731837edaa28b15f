import {
  CacheClient,
  CacheDeleteResponse,
  CacheGetResponse,
  CacheKeysExistResponse,
  CacheListFetchResponse,
  CacheListPushBackResponse,
  CacheListRemoveValueResponse,
  CacheSetIfAbsentOrEqualResponse,
  CacheSetIfAbsentResponse,
  CacheSetIfEqualResponse,
  CacheSetResponse,
  CacheUpdateTtlResponse,
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
  /** For example `CredentialProvider.fromEnvVarV2()`. Its API key needs all permissions for the cache. */
  credentialProvider: CredentialProvider;
  /** The cache that holds the rooms, the same as the token endpoint's. `instant-messaging` by default. */
  cacheName?: string;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';

/**
 * How long one request may take, in ms; the SDK's own retries are included. The margins in `leases.ts` are sums of such
 * requests: `relayStoring`, 8 s, covers the four with which a relay fetches the list, stores a message, publishes it and
 * records it. So a longer time here needs longer leases there.
 */
const TIMEOUT_MS = 2_000;

/** Required by the SDK, but unused: every write passes its own time. */
const DEFAULT_TTL_SECONDS = 3_600;

/**
 * The rooms in a Momento cache, through `@gomomento/sdk`: for Node.
 *
 * Create one store when the host starts, and share it between the moderator, the relay and your own code. It rejects
 * with a `ChatError`, which never contains the API key.
 */
export function momentoRoomStore(options: MomentoRoomStoreOptions): LiveRoomStore {
  const { credentialProvider, cacheName = DEFAULT_CACHE_NAME } = options;
  const cache = new CacheClient({
    credentialProvider,
    configuration: Configurations.Laptop.v1(new NoopMomentoLoggerFactory())
      .withClientTimeoutMillis(TIMEOUT_MS)
      // Another process's recent write must be visible here, or a message is stored twice.
      .withReadConcern(ReadConcern.CONSISTENT),
    defaultTtlSeconds: DEFAULT_TTL_SECONDS,
  });
  const topics = new MomentoTopics(credentialProvider, cacheName, TIMEOUT_MS);

  const pending = new Set<Promise<unknown>>();

  function tracked<Response>(call: Promise<Response>): Promise<Response> {
    pending.add(call);
    return call.finally(() => pending.delete(call));
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
          // Every message refreshes the time to live, so the history is kept as long as the room is used.
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

    async refresh(list, ttlSeconds) {
      const response = await tracked(cache.updateTtl(cacheName, list, ttlSeconds * 1_000));
      if (response.type === CacheUpdateTtlResponse.Error) {
        throw momentoFault('refresh the list', response);
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
          throw momentoFault('read a message’s record', response);
      }
    },

    async set(key, value, ttlSeconds) {
      const response = await tracked(cache.set(cacheName, key, value, { ttl: ttlSeconds }));
      if (response.type === CacheSetResponse.Error) {
        throw momentoFault('write a message’s record', response);
      }
    },

    async getBytes(key) {
      const response = await tracked(cache.get(cacheName, key));
      switch (response.type) {
        case CacheGetResponse.Hit:
          return response.valueUint8Array();
        case CacheGetResponse.Miss:
          return undefined;
        case CacheGetResponse.Error:
          throw momentoFault('read a file', response);
      }
    },

    async setBytes(key, bytes, ttlSeconds) {
      const response = await tracked(cache.set(cacheName, key, bytes, { ttl: ttlSeconds }));
      if (response.type === CacheSetResponse.Error) throw momentoFault('store a file', response);
    },

    async setIfAbsent(key, value, ttlSeconds) {
      const response = await tracked(cache.setIfAbsent(cacheName, key, value, { ttl: ttlSeconds }));
      if (response.type === CacheSetIfAbsentResponse.Error) {
        throw momentoFault('acquire a lease', response);
      }
      return response.type === CacheSetIfAbsentResponse.Stored;
    },

    async setIfAbsentOrEqual(key, value, equal, ttlSeconds) {
      const response = await tracked(
        cache.setIfAbsentOrEqual(cacheName, key, value, equal, { ttl: ttlSeconds }),
      );
      if (response.type === CacheSetIfAbsentOrEqualResponse.Error) {
        throw momentoFault('acquire a lease', response);
      }
      return response.type === CacheSetIfAbsentOrEqualResponse.Stored;
    },

    async keysExist(keys) {
      const response = await tracked(cache.keysExist(cacheName, [...keys]));
      if (response.type === CacheKeysExistResponse.Error) {
        throw momentoFault('look for leases', response);
      }
      return response.exists();
    },

    async setIfEqual(key, value, expected, ttlSeconds) {
      const response = await tracked(
        cache.setIfEqual(cacheName, key, value, expected, { ttl: ttlSeconds }),
      );
      if (response.type === CacheSetIfEqualResponse.Error) {
        throw momentoFault('change a record', response);
      }
      return response.type === CacheSetIfEqualResponse.Stored;
    },

    subscribe: (topic, handlers, signal) => topics.subscribe(topic, handlers, signal),

    close() {
      topics.close();
      // Closing earlier would make the SDK retry pending requests over the closed connection, and throw an error that
      // cannot be caught here.
      void Promise.allSettled(pending).then(() => cache.close());
    },
  };
}
