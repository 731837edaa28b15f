import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import {
  CACHE,
  startRelay,
  type RelayServer,
  type RelayServerOptions,
} from '../helpers/relay-server.js';

type Answers = Readonly<Record<string, string>>;

describe('a relay whose visitors have answered before the chat', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let sockets: Socket[];
  /** What the host's functions were called with. */
  let asked: { authorize: Answers[]; authorizeRoom: Answers[] };

  beforeEach(async () => {
    sockets = [];
    asked = { authorize: [], authorizeRoom: [] };
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    await momento.close();
  });

  async function start(options: RelayServerOptions = {}): Promise<void> {
    relay = await startRelay(momento, {
      authorize: (_, answers) => {
        asked.authorize.push(answers);
        return answers['email'] === 'mallory@example.com' ? null : { id: 'u1', name: 'Ada' };
      },
      authorizeRoom: (_, __, answers) => {
        asked.authorizeRoom.push(answers);
        return true;
      },
      ...options,
    });
  }

  function open(auth: Record<string, unknown>): Socket {
    const socket = io(relay.url, { forceNew: true, reconnection: false, auth });
    sockets.push(socket);
    return socket;
  }

  function refusalOf(socket: Socket): Promise<{ data?: { code: string; message: string } }> {
    return new Promise((resolve) => socket.once('connect_error', resolve));
  }

  it('gets them for the socket and for each of its rooms, frozen', async () => {
    await start();
    const socket = open({ answers: { name: ' Ada ', topic: 'A bill' } });
    for (const room of ['a', 'b']) {
      expect(await ask(socket, 'join', { room, items: true })).toMatchObject({ ok: true });
    }
    const answers = { name: 'Ada', topic: 'A bill' };
    expect(asked).toEqual({ authorize: [answers], authorizeRoom: [answers, answers] });
    expect(asked.authorize.every((each) => Object.isFrozen(each))).toBe(true);
  });

  it('gets none from the documents’ clients, who enter as before', async () => {
    await start();
    using client = await new DocumentClient(relay.url, 'Ada', { key: 'x' }).join('a');
    client.say('a', 'Hello');
    await client.untilTexts(['Hello']);
    expect(asked).toEqual({ authorize: [{}], authorizeRoom: [{}] });
  });

  it('gets them from guests, too', async () => {
    await start({ authorize: undefined as never });
    expect(await ask(open({ answers: { name: 'Ada' } }), 'join', { room: 'a' })).toMatchObject({
      ok: true,
    });
    expect(asked.authorizeRoom).toEqual([{ name: 'Ada' }]);
  });

  it('can refuse a visitor for them', async () => {
    await start();
    const { data } = await refusalOf(open({ answers: { email: 'mallory@example.com' } }));
    expect(data?.code).toBe('not-allowed');
  });

  it.each<[string, unknown]>([
    ['a text', 'Ada'],
    ['a list', ['Ada']],
    ['null', null],
    ['a number in them', { name: 7 }],
    ['binary', { name: new Uint8Array([1]) }],
    ['a name with a bracket', { 'a[b]': 'x' }],
    ['a long text', { topic: 'x'.repeat(501) }],
    ['__proto__', JSON.parse('{"__proto__":"x"}')],
    [
      '21 of them',
      Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${String(n)}`, 'x'])),
    ],
  ])('refuses hostile ones, and asks the host nothing: %s', async (_, answers) => {
    await start();
    const { data } = await refusalOf(open({ answers }));
    expect(data).toMatchObject({
      code: 'malformed',
      message: expect.stringMatching(/^unable to enter; "answers"/) as string,
    });
    expect(asked.authorize).toEqual([]);
    expect(relay.relay.stats()).toMatchObject({ sockets: 0, refusals: { malformed: 1 } });
    expect(relay.errors).toEqual([]);
  });
});
