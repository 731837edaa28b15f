import { CacheGet, MomentoErrorCode } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKey, filePrefix, uploadKey } from '../../src/protocol/attachments.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { Clients } from '../helpers/engine-node-clients.js';
import { CALLS, outcome, outcomes, refused, WRITES } from '../helpers/room-calls.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';
import { TokenWorld } from '../helpers/token-world.js';

const CACHE = 'instant-messaging';
const OTHER_CACHE = 'accounts';

/** Rooms that a careless prefix would confuse with each other: each of them is open, and has a file. */
const ROOMS = [
  'a',
  'ab',
  'a"',
  'a",',
  'a",0',
  'a","b',
  'a","b","c',
  '["a',
  '["a"',
  '["a",',
  'a\\',
  'a\\"',
  'a\\",',
  'a\\","b',
  'a]',
  'a/',
];

const BYTES = new Uint8Array([0, 255, 128, 10]);

let world: TokenWorld;

beforeAll(async () => {
  world = await TokenWorld.start([CACHE, OTHER_CACHE], {
    attachments: {},
    moderator: { attachments: { types: 'images', maxSize: 1_000 } },
  });
});

afterAll(() => world.close());

async function read(clients: Clients, key: string): Promise<Uint8Array | undefined> {
  const response = await clients.cache.get(CACHE, key);
  return response instanceof CacheGet.Hit ? response.valueUint8Array() : undefined;
}

describe.each(ROOMS)('a token for the direct room %j', (room) => {
  let visitor: Clients;

  beforeAll(async () => {
    visitor = await world.visitorOf(room);
    for (const other of ROOMS) await world.owner.cache.set(CACHE, fileKey(other, 'f1', 0), BYTES);
  });

  it('reads, writes and removes files of the room', async () => {
    const key = fileKey(room, 'f2', 17);
    expect(outcome(await visitor.cache.set(CACHE, key, BYTES, { ttl: 60 }))).toBe('Success');
    expect(await read(visitor, key)).toEqual(BYTES);
    expect(outcome(await visitor.cache.delete(CACHE, key))).toBe('Success');
    expect(await read(visitor, key)).toBeUndefined();
  });

  it('opens no file of another room', async () => {
    for (const other of ROOMS.filter((name) => name !== room)) {
      expect(await outcomes(visitor, CACHE, fileKey(other, 'f1', 0)), other).toEqual(refused());
      expect(await read(world.owner, fileKey(other, 'f1', 0))).toEqual(BYTES);
    }
  });

  it('opens neither what is sent to a moderator, nor what a server keeps', async () => {
    const name = JSON.stringify(room);
    const closed = [
      uploadKey(room, 'ada', 'f1', 0),
      uploadKey(room, 'grace', 'f1', 0),
      `momento-chat/result/[${name},"ada","m1"]`,
      `momento-chat/lease/[${name},"ada","m1"]`,
      `momento-chat/file/[${name}]`,
      `momento-chat/file/[${name}`,
      'momento-chat/file/',
      `momento-chat/offset/[${name},"ada"]`,
      'momento-chat/rooms',
      'momento-chat/',
      `MOMENTO-CHAT/file/[${name},"f1",0]`,
    ];
    for (const key of closed) {
      expect(await outcomes(visitor, CACHE, key), key).toEqual(refused());
    }
  });

  it('opens no file of the room of that name in another cache', async () => {
    expect(await outcomes(visitor, OTHER_CACHE, fileKey(room, 'f1', 0))).toEqual(refused());
  });

  it('opens no topic of a file’s name', async () => {
    for (const name of ['publish', 'subscribe'] as const) {
      for (const key of [fileKey(room, 'f1', 0), filePrefix(room)]) {
        expect(outcome(await CALLS[name](visitor, CACHE, key))).toBe(
          MomentoErrorCode.PERMISSION_ERROR,
        );
      }
    }
  });

  it('opens the list and the relations as before', async () => {
    for (const key of [room, relationsKey(room)]) {
      expect(outcome(await CALLS.push(visitor, CACHE, key))).toBe('Success');
      expect(outcome(await CALLS.fetch(visitor, CACHE, key))).toBe('Hit');
    }
  });
});

