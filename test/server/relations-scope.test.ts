import { CredentialProvider, MomentoErrorCode } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { Clients, clientsFor } from '../helpers/engine-node-clients.js';
import { CALLS, outcome, outcomes, refused, WRITES } from '../helpers/room-calls.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';

const CACHE = 'instant-messaging';
const OTHER_CACHE = 'accounts';

let engine: LocalMomento;
let endpoint: TokenEndpointServer;
let owner: Clients;
const opened: Clients[] = [];

/** Clients that have nothing but a token of the endpoint. */
async function visitorOf(room: string): Promise<Clients> {
  const response = await fetch(`${endpoint.url}&room=${encodeURIComponent(room)}`);
  expect(response.status).toBe(200);
  const { authToken } = (await response.json()) as { authToken: string };
  const address = `127.0.0.1:${engine.grpcPort}`;
  const visitor = new Clients(
    CredentialProvider.fromDisposableToken({
      apiKey: authToken,
      endpointOverrides: {
        cacheEndpoint: address,
        controlEndpoint: address,
        tokenEndpoint: address,
        secureConnection: false,
      },
    }),
  );
  opened.push(visitor);
  return visitor;
}

beforeAll(async () => {
  engine = await startLocalMomento({ caches: [CACHE, OTHER_CACHE] });
  endpoint = await startTokenEndpointServer(engine);
  owner = clientsFor(engine);
  opened.push(owner);
});

afterAll(async () => {
  opened.forEach((clients) => clients[Symbol.dispose]());
  await endpoint.close();
  await engine.close();
});

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
    const visitor = await visitorOf(ROOM);
    for (const name of LIST_CALLS) {
      expect(outcome(await CALLS[name](visitor, CACHE, relationsKey(ROOM)))).not.toBe(
        MomentoErrorCode.PERMISSION_ERROR,
      );
    }
    expect(outcome(await CALLS.push(visitor, CACHE, relationsKey(ROOM)))).toBe('Success');
    expect(outcome(await visitor.cache.updateTtl(CACHE, relationsKey(ROOM), 60_000))).toBe('Set');
  });

  it('have no topic of their own', async () => {
    const visitor = await visitorOf(ROOM);
    for (const name of ['publish', 'subscribe'] as const) {
      expect(outcome(await CALLS[name](visitor, CACHE, relationsKey(ROOM)))).toBe(
        MomentoErrorCode.PERMISSION_ERROR,
      );
    }
  });

  it.each([...OTHERS.map(relationsKey), ...RESERVED])(
    'are not opened as %j by a token for another room',
    async (key) => {
      await owner.cache.delete(CACHE, key);
      await owner.cache.listPushBack(CACHE, key, 'secret');
      const visitor = await visitorOf(ROOM);
      expect(await outcomes(visitor, CACHE, key)).toEqual(refused());
      expect((await owner.cache.listFetch(CACHE, key)).value()).toEqual(['secret']);
    },
  );

  it('are not opened by that key in another cache', async () => {
    await owner.cache.listPushBack(OTHER_CACHE, relationsKey(ROOM), 'secret');
    const visitor = await visitorOf(ROOM);
    expect(await outcomes(visitor, OTHER_CACHE, relationsKey(ROOM))).toEqual(refused());
  });

  it.each([
    ['a moderated room', { mode: 'moderated' }],
    ['a reader', { readOnly: true }],
    ['a reader of a moderated room', { mode: 'moderated', readOnly: true }],
  ] as const)('are only read with a token for %s', async (_, behaviour) => {
    const key = relationsKey('watched');
    await owner.cache.delete(CACHE, key);
    await owner.cache.listPushBack(CACHE, key, 'like');
    endpoint.behave({ ...behaviour, times: 1 });
    const reader = await visitorOf('watched');
    expect((await reader.cache.listFetch(CACHE, key)).value()).toEqual(['like']);
    expect(await outcomes(reader, CACHE, key)).toMatchObject(refused(WRITES));
    expect(outcome(await reader.cache.updateTtl(CACHE, key, 60_000))).toBe(
      MomentoErrorCode.PERMISSION_ERROR,
    );
    expect((await owner.cache.listFetch(CACHE, key)).value()).toEqual(['like']);
  });
});
