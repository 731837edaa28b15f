import {
  CacheListFetchResponse,
  CacheListPushFrontResponse,
  CollectionTtl,
  MomentoErrorCode,
} from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { errorCodeOf } from '../helpers/engine-responses.js';

describe('lists in the Node SDK', () => {
  let local: LocalMomento;
  let clients: Clients;
  let lists = 0;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
    clients = clientsFor(local);
  });

  afterAll(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  /** Each test has its own list. */
  async function listOf(...values: string[]): Promise<string> {
    lists += 1;
    const name = `list-${lists}`;
    if (values.length > 0) await clients.cache.listConcatenateBack('chat', name, values);
    return name;
  }

  function elements(list: string): string[] {
    return local.direct.listFetch({ cache: 'chat', list });
  }

  it('grow at the back and at the front, and return their length', async () => {
    const list = await listOf('b');
    const back = await clients.cache.listPushBack('chat', list, 'c');
    const front = await clients.cache.listPushFront('chat', list, 'a');
    expect(back).toMatchObject({ type: 'Success' });
    expect(front.type === CacheListPushFrontResponse.Success && front.listLength()).toBe(3);
    expect(elements(list)).toEqual(['a', 'b', 'c']);
  });

  it('keep the order of concatenated values at both ends', async () => {
    const list = await listOf('c');
    await clients.cache.listConcatenateFront('chat', list, ['a', 'b']);
    await clients.cache.listConcatenateBack('chat', list, ['d', 'e']);
    expect(elements(list)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are truncated at the front by a push to the back, and vice versa', async () => {
    const list = await listOf('a', 'b', 'c');
    await clients.cache.listPushBack('chat', list, 'd', { truncateFrontToSize: 3 });
    expect(elements(list)).toEqual(['b', 'c', 'd']);
    await clients.cache.listPushFront('chat', list, 'a', { truncateBackToSize: 2 });
    expect(elements(list)).toEqual(['a', 'b']);
    await clients.cache.listConcatenateBack('chat', list, ['x', 'y', 'z'], {
      truncateFrontToSize: 2,
    });
    expect(elements(list)).toEqual(['y', 'z']);
    await clients.cache.listConcatenateFront('chat', list, ['p', 'q', 'r'], {
      truncateBackToSize: 2,
    });
    expect(elements(list)).toEqual(['p', 'q']);
  });

  it.each([
    [{}, ['a', 'b', 'c', 'd']],
    [{ startIndex: 1, endIndex: 3 }, ['b', 'c']],
    [{ startIndex: -2 }, ['c', 'd']],
    [{ endIndex: -1 }, ['a', 'b', 'c']],
    [{ startIndex: -3, endIndex: -1 }, ['b', 'c']],
    [{ startIndex: -100, endIndex: 2 }, ['a', 'b']],
    [{ startIndex: 2, endIndex: 100 }, ['c', 'd']],
    [{ startIndex: -100, endIndex: -3 }, ['a']],
    [{ startIndex: -100, endIndex: -50 }, []],
    [{ startIndex: 50 }, []],
    [{ startIndex: 3, endIndex: -2 }, []],
    [{ startIndex: -1, endIndex: 2 }, []],
  ])('fetch the slice %j', async (slice, expected) => {
    const list = await listOf('a', 'b', 'c', 'd');
    const fetched = await clients.cache.listFetch('chat', list, slice);
    expect(fetched.value()).toEqual(expected);
  });

  it.each([
    [{ startIndex: 2, endIndex: 1 }],
    [{ startIndex: 2, endIndex: 2 }],
    [{ startIndex: -1, endIndex: -2 }],
    [{ startIndex: -2, endIndex: -2 }],
  ])('refuse the slice %j, whose end is not after its start', async (slice) => {
    const list = await listOf('a', 'b', 'c');
    const fetched = await clients.cache.listFetch('chat', list, slice);
    expect(errorCodeOf(fetched)).toBe(MomentoErrorCode.INVALID_ARGUMENT_ERROR);
    const retained = await clients.cache.listRetain('chat', list, slice);
    expect(errorCodeOf(retained)).toBe(MomentoErrorCode.INVALID_ARGUMENT_ERROR);
    expect(elements(list)).toEqual(['a', 'b', 'c']);
  });

  it('pop from both ends, and are deleted with their last element', async () => {
    const list = await listOf('a', 'b', 'c');
    expect((await clients.cache.listPopBack('chat', list)).value()).toBe('c');
    expect((await clients.cache.listPopFront('chat', list)).value()).toBe('a');
    expect((await clients.cache.listPopFront('chat', list)).value()).toBe('b');
    expect((await clients.cache.listPopBack('chat', list)).type).toBe('Miss');
    expect((await clients.cache.listFetch('chat', list)).type).toBe('Miss');
    expect((await clients.cache.listLength('chat', list)).type).toBe('Miss');
  });

  it('pop an empty element', async () => {
    const list = await listOf('', 'b');
    expect((await clients.cache.listPopFront('chat', list)).type).toBe('Hit');
    expect(elements(list)).toEqual(['b']);
  });

  it('remove every element equal to a value', async () => {
    const list = await listOf('x', 'a', 'x', 'b', 'x');
    await clients.cache.listRemoveValue('chat', list, 'x');
    expect(elements(list)).toEqual(['a', 'b']);
    const none = await clients.cache.listRemoveValue('chat', 'no-such-list', 'x');
    expect(none.type).toBe('Success');
  });

  it('retain a slice', async () => {
    const list = await listOf('a', 'b', 'c', 'd');
    await clients.cache.listRetain('chat', list, { startIndex: 1, endIndex: -1 });
    expect(elements(list)).toEqual(['b', 'c']);
    await clients.cache.listRetain('chat', list, { startIndex: 5 });
    expect((await clients.cache.listFetch('chat', list)).type).toBe('Miss');
  });

  it('preserve bytes', async () => {
    const list = await listOf();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await clients.cache.listPushBack('chat', list, bytes);
    const fetched = await clients.cache.listFetch('chat', list);
    expect(fetched.type === CacheListFetchResponse.Hit && fetched.valueListUint8Array()).toEqual([
      bytes,
    ]);
  });

  it('keep the time to live of the first push unless a later push refreshes it', async () => {
    const list = await listOf();
    await clients.cache.listPushBack('chat', list, 'a', { ttl: new CollectionTtl(100, false) });
    await clients.cache.listPushBack('chat', list, 'b', { ttl: new CollectionTtl(5000, false) });
    expect(await remainingMs(list)).toBeLessThanOrEqual(100_000);
    await clients.cache.listPushBack('chat', list, 'c', { ttl: new CollectionTtl(5000, true) });
    expect(await remainingMs(list)).toBeGreaterThan(100_000);
  });

  async function remainingMs(list: string): Promise<number> {
    const ttl = await clients.cache.itemGetTtl('chat', list);
    return ttl.remainingTtlMillis() ?? NaN;
  }
});
