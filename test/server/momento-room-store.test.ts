import { CredentialProvider } from '@gomomento/sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { startLocalMomento, type Clock, type LocalMomento } from '../../src/local-momento/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import type { LiveItem, Subscription } from '../../src/transport/transport.js';
import { eventually } from '../helpers/engine-eventually.js';
import { wrapToken } from '../helpers/engine-token.js';

const HISTORY = { limit: 3, ttlSeconds: 60 };
const forever = new AbortController().signal;

/** How far the engine's clock is ahead, in ms. */
let ahead = 0;

/** Lets time pass for whatever is stored. */
function skip(ms: number): void {
  ahead += ms;
}

const clock: Clock = {
  now: () => Date.now() + ahead,
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

let engine: LocalMomento;
let store: LiveRoomStore;

function storeOf(cacheName?: string): LiveRoomStore {
  return momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({
      hostname: engine.host,
      port: engine.grpcPort,
    }),
    ...(cacheName === undefined ? {} : { cacheName }),
  });
}

/** A subscription, and what it has brought. */
async function listen(topic: string, from = store, signal: AbortSignal = forever) {
  const items: LiveItem[] = [];
  const ends: ChatError[] = [];
  let beats = 0;
  let gaps = 0;
  const subscription: Subscription = await from.subscribe(
    topic,
    {
      onItem: (item) => items.push(item),
      onHeartbeat: () => (beats += 1),
      onDiscontinuity: () => (gaps += 1),
      onEnd: (error) => ends.push(error),
    },
    signal,
  );
  return { items, ends, subscription, beats: () => beats, gaps: () => gaps };
}

beforeAll(async () => {
  engine = await startLocalMomento({ caches: ['instant-messaging'], heartbeatMs: 100, clock });
  store = storeOf();
});

afterEach(() => engine.faults.clear());

afterAll(async () => {
  store.close();
  await engine.close();
});

describe('a room’s list', () => {
  it('holds the pushed items, oldest first, and drops the oldest beyond the limit', async () => {
    expect(await store.fetch('history', 10)).toEqual([]);
    for (const item of ['a', 'b', 'c', 'd']) await store.push('history', item, HISTORY);
    expect(await store.fetch('history', 10)).toEqual(['b', 'c', 'd']);
    expect(await store.fetch('history', 2)).toEqual(['c', 'd']);
    expect(await store.fetch('history', 0)).toEqual([]);
  });

  it('lives as long as it is used', async () => {
    await store.push('short', 'a', { limit: 3, ttlSeconds: 1 });
    await store.push('short', 'b', { limit: 3, ttlSeconds: 60 });
    skip(1_100);
    expect(await store.fetch('short', 10)).toEqual(['a', 'b']);
  });

  it('keeps nothing where the limit is 0', async () => {
    await store.push('none', 'a', { limit: 0, ttlSeconds: 60 });
    expect(await store.fetch('none', 10)).toEqual([]);
  });

  it('loses every element that is removed, and all that is in it when deleted', async () => {
    for (const item of ['a', 'b', 'a']) await store.push('removal', item, HISTORY);
    await store.remove('removal', 'a');
    await store.remove('removal', 'never there');
    expect(await store.fetch('removal', 10)).toEqual(['b']);
    await store.delete('removal');
    await store.delete('removal');
    expect(await store.fetch('removal', 10)).toEqual([]);
  });
});

describe('an item', () => {
  it('is there until its time is over', async () => {
    expect(await store.get('item')).toBeUndefined();
    await store.set('item', 'one', 60);
    await store.set('item', 'two ✓', 1);
    expect(await store.get('item')).toBe('two ✓');
    skip(1_100);
    expect(await store.get('item')).toBeUndefined();
  });

  it('can be claimed by one alone, until it is over or given up', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => store.setIfAbsent('claim', '1', 60)),
    );
    expect(all.filter((isOurs) => isOurs)).toHaveLength(1);
    await store.delete('claim');
    expect(await store.setIfAbsent('claim', '1', 1)).toBe(true);
    expect(await store.setIfAbsent('claim', '1', 1)).toBe(false);
    skip(1_100);
    expect(await store.setIfAbsent('claim', '1', 1)).toBe(true);
  });
});

