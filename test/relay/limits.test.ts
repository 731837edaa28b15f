import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask } from '../helpers/relay-clients.js';
import {
  CACHE,
  startRelay,
  type RelayServer,
  type RelayServerOptions,
} from '../helpers/relay-server.js';

describe('the limits of a relay', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await eventually(() => relay.relay.stats().sockets === 0);
    expect(relay.relay.stats()).toMatchObject({ rooms: 0, streams: 0, addresses: 0 });
    await eventually(() => momento.stats().openStreams === 0);
    expect(relay.errors).toEqual([]);
    await relay.stop();
    await momento.close();
  });

  async function start(options: RelayServerOptions = {}): Promise<void> {
    relay = await startRelay(momento, {
      // The header that a proxy in front of the relay sets.
      addressOf: ({ headers }) => headers['x-real-ip']?.toString(),
      ...options,
    });
  }

  function open(address: string): Socket {
    const socket = io(relay.url, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      extraHeaders: { 'X-Real-IP': address },
    });
    sockets.push(socket);
    return socket;
  }

  /** @returns the code with which the socket is refused; undefined if it is accepted */
  function entered(socket: Socket): Promise<string | undefined> {
    return new Promise((resolve) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
        resolve(error.data?.code),
      );
    });
  }

  async function openMany(count: number, address: string): Promise<Socket[]> {
    const opened = Array.from({ length: count }, () => open(address));
    await Promise.all(opened.map(entered));
    return opened;
  }

  it('bound the rooms of one address over all its sockets, and of no other address', async () => {
    await start();
    const flood = await openMany(15, '203.0.113.9');
    const answers = await Promise.all(
      flood.flatMap((socket, i) =>
        Array.from({ length: 6 }, (_, j) =>
          ask(socket, 'join', { room: `r${String(i)}-${String(j)}` }),
        ),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      code: 'too-many-rooms',
      retryAfterMs: 10_000,
    });
    expect(relay.relay.rooms).toHaveLength(40);
    const [other] = await openMany(1, '198.51.100.1');
    expect(await ask(other as Socket, 'join', { room: 'lobby' })).toMatchObject({ ok: true });
    expect(relay.relay.stats()).toMatchObject({
      rooms: 41,
      streams: 41,
      sockets: 16,
      addresses: 2,
      refusals: { 'too-many-rooms': 50 },
    });
    // A room that is left makes place for another.
    const [first, second] = flood as [Socket, Socket];
    await ask(first, 'leave', { room: 'r0-0' });
    expect(await ask(second, 'join', { room: 'another' })).toMatchObject({ ok: true });
  });

  it('count a room of two sockets of an address once, until both have left', async () => {
    await start({ maxRoomsPerAddress: 1 });
    const [one, other] = (await openMany(2, '203.0.113.9')) as [Socket, Socket];
    const join = (socket: Socket, room: string) => ask(socket, 'join', { room });
    for (const socket of [one, other, one]) {
      expect(await join(socket, 'a')).toMatchObject({ ok: true });
    }
    one.disconnect();
    await eventually(() => relay.relay.stats().sockets === 1);
    expect(await join(other, 'b')).toMatchObject({ code: 'too-many-rooms' });
    await ask(other, 'leave', { room: 'a' });
    expect(await join(other, 'b')).toMatchObject({ ok: true });
  });

  it('bound the rooms of all addresses; open rooms may still be joined', async () => {
    await start({ maxRooms: 3 });
    const people = await Promise.all(
      ['2001:db8::1', '2001:db8:0:1::1', '2001:db8:0:2::1', '2001:db8:0:3::1'].map((address) =>
        openMany(1, address),
      ),
    );
    const answers = [];
    for (const [i, [socket]] of people.entries()) {
      answers.push(await ask(socket as Socket, 'join', { room: `r${String(i)}` }));
    }
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    const [late] = people[3] as [Socket];
    expect(await ask(late, 'join', { room: 'r0' })).toMatchObject({ ok: true });
  });

  it('bound the sockets of one address, or of one IPv6 network', async () => {
    await start({ maxSocketsPerAddress: 3 });
    const codes = [];
    for (const address of ['2001:db8::1', '2001:DB8::2:3', '2001:db8:0:0:ffff::4', '2001:db8::a']) {
      codes.push(await entered(open(address)));
    }
    expect(codes).toEqual([undefined, undefined, undefined, 'rate-limited']);
    expect(await entered(open('2001:db8:0:1::1'))).toBeUndefined();
    sockets[0]?.disconnect();
    await eventually(() => relay.relay.stats().sockets === 3);
    expect(await entered(open('2001:db8::b'))).toBeUndefined();
  });

  it('bound the sockets of all addresses', async () => {
    await start({ maxSockets: 2 });
    await openMany(2, '203.0.113.1');
    expect(await entered(open('203.0.113.2'))).toBe('rate-limited');
  });

  it('do not count a socket that the host refuses, or that disconnects before it is accepted', async () => {
    let answer = (): void => undefined;
    await start({
      authorize: () => new Promise((resolve) => (answer = () => resolve(null))),
      maxSocketsPerAddress: 1,
    });
    const refused = open('203.0.113.9');
    const code = entered(refused);
    await eventually(() => relay.relay.stats().sockets === 1);
    answer();
    expect(await code).toBe('not-allowed');
    expect(relay.relay.stats()).toMatchObject({ sockets: 0, refusals: { 'not-allowed': 1 } });
    const gone = open('203.0.113.9');
    await eventually(() => relay.relay.stats().sockets === 1);
    gone.disconnect();
    await eventually(() => relay.relay.stats().sockets === 0);
  });

  it('count the connection’s address if the host’s addressOf fails', async () => {
    await start({
      maxSocketsPerAddress: 1,
      addressOf: () => {
        throw new Error('no such header');
      },
    });
    expect(await entered(open('203.0.113.9'))).toBeUndefined();
    expect(await entered(open('198.51.100.1'))).toBe('rate-limited');
    expect(relay.errors.splice(0)).not.toEqual([]);
  });

  it('bound the joins and messages of one address over all its visitors', async () => {
    await start({
      joinLimit: { messages: 6, seconds: 600 },
      rateLimit: { messages: 2, seconds: 600 },
      addressRateLimit: { messages: 5, seconds: 600 },
    });
    const flood = await openMany(4, '203.0.113.9');
    for (const socket of flood) await ask(socket, 'join', { room: 'lobby' });
    const said = [];
    for (const socket of flood) {
      for (let i = 0; i < 3; i += 1) {
        said.push(await ask(socket, 'message', { room: 'lobby', message: 'x' }));
      }
    }
    const passed = said.map(({ ok }) => ok);
    expect(passed.slice(0, 7)).toEqual([true, true, false, true, true, false, true]);
    expect(passed.slice(7)).toEqual([false, false, false, false, false]);
    expect(said[2]).toMatchObject({ code: 'rate-limited', retryAfterMs: 300_000 });
    expect(said[8]).toMatchObject({ code: 'rate-limited' });
    const [first] = flood as [Socket];
    const joins = [];
    for (let i = 0; i < 3; i += 1) joins.push(await ask(first, 'join', { room: 'lobby' }));
    expect(joins.map(({ ok }) => ok)).toEqual([true, true, false]);
    const [other] = (await openMany(1, '198.51.100.1')) as [Socket];
    await ask(other, 'join', { room: 'lobby' });
    expect(await ask(other, 'message', { room: 'lobby', message: 'x' })).toMatchObject({
      ok: true,
    });
    const { messages, answerMs } = relay.relay.stats();
    expect(messages).toBe(6);
    expect(answerMs.last).toBeGreaterThan(0);
    expect(answerMs.max).toBeGreaterThanOrEqual(Math.max(answerMs.last, answerMs.mean));
  });

  it('bound a client that enters repeatedly over one connection', async () => {
    await start({ joinLimit: { messages: 3, seconds: 600 } });
    const socket = open('203.0.113.9');
    const codes = [];
    for (let i = 0; i < 4; i += 1) {
      codes.push(await entered(socket));
      socket.disconnect();
      socket.connect();
    }
    expect(codes).toEqual([undefined, undefined, undefined, 'rate-limited']);
  });

  it('bound the connections of one address before the visitor is authorized', async () => {
    await start({ allowedOrigins: [], joinLimit: { messages: 3, seconds: 600 } });
    const connect = async (address: string): Promise<number> => {
      const url = `${relay.url}/socket.io/?EIO=4&transport=polling`;
      const answer = await fetch(url, { headers: { 'X-Real-IP': address } });
      await answer.text();
      return answer.status;
    };
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push(await connect('203.0.113.9'));
    expect(statuses).toEqual([200, 200, 200, 403]);
    expect(await connect('198.51.100.1')).toBe(200);
    expect(relay.relay.stats()).toMatchObject({ sockets: 0, refusals: { 'rate-limited': 1 } });
  });

  it.each([
    [{ maxRooms: 0 }],
    [{ maxRoomsPerAddress: 0.5 }],
    [{ maxRoomsPerSocket: -1 }],
    [{ maxSockets: Number.NaN }],
    [{ maxSocketsPerAddress: 0 }],
    [{ joinLimit: { messages: 1, seconds: 0 } }],
    [{ addressRateLimit: { messages: 0, seconds: 1 } }],
  ])('are checked when the relay is created: it throws for %j', async (options) => {
    await expect(start(options)).rejects.toThrow(/^unable to use/);
    await start();
  });
});