describe('a read-only token', () => {
  const key = fileKey('news', 'f1', 0);
  let reader: Clients;

  beforeAll(async () => {
    world.endpoint.behave({ readOnly: true, times: 1 });
    reader = await world.visitorOf('news');
    await world.owner.cache.set(CACHE, key, BYTES);
  });

  it('reads the files of its room', async () => {
    expect(await read(reader, key)).toEqual(BYTES);
  });

  it('writes none', async () => {
    expect(await outcomes(reader, CACHE, key)).toMatchObject(refused(WRITES));
    expect(await outcomes(reader, CACHE, fileKey('news', 'f2', 0))).toMatchObject(refused(WRITES));
    expect(await read(world.owner, key)).toEqual(BYTES);
  });

  it('opens no file of another room', async () => {
    expect(await outcomes(reader, CACHE, fileKey('news2', 'f1', 0))).toEqual(refused());
  });
});

/** Users whom a careless prefix would confuse with each other. */
const USERS = ['ada', 'ad', 'adam', 'ada"', 'ada",', 'ada","f1', '"ada', 'ada\\', 'ada]'];

describe.each(USERS)('a token of %j for a moderated room', (user) => {
  let member: Clients;

  beforeAll(async () => {
    world.endpoint.behave({ mode: 'moderated', times: 1 });
    member = await world.visitorOf('talk', user);
  });

  it('writes below the user’s own prefix, and reads nothing there', async () => {
    const key = uploadKey('talk', user, 'f1', 0);
    expect(outcome(await member.cache.set(CACHE, key, BYTES, { ttl: 60 }))).toBe('Success');
    expect(await read(world.owner, key)).toEqual(BYTES);
    for (const name of ['get', 'fetch', 'length'] as const) {
      expect(outcome(await CALLS[name](member, CACHE, key)), name).toBe(
        MomentoErrorCode.PERMISSION_ERROR,
      );
    }
    const conditional = await member.cache.setIfAbsent(CACHE, key, BYTES);
    expect(outcome(conditional)).toBe(MomentoErrorCode.PERMISSION_ERROR);
  });

  it('neither reads nor writes what others send, to this room or another', async () => {
    const others = USERS.filter((other) => other !== user).map((other) => ['talk', other] as const);
    for (const [room, other] of [...others, ['talk2', user], ['tal', user]] as const) {
      const key = uploadKey(room, other, 'f1', 0);
      await world.owner.cache.set(CACHE, key, BYTES);
      expect(await outcomes(member, CACHE, key), key).toEqual(refused());
      expect(await read(world.owner, key)).toEqual(BYTES);
    }
  });

  it('reads the files of the room, and writes none', async () => {
    const key = fileKey('talk', 'f1', 0);
    await world.owner.cache.set(CACHE, key, BYTES);
    expect(await read(member, key)).toEqual(BYTES);
    expect(await outcomes(member, CACHE, key)).toMatchObject(refused(WRITES));
    expect(await read(world.owner, key)).toEqual(BYTES);
    expect(await outcomes(member, CACHE, fileKey('talk2', 'f1', 0))).toEqual(refused());
  });
});

describe('a read-only token for a moderated room', () => {
  it('reads the files of the room, and writes nowhere', async () => {
    world.endpoint.behave({ mode: 'moderated', readOnly: true, times: 1 });
    const reader = await world.visitorOf('talk');
    const key = fileKey('talk', 'f1', 0);
    await world.owner.cache.set(CACHE, key, BYTES);
    expect(await read(reader, key)).toEqual(BYTES);
    expect(await outcomes(reader, CACHE, key)).toMatchObject(refused(WRITES));
    const own = uploadKey('talk', 'ada', 'f1', 0);
    expect(await outcomes(reader, CACHE, own)).toEqual(refused());
  });
});

describe('a token for a moderated room where nothing looks at files', () => {
  it.each([{}, { readOnly: true }])('opens no files: %j', async (more) => {
    const blind = await startTokenEndpointServer({
      grpcPort: world.engine.grpcPort,
      webUrl: world.engine.webUrl,
      attachments: {},
    });
    blind.behave({ mode: 'moderated', times: 1, ...more });
    const member = await world.visitorOf('talk', 'ada', blind);
    await blind.close();
    for (const key of [fileKey('talk', 'f1', 0), uploadKey('talk', 'ada', 'f1', 0)]) {
      await world.owner.cache.set(CACHE, key, BYTES);
      expect(await outcomes(member, CACHE, key)).toEqual(refused());
      expect(await read(world.owner, key)).toEqual(BYTES);
    }
  });
});
