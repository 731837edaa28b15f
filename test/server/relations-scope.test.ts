import { MomentoErrorCode } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { CALLS, outcome, outcomes, refused, WRITES } from '../helpers/room-calls.js';
import { TokenWorld } from '../helpers/token-world.js';

const CACHE = 'instant-messaging';
const OTHER_CACHE = 'accounts';

let world: TokenWorld;

beforeAll(async () => {
  world = await TokenWorld.start([CACHE, OTHER_CACHE]);
});

afterAll(() => world.close());

describe('the relations of a room', () => {
  const ROOM = 'a","b';
  /** Rooms whose relations a careless key would confuse with those of the room `a","b`. */
  const OTHERS = [
    'a',
    'b',
    'a","',
    '"a","b"',
    '["a","b"]',
    'a\\",\\"b',
    'a","b"]',
    'a","b","c',
    '',
  ];
  /** Keys under the reserved prefix that no room's relations have. */
  const RESERVED = [
    'momento-chat/',
    'momento-chat/relations/',
    'momento-chat/relations/["a","b"]',
    `${relationsKey(ROOM)}x`,
    relationsKey(ROOM).slice(0, -1),
    'momento-chat/result/["a\\",\\"b","ada","m1"]',
  ];
  const LIST_CALLS = ['fetch', 'length', 'push', 'concatenate', 'remove'] as const;

  it('are read and written with a token for a direct room', async () => {
    const visitor = await world.visitorOf(ROOM);
    for (const name of LIST_CALLS) {
      expect(outcome(await CALLS[name](visitor, CACHE, relationsKey(ROOM)))).not.toBe(
        MomentoErrorCode.PERMISSION_ERROR,
      );
    }
    expect(outcome(await CALLS.push(visitor, CACHE, relationsKey(ROOM)))).toBe('Success');
    expect(outcome(await visitor.cache.updateTtl(CACHE, relationsKey(ROOM), 60_000))).toBe('Set');
  });

  it('have no topic of their own', async () => {
    const visitor = await world.visitorOf(ROOM);
    for (const name of ['publish', 'subscribe'] as const) {
      expect(outcome(await CALLS[name](visitor, CACHE, relationsKey(ROOM)))).toBe(
        MomentoErrorCode.PERMISSION_ERROR,
      );
    }
  });

  it.each([...OTHERS.map(relationsKey), ...RESERVED])(
    'are not opened as %j by a token for another room',
    async (key) => {
      await world.owner.cache.delete(CACHE, key);
      await world.owner.cache.listPushBack(CACHE, key, 'secret');
      const visitor = await world.visitorOf(ROOM);
      expect(await outcomes(visitor, CACHE, key)).toEqual(refused());
      expect((await world.owner.cache.listFetch(CACHE, key)).value()).toEqual(['secret']);
    },
  );

  it('are not opened by that key in another cache', async () => {
    await world.owner.cache.listPushBack(OTHER_CACHE, relationsKey(ROOM), 'secret');
    const visitor = await world.visitorOf(ROOM);
    expect(await outcomes(visitor, OTHER_CACHE, relationsKey(ROOM))).toEqual(refused());
  });

  it.each([
    ['a moderated room', { mode: 'moderated' }],
    ['a reader', { readOnly: true }],
    ['a reader of a moderated room', { mode: 'moderated', readOnly: true }],
  ] as const)('are only read with a token for %s', async (_, behaviour) => {
    const key = relationsKey('watched');
    await world.owner.cache.delete(CACHE, key);
    await world.owner.cache.listPushBack(CACHE, key, 'like');
    world.endpoint.behave({ ...behaviour, times: 1 });
    const reader = await world.visitorOf('watched');
    expect((await reader.cache.listFetch(CACHE, key)).value()).toEqual(['like']);
    expect(await outcomes(reader, CACHE, key)).toMatchObject(refused(WRITES));
    expect(outcome(await reader.cache.updateTtl(CACHE, key, 60_000))).toBe(
      MomentoErrorCode.PERMISSION_ERROR,
    );
    expect((await world.owner.cache.listFetch(CACHE, key)).value()).toEqual(['like']);
  });
});
