import { cache_client as scs } from '@gomomento/generated-types/dist/cacheclient.js';
import { cache_client as pubsub } from '@gomomento/generated-types/dist/cachepubsub.js';
import { cache_client as ping } from '@gomomento/generated-types/dist/cacheping.js';
import { permission_messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import { token } from '@gomomento/generated-types/dist/token.js';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../src/local-momento/servers/limits.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { Status } from '../../src/local-momento/engine/status.js';
import { eventually } from '../helpers/engine-eventually.js';
import { webCall, type WebAnswer } from '../helpers/engine-web-call.js';

const utf8 = (value: string) => Buffer.from(value, 'utf8');

describe('gRPC-Web server, raw requests', () => {
  let local: LocalMomento;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
  });

  afterAll(() => local.close());

  function scsCall(
    method: string,
    request: { serialize(): Uint8Array },
    options: { text?: boolean; headers?: Record<string, string> } = {},
  ): Promise<WebAnswer> {
    return webCall(local, {
      path: `/cache_client.Scs/${method}`,
      request: request.serialize(),
      headers: { authorization: local.apiKey, cache: 'chat', ...options.headers },
      text: options.text ?? false,
    });
  }

  it.each([false, true])('answers in the encoding of the request (text: %s)', async (asText) => {
    const set = new scs._SetRequest({
      cache_key: utf8('k'),
      cache_body: utf8('böse & schön'),
      ttl_milliseconds: 1000,
    });
    await scsCall('Set', set, { text: asText });
    const got = await scsCall('Get', new scs._GetRequest({ cache_key: utf8('k') }), {
      text: asText,
    });
    expect(got.status).toBe(Status.OK);
    expect(got.headers.get('content-type')).toBe(
      asText ? 'application/grpc-web-text+proto' : 'application/grpc-web+proto',
    );
    const [message = Buffer.alloc(0)] = got.messages;
    expect(Buffer.from(scs._GetResponse.deserialize(message).cache_body)).toEqual(
      utf8('böse & schön'),
    );
  });

  it('sends a failure without messages as headers, with the metadata that the SDK reads', async () => {
    const long = new scs._ListPushBackRequest({
      list_name: utf8('list'),
      value: Buffer.alloc(128 * 1024 + 1),
      ttl_milliseconds: 1000,
    });
    const refused = await scsCall('ListPushBack', long);
    expect(refused).toMatchObject({
      httpStatus: 200,
      status: Status.RESOURCE_EXHAUSTED,
      err: 'element_size_limit_exceeded',
      messages: [],
    });
    expect(refused.headers.get('access-control-expose-headers')).toContain('err');
  });

  it('preserves an error message in any script', async () => {
    const message = 'リストは100%です\n次の行, böse & schön 🦊';
    local.faults.inject({ kind: 'error', rpc: 'Get', count: 1, message });
    const refused = await scsCall('Get', new scs._GetRequest({ cache_key: utf8('k') }));
    // It is ASCII on the wire, which HTTP headers require, so the percent sign is encoded too.
    expect(refused.headers.get('grpc-message')).toMatch(/^(?:%[0-9A-F]{2}|[ -$&-~])+$/);
    expect(refused.headers.get('grpc-message')).toContain('100%25');
    expect(refused.message).toBe(message);
  });

  it('always requires a token', async () => {
    const get = new scs._GetRequest({ cache_key: utf8('k') });
    const refused = await scsCall('Get', get, { headers: { authorization: '' } });
    expect(refused.status).toBe(Status.UNAUTHENTICATED);
    const topic = { cache_name: 'chat', topic: 'room' };
    const subscribed = await webCall(local, {
      path: '/cache_client.pubsub.Pubsub/Subscribe',
      request: new pubsub.pubsub._SubscriptionRequest(topic).serialize(),
    });
    expect(subscribed.status).toBe(Status.UNAUTHENTICATED);
  });

  it('answers a ping without a credential', async () => {
    const answer = await webCall(local, {
      path: '/cache_client.Ping/Ping',
      request: new ping._PingRequest().serialize(),
    });
    expect(answer).toMatchObject({ status: Status.OK, messages: [Buffer.alloc(0)] });
  });

  it.each([
    ['', Status.UNAUTHENTICATED],
    ['wrong', Status.UNAUTHENTICATED],
    ['the API key', Status.OK],
  ])('issues tokens only for the API key in the request: %j', async (key, status) => {
    const request = new token._GenerateDisposableTokenRequest({
      auth_token: key === 'the API key' ? local.apiKey : key,
      expires: new token._GenerateDisposableTokenRequest.Expires({ valid_for_seconds: 60 }),
      permissions: emptyPermissions(),
    });
    const answer = await webCall(local, {
      path: '/token.Token/GenerateDisposableToken',
      request: request.serialize(),
    });
    expect(answer.status).toBe(status);
  });

  it('issues no token for a disposable token', async () => {
    const request = new token._GenerateDisposableTokenRequest({
      auth_token: local.createToken({ permissions: [{ role: 'readwrite' }], validForSeconds: 60 }),
      expires: new token._GenerateDisposableTokenRequest.Expires({ valid_for_seconds: 60 }),
      permissions: emptyPermissions(),
    });
    const path = '/token.Token/GenerateDisposableToken';
    const answer = await webCall(local, { path, request: request.serialize() });
    expect(answer.status).toBe(Status.UNAUTHENTICATED);
  });

  it.each(['/cache_client.Scs/SetPop', '/leaderboard.Leaderboard/GetRank', '/favicon.ico'])(
    'names the method that it does not implement: %s',
    async (path) => {
      const refused = await webCall(local, { path, request: Buffer.alloc(0) });
      expect(refused.status).toBe(Status.UNIMPLEMENTED);
      expect(refused.message).toContain(path.slice(1));
    },
  );

  it('allows any origin, and every header that a preflight asks for', async () => {
    const response = await fetch(`${local.webUrl}/cache_client.Scs/Get`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,cache,x-anything',
        'access-control-request-private-network': 'true',
      },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,cache,x-anything',
      'access-control-allow-private-network': 'true',
    });
  });

  it('refuses other methods and other content types', async () => {
    expect((await fetch(local.webUrl)).status).toBe(405);
    const posted = await fetch(local.webUrl, { method: 'POST', body: '{}' });
    expect(posted.status).toBe(415);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a length beyond its end', Buffer.from([0, 0, 0, 0, 9, 1])],
    ['trailers', Buffer.from([0x80, 0, 0, 0, 0])],
    ['a malformed message', Buffer.from([0, 0, 0, 0, 2, 0xff, 0xff])],
  ])('refuses a body of %s', async (_, body) => {
    const response = await fetch(`${local.webUrl}/cache_client.Scs/Get`, {
      method: 'POST',
      headers: {
        'content-type': 'application/grpc-web+proto',
        authorization: local.apiKey,
        cache: 'chat',
      },
      body,
    });
    await response.arrayBuffer();
    expect(Number(response.headers.get('grpc-status'))).toBe(Status.INVALID_ARGUMENT);
  });

  it('answers a request that is too large with RESOURCE_EXHAUSTED', async () => {
    const request = Buffer.alloc(MAX_REQUEST_BYTES + 1);
    const refused = await webCall(local, { path: '/cache_client.Scs/Set', request });
    expect(refused).toMatchObject({
      status: Status.RESOURCE_EXHAUSTED,
      err: 'request_size_limit_exceeded',
    });
  });

  it('disconnects a subscriber that does not read', async () => {
    const request = new pubsub.pubsub._SubscriptionRequest({ cache_name: 'chat', topic: 'room' });
    const frame = Buffer.concat([Buffer.alloc(5), request.serialize()]);
    frame.writeUInt32BE(frame.length - 5, 1);
    const socket = connect(local.webPort, local.host);
    socket.on('error', () => undefined);
    socket.write(
      'POST /cache_client.pubsub.Pubsub/Subscribe HTTP/1.1\r\nhost: localhost\r\n' +
        'content-type: application/grpc-web+proto\r\n' +
        `authorization: ${local.apiKey}\r\ncontent-length: ${frame.length}\r\n\r\n`,
    );
    socket.write(frame);
    await eventually(() => local.stats().openStreams === 1);
    const text = 'x'.repeat(4096);
    await eventually(() => {
      for (let count = 0; count < 100; count += 1) {
        local.direct.publish({ cache: 'chat', topic: 'room', text });
      }
      return local.stats().openStreams === 0;
    });
    socket.destroy();
  });

  it('continues after a request that is not HTTP', async () => {
    const socket = connect(local.webPort, local.host);
    socket.end('\u0000\u0001 not http\r\n\r\n');
    await expect(text(socket)).resolves.toContain('400 Bad Request');
  });
});

function emptyPermissions() {
  const { Permissions, ExplicitPermissions } = permission_messages;
  return new Permissions({ explicit: new ExplicitPermissions({ permissions: [] }) });
}