describe('a topic', () => {
  it('gives its numbers anew on another page when it starts over', async () => {
    const { items, subscription } = await listen('over');
    await store.publish('over', 'plain');
    await expect.poll(() => items.length).toBe(1);
    engine.faults.resetTopic({ cache: 'instant-messaging', topic: 'over', announced: false });
    await store.publish('over', 'plain');
    await expect.poll(() => items.length).toBe(2);
    expect(items.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect(items[0]?.page).toEqual(expect.any(Number));
    expect(items[1]?.page).not.toBe(items[0]?.page);
    subscription.close();
  });
});

describe('a fault', () => {
  it.each<[string, string, (from: LiveRoomStore) => Promise<unknown>]>([
    ['fetch', 'fetch the history', (from) => from.fetch('r', 1)],
    ['push', 'store the message', (from) => from.push('r', 'x', HISTORY)],
    ['remove', 'remove the message', (from) => from.remove('r', 'x')],
    ['delete', 'delete', (from) => from.delete('r')],
    ['publish', 'publish', (from) => from.publish('r', 'x')],
    ['get', 'read a message’s record', (from) => from.get('r')],
    ['set', 'write a message’s record', (from) => from.set('r', 'x', 1)],
    ['setIfAbsent', 'acquire a lease', (from) => from.setIfAbsent('r', 'x', 1)],
    ['subscribe', 'receive live messages', (from) => listen('r', from)],
  ])('of %s rejects in the chat’s words', async (_, doing, call) => {
    const lost = storeOf('no such cache');
    const error = await call(lost).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({ code: 'cache-not-found' });
    expect(String(error)).toContain(`unable to ${doing}`);
    lost.close();
  });

  it('tells no API key, however it is shown', async () => {
    const apiKey = engine.createToken({ permissions: [], validForSeconds: 60 });
    const address = `${engine.host}:${engine.grpcPort}`;
    const refused = momentoRoomStore({
      credentialProvider: CredentialProvider.fromDisposableToken({
        apiKey: wrapToken(`http://${address}`, apiKey),
        endpointOverrides: {
          cacheEndpoint: address,
          controlEndpoint: address,
          tokenEndpoint: address,
          secureConnection: false,
        },
      }),
    });
    const { inspect } = await import('node:util');
    for (const call of [
      () => refused.get('r'),
      () => refused.publish('r', 'x'),
      () => listen('r', refused),
    ]) {
      const error = await call().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'not-permitted' });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(apiKey);
    }
    refused.close();
  });
});

describe('a subscription', () => {
  beforeEach(() => eventually(() => engine.stats().openStreams === 0));

  it('delivers published items with their publishers, and heartbeats', async () => {
    const { items, subscription, beats, gaps } = await listen('topic');
    await store.publish('topic', 'hello');
    await eventually(() => items.length > 0 && beats() > 1);
    expect(items).toMatchObject([{ text: 'hello', publisherId: undefined }]);
    engine.faults.discontinuity({ cache: 'instant-messaging', topic: 'topic' });
    await eventually(() => gaps() > 0);
    subscription.close();
  });

  it('lives longer than a request may take', async () => {
    const { items, ends, subscription } = await listen('patient');
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await store.publish('patient', 'still here');
    await eventually(() => items.length > 0);
    expect(ends).toEqual([]);
    subscription.close();
  }, 15_000);

  it.each<[string, () => void]>([
    ['is cut', () => engine.faults.dropStreams()],
    ['ends without an error, which the SDK would not tell', () => engine.faults.endStreams()],
  ])('that %s says so once, and does not mend itself', async (_, breakIt) => {
    const first = await listen('broken');
    const second = await listen('broken');
    breakIt();
    await eventually(() => first.ends.length > 0 && second.ends.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(engine.stats().openStreams).toBe(0);
    expect([first.ends.length, second.ends.length]).toEqual([1, 1]);
    expect(first.ends[0]?.passing).toBe(true);
  });

  it('that is closed says nothing and leaves nothing open', async () => {
    const { ends, items, subscription } = await listen('closed');
    subscription.close();
    await eventually(() => engine.stats().openStreams === 0);
    await store.publish('closed', 'x');
    engine.faults.dropStreams();
    expect([ends, items]).toEqual([[], []]);
  });

  it('that is given up before it is open leaves nothing open, also when it opens then', async () => {
    engine.faults.halfOpen();
    const life = new AbortController();
    const opening = listen('half-open', store, life.signal);
    setTimeout(() => life.abort(new Error('enough')), 100);
    await expect(opening).rejects.toThrow('enough');
    engine.faults.halfOpen(false);
    await expect(listen('half-open', store, AbortSignal.abort(new Error('no')))).rejects.toThrow(
      'no',
    );
    await eventually(() => engine.stats().openStreams === 0);
  });

  it('can be had again and again: none is counted that is over', async () => {
    // The SDK refuses more than 400 at a time.
    for (let n = 0; n < 450; n += 1) {
      const { subscription } = await listen('again');
      subscription.close();
    }
    await eventually(() => engine.stats().openStreams === 0);
  }, 60_000);

  it('is no more after the store is closed', async () => {
    const other = storeOf();
    const { ends } = await listen('store', other);
    other.close();
    await eventually(() => engine.stats().openStreams === 0);
    expect(ends).toEqual([]);
  });
});
