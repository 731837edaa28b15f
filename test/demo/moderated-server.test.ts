import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { TopicSubscribe } from '@gomomento/sdk';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { DocumentMessage } from '../../src/protocol/relay.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import { clientsWith, type Clients } from '../helpers/engine-node-clients.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { asPublished, linesOfCode } from './sample.js';

const FILE = 'demo/moderated-server.ts';
const PAGE = readFileSync('docs/relay.md', 'utf8');
const CACHE = 'instant-messaging';
const COOKIE = { Cookie: 'theme=dark; session=their-session-cookie' };

describe('the moderated server of the documentation', () => {
  let local: LocalMomento;
  let sample: ChildProcess;
  let url: string;
  const sockets: Socket[] = [];
  const subscriptions: TopicSubscribe.Subscription[] = [];

  beforeAll(async () => {
    local = await startLocalMomento({ caches: [CACHE] });
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    sample = spawn(
      process.execPath,
      [...['--import', 'tsx', '--import', './test/demo/local-credentials.ts'], FILE],
      {
        stdio: 'inherit',
        env: {
          ...process.env,
          PORT: String(port),
          LOCAL_MOMENTO: `${local.host}:${String(local.grpcPort)}`,
        },
      },
    );
    await vi.waitFor(() => fetch(url), { timeout: 40_000, interval: 100 });
  });

  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const subscription of subscriptions) subscription.unsubscribe();
    const ended = once(sample, 'exit');
    sample.kill();
    await ended;
    await local.close();
  });

  /** A browser with a token of this server. */
  async function enter(room: string): Promise<Clients> {
    const response = await fetch(`${url}/momento-token?room=${room}`, { headers: COOKIE });
    const { authToken } = (await response.json()) as TokenEndpointAnswer;
    return clientsWith(local, (JSON.parse(atob(authToken)) as { api_key: string }).api_key);
  }

  /** The messages of a room's topic from now on. */
  async function hear({ topics }: Clients, room: string): Promise<DocumentMessage[]> {
    const heard: DocumentMessage[] = [];
    const subscription = await topics.subscribe(CACHE, room, {
      onItem: (item) => heard.push(JSON.parse(item.valueString()) as DocumentMessage),
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) throw new Error('not subscribed');
    subscriptions.push(subscription);
    return heard;
  }

  function connect(headers: Record<string, string> = COOKIE): Socket {
    const socket = io(url, { extraHeaders: headers, forceNew: true, reconnection: false });
    sockets.push(socket);
    return socket;
  }

  /** A minimal relay client: joins a room, sends and receives messages. */
  async function join(room: string): Promise<{ socket: Socket; heard: DocumentMessage[] }> {
    const socket = connect();
    const heard: DocumentMessage[] = [];
    socket.on('message', ({ chatMessage }: { chatMessage: string }) =>
      heard.push(JSON.parse(chatMessage) as DocumentMessage),
    );
    const joined = once(socket as never, 'joined');
    socket.emit('join', { room });
    await joined;
    return { socket, heard };
  }

  it('has fewer than thirty lines of code', async () => {
    expect(await linesOfCode(FILE)).toBeLessThan(30);
  });

  it('is what the documentation shows', async () => {
    expect(PAGE).toContain(`\`\`\`ts\n${await asPublished(FILE)}\`\`\``);
  });

  it('moderates a room for browsers and for relay clients alike', async () => {
    using browser = await enter('town-hall');
    const heard = await hear(browser, 'town-hall');
    const relayed = await join('town-hall');

    const message = JSON.stringify({ id: 'm1', username: 'Eve', message: 'Oh Darn' });
    await browser.topics.publish(CACHE, 'town-hall-input', message);
    await vi.waitFor(() => expect(textsOf(heard)).toEqual(['Ada: Oh d***']), 10_000);
    relayed.socket.emit('message', { room: 'town-hall', message: 'darn indeed', name: 'Eve' });
    const all = ['Ada: Oh d***', 'Ada: d*** indeed'];
    await vi.waitFor(() => expect(textsOf(heard)).toEqual(all), 10_000);
    await vi.waitFor(() => expect(textsOf(relayed.heard)).toEqual(all), 10_000);

    const past = await browser.topics.publish(CACHE, 'town-hall', message);
    expect(errorCodeOf(past)).toBe('PERMISSION_ERROR');
  });

  it('does not moderate a direct room', async () => {
    using browser = await enter('lobby');
    const heard = await hear(browser, 'lobby');
    const relayed = await join('lobby');
    await browser.topics.publish(CACHE, 'lobby', '{"username":"Ada","message":"Oh darn"}');
    await vi.waitFor(() => expect(textsOf(relayed.heard)).toEqual(['Ada: Oh darn']), 10_000);
    relayed.socket.emit('message', { room: 'lobby', message: 'darn indeed' });
    const all = ['Ada: Oh darn', 'Ada: darn indeed'];
    await vi.waitFor(() => expect(textsOf(heard)).toEqual(all), 10_000);
  });

  it.each([
    ['a visitor without a session', '/?room=lobby', {}],
    ['a guessed cookie', '/?room=lobby', { Cookie: 'session=guessed' }],
    ['a user entering another room', '/?room=cellar', COOKIE],
  ])('refuses a token to %s', async (_, path, headers) => {
    expect((await fetch(`${url}${path}`, { headers })).status).toBe(403);
  });

  it('refuses by the relay those that it refuses a token', async () => {
    const stranger = connect({ Cookie: 'session=guessed' });
    const [error] = (await once(stranger as never, 'connect_error')) as [Error];
    expect(error.message).toMatch(/^unable to enter/);
    // A browser sends its user's cookies with a WebSocket from another site.
    const stolen = connect({ ...COOKIE, Origin: 'https://evil.example' });
    await once(stolen as never, 'connect_error');
    expect(stolen.connected).toBe(false);
    const answer: unknown = await connect().timeout(10_000).emitWithAck('join', { room: 'cellar' });
    expect(answer).toMatchObject({ ok: false, code: 'not-allowed' });
  });
});

/** The messages as simple relay clients show them. */
function textsOf(messages: readonly DocumentMessage[]): string[] {
  return messages.map(({ username, message }) => `${username}: ${message}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
