import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from 'srvx/node';
import { afterEach, describe, expect, it } from 'vitest';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { createTokenEndpoint } from '../../src/server/index.js';
import { createModerationWebhook } from '../../src/server/moderation/moderation-webhook.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';
import { statusOfRaw } from '../helpers/raw-request.js';

const HOSTS = ['h:99999', 'h:-1', 'h:1:2', '[::1', 'a b', 'a@b', '%', 'h/x', 'h?x', 'h#x', '\\'];

let server: Server | undefined;

async function serve(handler: (request: Request) => Promise<Response>): Promise<number> {
  server = createServer(toNodeHandler(handler) as RequestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  server?.close();
});

describe('the token endpoint', () => {
  const served: unknown[] = [];
  const errors: unknown[] = [];

  function start(): Promise<number> {
    return serve(
      createTokenEndpoint({
        issueToken: () => Promise.resolve({ authToken: 'x', expiresAt: 4_000_000_000 }),
        authorize: (_, room) => {
          served.push(room);
          return { user: { id: 'u1' } };
        },
        onError: (error) => errors.push(error),
      }),
    );
  }

  it.each(HOSTS)(
    'refuses the host %j before it calls authorize, and logs nothing',
    async (host) => {
      const port = await start();
      for (const query of ['?room=lobby', '?room=<lobby>']) {
        const lines = [`GET /momento-token${query} HTTP/1.1`, `Host: ${host}`];
        expect(await statusOfRaw(port, lines)).toBe(400);
      }
      expect([served, errors]).toEqual([[], []]);
    },
  );

  it.each([
    ['no host', ['GET /?room=lobby HTTP/1.0'], 200],
    ['no host where there has to be one', ['GET /?room=lobby HTTP/1.1'], 400],
    ['an IPv6 host', ['GET /?room=lobby HTTP/1.1', 'Host: [::1]:8080'], 200],
    ['a host with an underscore', ['GET /?room=lobby HTTP/1.1', 'Host: my_host'], 200],
    ['no path', ['GET * HTTP/1.1', 'Host: h'], 400],
    ['a whole address of another port', ['GET http://h:99999/?room=a HTTP/1.1', 'Host: h'], 400],
    ['a broken escape', ['GET /?room=%ff HTTP/1.1', 'Host: h'], 400],
  ] as const)('answers a request with %s', async (_, lines, status) => {
    expect(await statusOfRaw(await start(), lines)).toBe(status);
    expect(errors).toEqual([]);
  });
});

it.each(HOSTS)('the webhook asks for a signature first, whatever the host: %j', async (host) => {
  const clock = new FakeClock();
  const port = await serve(
    createModerationWebhook(
      {
        store: new SharedMemory(clock).connect(),
        moderate: () => undefined,
        signingSecret: 'secret',
      },
      clock,
    ),
  );
  expect(await statusOfRaw(port, ['POST /<x> HTTP/1.1', `Host: ${host}`])).toBe(401);
});

it('the engine’s gRPC-Web face minds no host and no address', async () => {
  const local = await startLocalMomento();
  for (const host of HOSTS) {
    for (const path of ['/<x>', '//', '*', 'http://h:99999/', '/%']) {
      const lines = [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Content-Type: application/grpc-web',
      ];
      // A call that went wrong has this status, too: its own is in the trailers.
      expect(await statusOfRaw(local.webPort, lines)).toBe(200);
    }
  }
  await local.close();
});
