import { createServer } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createRelay } from '../../src/server/relay/relay.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import {
  CACHE,
  startRelay,
  storeFor,
  type RelayServer,
  type RelayServerOptions,
} from '../helpers/relay-server.js';

const PEOPLE = new Map([
  ['ada', { id: 'u1', name: 'Ada' }],
  ['grace', { id: 'u2', name: 'Grace' }],
]);

describe('a relay that authorizes its visitors', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    await momento.close();
  });

  async function start(options: RelayServerOptions): Promise<void> {
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => PEOPLE.get(String(handshake.auth['key'])) ?? null,
      ...options,
    });
  }

  function open(key: string): Socket {
    const socket = io(relay.url, { forceNew: true, reconnection: false, auth: { key } });
    sockets.push(socket);
    return socket;
  }

  function stored(room: string): Record<string, unknown>[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  it('refuses visitors whom the host does not know at the handshake, with the code', async () => {
    await start({});
    const socket = open('mallory');
    const error = await new Promise((resolve) => socket.once('connect_error', resolve));
    expect(error).toMatchObject({ data: { code: 'not-allowed' } });
  });

  it('refuses a visitor if authorize() fails, and reports the error only to the host', async () => {
    for (const authorize of [
      () => undefined as never,
      () => Promise.reject(new Error('database password: secret')),
      () => ({ id: '' }),
    ]) {
      await start({ authorize });
      const error = await new Promise((resolve) => open('ada').once('connect_error', resolve));
      expect(JSON.stringify(error)).not.toContain('secret');
      await relay.stop();
    }
    await start({});
  });

  it('ignores the name and id that a message claims', async () => {
    await start({});
    const socket = open('ada');
    await ask(socket, 'join', { room: 'r' });
    const claim = { name: 'Grace', userId: 'u2', username: 'Grace' };
    await ask(socket, 'message', { room: 'r', message: 'Hello', ...claim });
    expect(stored('r')).toMatchObject([{ username: 'Ada', userId: 'u1', message: 'Hello' }]);
  });

  it('answers a join with the user, their rights, and the room’s mode', async () => {
    await start({ authorizeRoom: () => ({ readOnly: true }) });
    expect(await ask(open('ada'), 'join', { room: 'r' })).toEqual({
      ok: true,
      user: { id: 'u1', name: 'Ada' },
      mode: 'direct',
      readOnly: true,
      historyLimit: 100,
      features: ['relations', 'signals'],
      attachments: { types: 'images', maxSize: 1_048_576 },
    });
  });

  it.each(['websocket', 'polling'])(
    'accepts only pages of its own origin and of listed ones, over %s',
    async (transport) => {
      await start({ allowedOrigins: ['https://example.com'] });
      const tryFrom = (origin: string): Promise<string> => {
        const socket = io(relay.url, {
          forceNew: true,
          reconnection: false,
          auth: { key: 'ada' },
          transports: [transport],
          extraHeaders: { origin },
        });
        sockets.push(socket);
        return new Promise((resolve) => {
          socket.once('connect', () => resolve('accepted'));
          socket.once('connect_error', () => resolve('refused'));
        });
      };
      expect(await tryFrom(relay.url)).toBe('accepted');
      expect(await tryFrom('https://example.com')).toBe('accepted');
      for (const origin of ['https://evil.example', 'http://example.com', 'null']) {
        expect(await tryFrom(origin)).toBe('refused');
      }
    },
  );

  it('asks the host for each visitor’s rights in a room', async () => {
    const answers: Record<string, unknown> = {
      open: true,
      library: { readOnly: true },
      slip: { readOnly: 'no' },
      forgotten: undefined,
      closed: false,
      yes: 'yes',
    };
    await start({ authorizeRoom: (_, room) => answers[room] as boolean });
    const socket = open('ada');
    for (const room of ['open', 'library', 'slip']) {
      expect(await ask(socket, 'join', { room })).toMatchObject({ ok: true });
    }
    for (const room of ['forgotten', 'closed', 'yes']) {
      expect(await ask(socket, 'join', { room })).toMatchObject({ code: 'not-allowed' });
    }
    expect(relay.relay.rooms).toEqual(['open', 'library', 'slip']);
    const say = (room: string): ReturnType<typeof ask> =>
      ask(socket, 'message', { room, message: 'x' });
    expect(await say('open')).toMatchObject({ ok: true });
    for (const room of ['library', 'slip']) {
      expect(await say(room)).toMatchObject({ code: 'not-allowed' });
      expect(stored(room)).toEqual([]);
    }
  });

  it('removes a visitor from a room if a second join is not allowed', async () => {
    let isOpen = true;
    await start({ authorizeRoom: () => isOpen });
    const socket = open('ada');
    await ask(socket, 'join', { room: 'r' });
    isOpen = false;
    expect(await ask(socket, 'join', { room: 'r' })).toMatchObject({ code: 'not-allowed' });
    expect(relay.relay.rooms).toEqual([]);
  });

  it('counts one user’s messages over all their sockets', async () => {
    await start({ rateLimit: { messages: 3, seconds: 60 } });
    const [first, second, other] = [open('ada'), open('ada'), open('grace')];
    const say = (socket: Socket): ReturnType<typeof ask> =>
      ask(socket, 'message', { room: 'r', message: 'x' });
    for (const socket of [first, second, other]) await ask(socket, 'join', { room: 'r' });
    for (const socket of [first, second, first]) {
      expect(await say(socket)).toMatchObject({ ok: true });
    }
    const refused = await say(second);
    expect(refused).toMatchObject({ code: 'rate-limited', retryAfterMs: 20_000 });
    expect(await say(other)).toMatchObject({ ok: true });
  });

  it('reports a refused message by an event to a client of the documented protocol', async () => {
    await start({ rateLimit: { messages: 1, seconds: 60 } });
    using ada = await new DocumentClient(relay.url, 'Ada', { key: 'ada' }).join('r');
    ada.say('r', 'one');
    ada.say('r', 'two');
    await eventually(() => ada.refusals.length === 1);
    expect(ada.refusals[0]).toMatchObject({ event: 'message', room: 'r', code: 'rate-limited' });
  });

  it('applies the host’s maxMessageBytes', async () => {
    await start({ maxMessageBytes: 200 });
    const socket = open('ada');
    await ask(socket, 'join', { room: 'r' });
    const say = (message: string): ReturnType<typeof ask> =>
      ask(socket, 'message', { room: 'r', message });
    expect(await say('x'.repeat(100))).toMatchObject({ code: 'message-too-long' });
    expect(await say('x')).toMatchObject({ ok: true });
  });

  it('applies the host’s history limit', async () => {
    await start({ history: { limit: 2, ttlSeconds: 60 } });
    const socket = open('ada');
    await ask(socket, 'join', { room: 'r' });
    for (const message of ['one', 'two', 'three'])
      await ask(socket, 'message', { room: 'r', message });
    expect(stored('r').map(({ message }) => message)).toEqual(['two', 'three']);
  });

  it('refuses script tags (JSONP), which any page can load with its visitor’s cookies', async () => {
    await start({ authorize: () => ({ id: 'u1' }) });
    // Neither request has an Origin header.
    const url = `${relay.url}/socket.io/?EIO=4&transport=polling&j=0`;
    const handshake = await (await fetch(url)).text();
    const sid = /"sid\\":\\"([\w-]+)/.exec(handshake)?.[1];
    expect(sid).toBeDefined();
    const own = `${url}&sid=${String(sid)}`;
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await fetch(own, { method: 'POST', headers, body: 'd=40' });
    const answer = await (await fetch(own)).text();
    // On a busy machine a ping comes before the refusal.
    expect(answer).toMatch(/^___eio\[0\]\("(?:2\\u001e)?44\{/);
    expect(answer).toContain('not-allowed');
  });

  it('disconnects all clients and accepts no new ones after close()', async () => {
    await start({});
    const before = open('ada');
    await eventually(() => before.connected);
    relay.relay.close();
    await eventually(() => !before.connected);
    const after = open('ada');
    await new Promise((resolve) => after.once('connect_error', resolve));
  });

  it('throws on invalid options when the host starts', async () => {
    await start({});
    const store = storeFor(momento);
    const { io: server } = relay.relay;
    const options = [
      {},
      { io: server, history: { limit: -1, ttlSeconds: 60 } },
      { io: server, history: { limit: 1, ttlSeconds: 86_401 } },
      { server: createServer(), allowedOrigins: ['*'] },
      { io: server, maxMessageBytes: 4_097 },
      { io: server, rateLimit: { messages: 0, seconds: 1 } },
    ];
    for (const option of options) {
      expect(() => createRelay({ store, ...option })).toThrow(/^unable to/);
    }
    store.close();
  });
});
