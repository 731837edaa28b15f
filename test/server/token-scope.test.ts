import { MomentoErrorCode, type TopicItem } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clients } from '../helpers/engine-node-clients.js';
import { CALLS, outcome, outcomes, refused, WRITES } from '../helpers/room-calls.js';
import { TokenWorld } from '../helpers/token-world.js';

/**
 * What a token opens, asked over the wire: the SDK for Node with the endpoint's token on one side,
 * the engine's permission checks on the other.
 */

const CACHE = 'instant-messaging';
const OTHER_CACHE = 'accounts';

/** Rooms that a careless comparison would take for `lobby`. */
const OTHER_ROOMS = [
  'other',
  'lobb',
  'l',
  'lobby2',
  'lobby-input',
  'obby',
  'LOBBY',
  'lobby/',
  'a lobby',
];

let world: TokenWorld;

beforeAll(async () => {
  world = await TokenWorld.start([CACHE, OTHER_CACHE]);
});

afterAll(() => world.close());

describe('a token for the room "lobby"', () => {
  let visitor: Clients;

  beforeAll(async () => {
    visitor = await world.visitorOf('lobby');
  });

  it('reads and writes the list', async () => {
    expect(outcome(await CALLS.push(visitor, CACHE, 'lobby'))).toBe('Success');
    expect(outcome(await CALLS.fetch(visitor, CACHE, 'lobby'))).toBe('Hit');
  });

  it('publishes and subscribes, and subscribers receive its id', async () => {
    const item = await new Promise<TopicItem>((resolve, reject) => {
      void visitor.topics
        .subscribe(CACHE, 'lobby', {
          onItem: resolve,
          onError: (error) => reject(new Error(error.toString())),
        })
        .then(async (subscription) => {
          expect(outcome(subscription)).toBe('Subscription');
          expect(outcome(await visitor.topics.publish(CACHE, 'lobby', 'hello'))).toBe('Success');
        })
        .catch(reject);
    });
    expect(item.valueString()).toBe('hello');
    expect(item.tokenId()).toBe('ada');
  });

  it.each(OTHER_ROOMS)('opens nothing of the room %j', async (room) => {
    // There is something to see, and the room exists: only the permission stands between.
    await world.owner.cache.listPushBack(CACHE, room, 'secret');
    expect(outcome(await CALLS.fetch(world.owner, CACHE, room))).toBe('Hit');

    expect(await outcomes(visitor, CACHE, room)).toEqual(refused());
    const list = await world.owner.cache.listFetch(CACHE, room);
    expect(list.value()).toEqual(['secret']);
  });

  it('opens nothing of the room of that name in another cache', async () => {
    await world.owner.cache.listPushBack(OTHER_CACHE, 'lobby', 'secret');
    expect(await outcomes(visitor, OTHER_CACHE, 'lobby')).toEqual(refused());
  });

  it('neither makes, lists nor deletes caches', async () => {
    const calls = [
      visitor.cache.createCache('mine'),
      visitor.cache.listCaches(),
      visitor.cache.deleteCache(CACHE),
    ];
    for (const response of await Promise.all(calls)) {
      expect(outcome(response)).toBe(MomentoErrorCode.PERMISSION_ERROR);
    }
  });
});

describe('a token for a room whose name has more than letters', () => {
  it.each(['サポート', 'a b', 'support/eu:1#2', '⚽', '*', '%', "'"])(
    '%j opens it',
    async (room) => {
      const visitor = await world.visitorOf(room);
      expect(outcome(await CALLS.push(visitor, CACHE, room))).toBe('Success');
      expect(outcome(await CALLS.subscribe(visitor, CACHE, room))).toBe('Subscription');
      expect(await outcomes(visitor, CACHE, 'other')).toEqual(refused());
    },
  );
});

describe('a read-only token', () => {
  let reader: Clients;

  beforeAll(async () => {
    world.endpoint.behave({ readOnly: true, times: 1 });
    reader = await world.visitorOf('news');
    await world.owner.cache.listPushBack(CACHE, 'news', 'today');
  });

  it('fetches and subscribes', async () => {
    expect(outcome(await CALLS.fetch(reader, CACHE, 'news'))).toBe('Hit');
    expect(outcome(await CALLS.subscribe(reader, CACHE, 'news'))).toBe('Subscription');
  });

  it('neither changes the list nor publishes', async () => {
    expect(await outcomes(reader, CACHE, 'news')).toMatchObject(refused(WRITES));
    expect((await world.owner.cache.listFetch(CACHE, 'news')).value()).toEqual(['today']);
  });

  it('opens nothing of another room', async () => {
    expect(await outcomes(reader, CACHE, 'lobby')).toEqual(refused());
  });
});

describe('a token for a moderated room', () => {
  let member: Clients;

  beforeAll(async () => {
    world.endpoint.behave({ mode: 'moderated', times: 1 });
    member = await world.visitorOf('talk');
    await world.owner.cache.listPushBack(CACHE, 'talk', 'welcome');
    // Items that exist, and may not be read.
    await world.owner.cache.listPushBack(CACHE, 'talk-input', 'secret');
    await world.owner.cache.set(CACHE, 'momento-chat/result/["talk","ada","m1"]', 'secret');
  });

  it('reads the list, and hears the room', async () => {
    expect((await member.cache.listFetch(CACHE, 'talk')).value()).toEqual(['welcome']);
    expect(outcome(await CALLS.subscribe(member, CACHE, 'talk'))).toBe('Subscription');
  });

  it('neither changes the list nor publishes to the room', async () => {
    expect(await outcomes(member, CACHE, 'talk')).toMatchObject(refused(WRITES));
    expect((await world.owner.cache.listFetch(CACHE, 'talk')).value()).toEqual(['welcome']);
  });

  it('publishes to the inbox, and the server receives its id', async () => {
    const item = await new Promise<TopicItem>((resolve, reject) => {
      void world.owner.topics
        .subscribe(CACHE, 'talk-input', {
          onItem: resolve,
          onError: (error) => reject(new Error(error.toString())),
        })
        .then(async () => {
          expect(outcome(await member.topics.publish(CACHE, 'talk-input', 'hello'))).toBe(
            'Success',
          );
        })
        .catch(reject);
    });
    expect([item.valueString(), item.tokenId()]).toEqual(['hello', 'ada']);
  });

  it('does nothing else with the inbox, neither the topic nor a list of that name', async () => {
    expect(await outcomes(member, CACHE, 'talk-input')).toEqual({
      ...refused(),
      publish: 'Success',
    });
  });

  it.each(['talk-input-input', 'talk2', 'lobby', 'momento-chat/result/["talk","ada","m1"]'])(
    'opens nothing of %j',
    async (room) => {
      expect(await outcomes(member, CACHE, room)).toEqual(refused());
    },
  );

  it('reaches no inbox where it is for reading only', async () => {
    world.endpoint.behave({ mode: 'moderated', readOnly: true, times: 1 });
    const reader = await world.visitorOf('talk');
    expect(outcome(await CALLS.fetch(reader, CACHE, 'talk'))).toBe('Hit');
    expect(await outcomes(reader, CACHE, 'talk')).toMatchObject(refused(WRITES));
    expect(await outcomes(reader, CACHE, 'talk-input')).toEqual(refused());
  });
});
