import {
  CacheItemGetTypeResponse,
  CacheKeysExistResponse,
  ItemType,
  ListCachesResponse,
} from '@gomomento/sdk';
import { credentials } from '@grpc/grpc-js';
import { cache_client } from '@gomomento/generated-types/dist/cacheping.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';

describe('items and caches in the Node SDK', () => {
  let local: LocalMomento;
  let clients: Clients;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
    clients = clientsFor(local);
  });

  afterAll(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  it('returns an item that was set, and a Miss for one deleted or never set', async () => {
    const { cache } = clients;
    expect((await cache.get('chat', 'greeting')).type).toBe('Miss');
    expect((await cache.set('chat', 'greeting', 'hello')).type).toBe('Success');
    expect((await cache.get('chat', 'greeting')).value()).toBe('hello');
    expect((await cache.delete('chat', 'greeting')).type).toBe('Success');
    expect((await cache.get('chat', 'greeting')).type).toBe('Miss');
  });

  it('replaces a value of another type', async () => {
    await clients.cache.listPushBack('chat', 'was-a-list', 'a');
    expect((await clients.cache.set('chat', 'was-a-list', 'text')).type).toBe('Success');
    expect((await clients.cache.get('chat', 'was-a-list')).value()).toBe('text');
  });

  it('sets an item if and only if the condition holds', async () => {
    const { cache } = clients;
    const outcomes = {
      presentWhenAbsent: await cache.setIfPresent('chat', 'k', '1'),
      absentWhenAbsent: await cache.setIfAbsent('chat', 'k', 'one'),
      absentWhenPresent: await cache.setIfAbsent('chat', 'k', '2'),
      presentWhenPresent: await cache.setIfPresent('chat', 'k', 'two'),
      equalWhenOther: await cache.setIfEqual('chat', 'k', '3', 'other'),
      equalWhenEqual: await cache.setIfEqual('chat', 'k', 'three', 'two'),
      notEqualWhenEqual: await cache.setIfNotEqual('chat', 'k', '4', 'three'),
      notEqualWhenOther: await cache.setIfNotEqual('chat', 'k', 'four', 'other'),
      notEqualWhenAbsent: await cache.setIfNotEqual('chat', 'fresh-1', 'v', 'other'),
      presentAndNotEqualWhenEqual: await cache.setIfPresentAndNotEqual('chat', 'k', '5', 'four'),
      presentAndNotEqualWhenOther: await cache.setIfPresentAndNotEqual('chat', 'k', 'five', 'x'),
      presentAndNotEqualWhenAbsent: await cache.setIfPresentAndNotEqual('chat', 'none', 'v', 'x'),
      absentOrEqualWhenEqual: await cache.setIfAbsentOrEqual('chat', 'k', 'six', 'five'),
      absentOrEqualWhenOther: await cache.setIfAbsentOrEqual('chat', 'k', '7', 'five'),
      absentOrEqualWhenAbsent: await cache.setIfAbsentOrEqual('chat', 'fresh-2', 'v', 'x'),
    };
    const types = Object.entries(outcomes).map(([name, { type }]) => [name, String(type)]);
    expect(Object.fromEntries(types)).toEqual({
      presentWhenAbsent: 'NotStored',
      absentWhenAbsent: 'Stored',
      absentWhenPresent: 'NotStored',
      presentWhenPresent: 'Stored',
      equalWhenOther: 'NotStored',
      equalWhenEqual: 'Stored',
      notEqualWhenEqual: 'NotStored',
      notEqualWhenOther: 'Stored',
      notEqualWhenAbsent: 'Stored',
      presentAndNotEqualWhenEqual: 'NotStored',
      presentAndNotEqualWhenOther: 'Stored',
      presentAndNotEqualWhenAbsent: 'NotStored',
      absentOrEqualWhenEqual: 'Stored',
      absentOrEqualWhenOther: 'NotStored',
      absentOrEqualWhenAbsent: 'Stored',
    });
    expect((await cache.get('chat', 'k')).value()).toBe('six');
  });

  it('returns which keys exist, in the order requested', async () => {
    await clients.cache.set('chat', 'here', '1');
    const exist = await clients.cache.keysExist('chat', ['here', 'gone', 'here']);
    expect(exist.type === CacheKeysExistResponse.Success && exist.exists()).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('returns an item’s type', async () => {
    await clients.cache.set('chat', 'scalar', '1');
    await clients.cache.listPushBack('chat', 'list', '1');
    const scalar = await clients.cache.itemGetType('chat', 'scalar');
    const list = await clients.cache.itemGetType('chat', 'list');
    const { Hit } = CacheItemGetTypeResponse;
    expect(scalar.type === Hit && scalar.itemType()).toBe(ItemType.SCALAR);
    expect(list.type === Hit && list.itemType()).toBe(ItemType.LIST);
    expect((await clients.cache.itemGetType('chat', 'neither')).type).toBe('Miss');
  });

  it('increases, decreases and overwrites a time to live', async () => {
    const { cache } = clients;
    await cache.set('chat', 'timed', '1', { ttl: 1000 });
    expect((await cache.increaseTtl('chat', 'timed', 500_000)).type).toBe('NotSet');
    expect((await cache.increaseTtl('chat', 'timed', 2_000_000)).type).toBe('Set');
    expect((await cache.decreaseTtl('chat', 'timed', 3_000_000)).type).toBe('NotSet');
    expect((await cache.decreaseTtl('chat', 'timed', 500_000)).type).toBe('Set');
    expect((await cache.updateTtl('chat', 'timed', 900_000)).type).toBe('Set');
    const remaining = (await cache.itemGetTtl('chat', 'timed')).remainingTtlMillis() ?? 0;
    expect(remaining).toBeGreaterThan(500_000);
    expect(remaining).toBeLessThanOrEqual(900_000);
    expect((await cache.updateTtl('chat', 'untimed', 1000)).type).toBe('Miss');
    expect((await cache.itemGetTtl('chat', 'untimed')).type).toBe('Miss');
  });

  it('creates, lists and deletes caches', async () => {
    const { cache } = clients;
    expect((await cache.createCache('second')).type).toBe('Success');
    expect((await cache.createCache('second')).type).toBe('AlreadyExists');
    expect(await cacheNames()).toEqual(['chat', 'second']);
    expect((await cache.deleteCache('second')).type).toBe('Success');
    expect(await cacheNames()).toEqual(['chat']);
  });

  it('answers a ping', async () => {
    // Sent without the SDK, whose Node client resolves a ping without sending one.
    const address = `${local.host}:${local.grpcPort}`;
    const client = new cache_client.PingClient(address, credentials.createInsecure());
    const answer = await new Promise((resolve, reject) => {
      client.Ping(new cache_client._PingRequest(), (error, response) =>
        error ? reject(error) : resolve(response),
      );
    });
    client.close();
    expect(answer).toBeInstanceOf(cache_client._PingResponse);
  });

  async function cacheNames(): Promise<string[]> {
    const listed = await clients.cache.listCaches();
    return listed.type === ListCachesResponse.Success
      ? listed.getCaches().map((info) => info.getName())
      : [];
  }
});
