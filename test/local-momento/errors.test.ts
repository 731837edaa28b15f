import { AllDataReadWrite, ExpiresIn, MomentoErrorCode } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_TTL_MS } from '../../src/local-momento/engine/limits.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { Status } from '../../src/local-momento/engine/status.js';
import { grpcError, type CallKind } from '../helpers/engine-grpc-call.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { errorCodeOf, errorTextOf } from '../helpers/engine-responses.js';
import { webCall } from '../helpers/engine-web-call.js';

const KB = 1024;

describe('errors in the Node SDK', () => {
  let local: LocalMomento;
  let clients: Clients;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
    clients = clientsFor(local);
    await clients.cache.set('chat', 'scalar', '1');
    await clients.cache.listPushBack('chat', 'list', '1');
  });

  afterAll(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  it('a cache that does not exist', async () => {
    const expected = MomentoErrorCode.CACHE_NOT_FOUND_ERROR;
    const subscribed = await clients.topics.subscribe('nope', 'topic', ignore);
    expect(errorCodeOf(await clients.cache.get('nope', 'k'))).toBe(expected);
    expect(errorCodeOf(await clients.cache.listFetch('nope', 'k'))).toBe(expected);
    expect(errorCodeOf(await clients.topics.publish('nope', 'topic', 'hi'))).toBe(expected);
    expect(errorCodeOf(subscribed)).toBe(expected);
    expect(errorCodeOf(await clients.cache.deleteCache('nope'))).toBe(expected);
  });

  it('an item of the wrong type', async () => {
    const expected = MomentoErrorCode.FAILED_PRECONDITION_ERROR;
    expect(errorCodeOf(await clients.cache.get('chat', 'list'))).toBe(expected);
    expect(errorCodeOf(await clients.cache.listFetch('chat', 'scalar'))).toBe(expected);
    expect(errorCodeOf(await clients.cache.listPushBack('chat', 'scalar', 'x'))).toBe(expected);
    expect(errorCodeOf(await clients.cache.setIfEqual('chat', 'list', 'x', 'y'))).toBe(expected);
  });

  it('a time to live beyond a day', async () => {
    const tooLong = { ttl: MAX_TTL_MS / 1000 + 1 };
    expect(errorCodeOf(await clients.cache.set('chat', 'k', 'v', tooLong))).toBe(
      MomentoErrorCode.INVALID_ARGUMENT_ERROR,
    );
    const longest = { ttl: MAX_TTL_MS / 1000 };
    expect((await clients.cache.set('chat', 'k', 'v', longest)).type).toBe('Success');
  });

  it('a topic message beyond 4 KB', async () => {
    expect((await clients.topics.publish('chat', 't', 'x'.repeat(4 * KB))).type).toBe('Success');
    const refused = await clients.topics.publish('chat', 't', 'x'.repeat(4 * KB + 1));
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).toMatch(/^Request size limit exceeded/);
  });

  it('a topic message whose bytes, not characters, exceed 4 KB', async () => {
    const refused = await clients.topics.publish('chat', 't', 'あ'.repeat(1366));
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
  });

  it('a list element beyond 128 KB', async () => {
    const most = await clients.cache.listPushBack('chat', 'big', 'x'.repeat(128 * KB));
    expect(most.type).toBe('Success');
    const refused = await clients.cache.listPushBack('chat', 'big', 'x'.repeat(128 * KB + 1));
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).toMatch(/^Element size limit exceeded/);
  });

  it('an item beyond 5 MB', async () => {
    const refused = await clients.cache.set('chat', 'big', 'x'.repeat(5 * KB * KB + 1));
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).toMatch(/^Request size limit exceeded/);
  });

  it('an RPC that the engine does not implement, by its name', async () => {
    const refused = await clients.cache.dictionaryFetch('chat', 'd');
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.BAD_REQUEST_ERROR);
    expect(errorTextOf(refused)).toContain('cache_client.Scs/DictionaryFetch');
    const streamed = await clients.cache.getBatch('chat', ['a']);
    expect(errorTextOf(streamed)).toContain('cache_client.Scs/GetBatch');
    const elsewhere = await clients.auth.generateApiKey(AllDataReadWrite, ExpiresIn.hours(1));
    expect(errorTextOf(elsewhere)).toContain('auth.Auth/GenerateApiToken');
  });
});

describe('an unimplemented method', () => {
  let local: LocalMomento;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
  });

  afterAll(() => local.close());

  const paths = [
    '/cache_client.Scs/DictionaryFetch',
    '/cache_client.Scs/GetBatch',
    '/cache_client.Scs/NoSuchMethod',
    '/control_client.ScsControl/FlushCache',
    '/auth.Auth/GenerateApiToken',
    '/leaderboard.Leaderboard/UpsertElements',
    '/webhook.Webhook/PutWebhook',
    '/function.FunctionRegistry/PutFunction',
    '/vectorindex.VectorIndex/Search',
    '/store.Store/Get',
    '/invented.by.a.Test/Once',
    '/no-service',
    '/',
  ];
  const kinds: CallKind[] = ['unary', 'server stream', 'client stream', 'two-way stream'];

  it.each(paths)('is refused by name with the same message on both servers: %s', async (path) => {
    const refusal = {
      code: Status.UNIMPLEMENTED,
      details: `momento-chat-local does not implement ${path.slice(1) || '/'}`,
    };
    for (const kind of kinds) {
      expect(await grpcError(local, path, kind), kind).toMatchObject(refusal);
    }
    for (const text of [false, true]) {
      const { httpStatus, status, message } = await webCall(local, {
        path,
        request: Buffer.alloc(0),
        text,
      });
      expect({ httpStatus, code: status, details: message }).toEqual({
        httpStatus: 200,
        ...refusal,
      });
    }
  });

  it('is refused for any request body, because its message types are unknown', async () => {
    const response = await fetch(`${local.webUrl}/invented.by.a.Test/Once`, {
      method: 'POST',
      headers: { 'content-type': 'application/grpc-web+proto' },
      body: 'no frame',
    });
    expect(response.headers.get('grpc-status')).toBe(String(Status.UNIMPLEMENTED));
  });

  it('is counted on both servers', async () => {
    const { unknown = 0 } = local.stats().calls;
    await grpcError(local, '/invented.by.a.Test/Once', 'unary');
    await webCall(local, { path: '/invented.by.a.Test/Once', request: Buffer.alloc(0) });
    expect(local.stats().calls['unknown']).toBe(unknown + 2);
  });
});

const ignore = { onItem: () => undefined, onError: () => undefined };
