import { cache_client as scs } from '@gomomento/generated-types/dist/cacheclient.js';
import { cache_client as pubsub } from '@gomomento/generated-types/dist/cachepubsub.js';
import { once } from 'node:events';
import {
  connect,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
} from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ITEM_BYTES } from '../../src/local-momento/engine/limits.js';
import { MAX_REQUEST_BYTES } from '../../src/local-momento/servers/limits.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { Status } from '../../src/local-momento/engine/status.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor } from '../helpers/engine-node-clients.js';
import { webCall } from '../helpers/engine-web-call.js';

const utf8 = (value: string) => Buffer.from(value, 'utf8');
const SUBSCRIBE = '/cache_client.pubsub.Pubsub/Subscribe';
const GET = '/cache_client.Scs/Get';

describe('gRPC server, raw requests', () => {
  let local: LocalMomento;
  let session: ClientHttp2Session;

  beforeEach(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
    session = connect(`http://${local.host}:${local.grpcPort}`);
    session.on('error', () => undefined);
  });

  afterEach(async () => {
    session.destroy();
    await local.close();
  });

  function open(path: string, contentType = 'application/grpc'): ClientHttp2Stream {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': contentType,
      cache: 'chat',
    });
    stream.on('error', () => undefined);
    return stream;
  }

  /** The headers of a response without messages, which every refusal has. */
  async function refusal(path: string, body: Buffer): Promise<IncomingHttpHeaders> {
    const stream = open(path);
    stream.end(body);
    // The event's first value holds the headers.
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    stream.resume();
    return headers;
  }

  it.each(['text/plain', 'application/grpc-web+proto', ''])(
    'answers a client of another protocol with 415 and its own name: %j',
    async (contentType) => {
      const stream = open(GET, contentType);
      stream.end();
      const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
      expect(headers[':status']).toBe(415);
      expect(await text(stream)).toContain('momento-chat-local');
    },
  );

  it.each([
    ['nothing', Buffer.alloc(0), Status.INVALID_ARGUMENT],
    ['a length beyond its end', Buffer.from([0, 0, 0, 0, 9, 1]), Status.INVALID_ARGUMENT],
    ['a malformed message', framed(Buffer.from([0xff, 0xff])), Status.INVALID_ARGUMENT],
    ['a compressed message', Buffer.from([1, 0, 0, 0, 0]), Status.UNIMPLEMENTED],
    ['a message too large', framed(Buffer.alloc(MAX_REQUEST_BYTES)), Status.RESOURCE_EXHAUSTED],
  ])('refuses a body of %s', async (_, body, status) => {
    expect(Number((await refusal(GET, body))['grpc-status'])).toBe(status);
  });

  it('disconnects a subscriber that does not read', async () => {
    const stream = open(SUBSCRIBE);
    const request = new pubsub.pubsub._SubscriptionRequest({ cache_name: 'chat', topic: 'room' });
    stream.end(framed(request.serialize()));
    await eventually(() => local.stats().openStreams === 1);
    const message = { cache: 'chat', topic: 'room', text: 'x'.repeat(4096) };
    await eventually(() => {
      for (let count = 0; count < 100; count += 1) local.direct.publish(message);
      return local.stats().openStreams === 0;
    });
    await eventually(() => session.destroyed);
  });

  it('stores and returns the largest item, on both servers', async () => {
    using clients = clientsFor(local);
    const largest = 'x'.repeat(MAX_ITEM_BYTES - 1024);
    expect((await clients.cache.set('chat', 'large', largest)).type).toBe('Success');
    expect((await clients.cache.get('chat', 'large')).value()?.length).toBe(largest.length);
    for (const text of [false, true]) {
      const answer = await webCall(local, {
        path: GET,
        request: new scs._GetRequest({ cache_key: utf8('large') }).serialize(),
        headers: { authorization: local.apiKey, cache: 'chat' },
        text,
      });
      expect(answer.status).toBe(Status.OK);
      expect(answer.messages[0]?.length).toBeGreaterThan(largest.length);
    }
  });

  it('continues to serve after callers disconnect at any point of a call', async () => {
    for (let count = 0; count < 20; count += 1) {
      open(GET).close();
      open(SUBSCRIBE)
        .end(framed(Buffer.alloc(0)))
        .close();
      const half = open(GET);
      half.write(Buffer.from([0, 0, 0]), () => half.close());
    }
    const refused = await refusal(GET, framed(Buffer.alloc(0)));
    expect(Number(refused['grpc-status'])).toBe(Status.INVALID_ARGUMENT);
    await eventually(() => local.stats().openStreams === 0);
  });

  it('continues after a connection that is not HTTP/2', async () => {
    const socket = connectSocket(local.grpcPort, local.host);
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    const refused = await refusal(GET, framed(Buffer.alloc(0)));
    expect(Number(refused['grpc-status'])).toBe(Status.INVALID_ARGUMENT);
  });
});

function framed(message: Uint8Array): Buffer {
  const frame = Buffer.concat([Buffer.alloc(5), message]);
  frame.writeUInt32BE(message.length, 1);
  return frame;
}
