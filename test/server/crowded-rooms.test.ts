import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialProvider } from '@gomomento/sdk';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createModerator, createTokenEndpoint, type Moderator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { createRelay } from '../../src/server/relay/relay.js';
import { eventually } from '../helpers/engine-eventually.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';
import { ModeratedSender } from '../helpers/moderated-sender.js';
import { ask } from '../helpers/relay-clients.js';

const CACHE = 'instant-messaging';
/** More than one process has streams for. */
const NAMES = Array.from({ length: 450 }, (_, i) => `named ${String(i)}`);

function endpoint(moderator: Moderator, userOf: (request: Request) => string) {
  const handle = createTokenEndpoint({
    issueToken: () => Promise.resolve({ authToken: 'x', expiresAt: 4_000_000_000 }),
    authorize: (request) => ({ user: { id: userOf(request) } }),
    addressOf: (request) => request.headers.get('X-Address') ?? undefined,
    moderator,
  });
  return (room: string, address = '203.0.113.9') =>
    handle(
      new Request(`https://x.example/token?room=${encodeURIComponent(room)}`, {
        headers: { 'X-Address': address },
      }),
    );
}

describe('a visitor who requests hundreds of rooms', () => {
  let engine: LocalMomento;
  const closers: (() => void)[] = [];

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: [CACHE], heartbeatMs: 500 });
  });

  afterAll(async () => {
    for (const close of closers) close();
    await engine.close();
  });

  function startProcess() {
    const errors: unknown[] = [];
    const store = momentoRoomStore({
      credentialProvider: CredentialProvider.forMomentoLocal({
        hostname: '127.0.0.1',
        port: engine.grpcPort,
      }),
    });
    const moderator = createModerator({
      store,
      moderate: () => undefined,
      onError: (error) => errors.push(error),
      // The sender here repeats itself far more often than a widget, the more so the busier the machine is.
      rateLimit: { messages: 1_000, seconds: 10 },
    });
    const close = (): void => {
      moderator.close();
      store.close();
    };
    closers.push(close);
    return { moderator, store, errors, close };
  }

  /** Three messages get through. */
  async function isModerated(room: string, run: string): Promise<void> {
    using sender = await ModeratedSender.join(engine, {
      cache: CACHE,
      room,
      userId: 'ada',
      everyMs: 200,
    });
    for (const id of ['1', '2', '3']) {
      expect(await sender.send(`${run}${id}`, 'Hello')).toMatchObject({ message: 'Hello' });
    }
  }

  it('gets so many and no more, and hears why', async () => {
    const { moderator, close } = startProcess();
    const get = endpoint(moderator, () => 'mallory');
    const answers = await Promise.all(NAMES.map((name) => get(name)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('Retry-After')).toBe('60');
    expect(await refused?.json()).toMatchObject({ error: { code: 'too-many-rooms' } });
    // The rooms that one has, one may enter again.
    expect((await get('named 0')).status).toBe(200);
    close();
  });

  it('gets no more rooms under a new id each time', async () => {
    const { moderator, close } = startProcess();
    let guests = 0;
    const get = endpoint(moderator, () => `guest ${String((guests += 1))}`);
    const answers = await Promise.all(NAMES.map((name) => get(name)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
    expect((await get('another', '198.51.100.1')).status).toBe(200);
    // All of an IPv6 network is one.
    const wide = await Promise.all(
      NAMES.map((name, i) => get(name, `2001:db8::${i.toString(16)}`)),
    );
    expect(wide.filter(({ ok }) => ok)).toHaveLength(60);
    close();
  });

  it('ends moderation for no other room, also in a process that starts later', async () => {
    const one = startProcess();
    one.moderator.attend('lobby', 600);
    await isModerated('lobby', 'before');
    // By whatever way that no visitor's bound stands in.
    for (const name of NAMES) one.moderator.attend(name, 600);
    expect(one.moderator.rooms).toHaveLength(200);
    expect(one.errors.map(String).join()).toContain('wait for their turn');
    await isModerated('lobby', 'flooded');
    // The relay on the same store has streams left.
    const server = createServer();
    const relay = createRelay({ server, store: one.store });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = io(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    await eventually(() => socket.connected);
    expect(await ask(socket, 'join', { room: 'relayed' })).toMatchObject({ ok: true });
    socket.disconnect();
    relay.close();
    server.close();
    one.close();

    const fresh = startProcess();
    await isModerated('lobby', 'restored');
    expect(fresh.moderator.rooms).toHaveLength(200);
    fresh.moderator.attend('new', 600);
    await isModerated('new', 'new');
  }, 60_000);
});

describe('more rooms than are listened to at a time', () => {
  function setUp(maxRooms: number) {
    const clock = new FakeClock();
    const memory = new SharedMemory(clock);
    const errors: unknown[] = [];
    const start = () =>
      createModerator(
        {
          store: memory.connect(),
          moderate: () => undefined,
          onError: (error) => errors.push(error),
          maxRooms,
        },
        clock,
      );
    const say = async (room: string, id: string): Promise<void> => {
      memory.publish(`${room}-input`, JSON.stringify({ id, message: 'Hello' }), 'ada');
      await settle();
    };
    const stored = (room: string): number => (memory.lists.get(room) ?? []).length;
    return { clock, memory, errors, start, say, stored };
  }

  it('a room with recent messages is not given up for a room that was only requested', async () => {
    const { start, say, stored, clock } = setUp(4);
    const moderator = start();
    for (const room of ['a', 'b', 'c', 'd']) moderator.attend(room, 6_000);
    await settle();
    await say('b', 'm1');
    for (let i = 0; i < 40; i += 1) moderator.attend(`named ${String(i)}`, 6_000);
    expect(moderator.rooms).toContain('b');
    await clock.advance(300_000);
    await say('b', 'm2');
    expect(stored('b')).toBe(2);
  });

  it('if all have recent messages, the one that has been idle longest is given up after a while', async () => {
    const { start, say, clock } = setUp(2);
    const moderator = start();
    for (const room of ['a', 'b']) moderator.attend(room, 6_000);
    await settle();
    await say('a', 'm1');
    await clock.advance(1_000);
    await say('b', 'm1');
    moderator.attend('c', 6_000);
    expect([...moderator.rooms].sort()).toEqual(['a', 'b']);
    await clock.advance(630_000);
    await say('b', 'm2');
    await clock.advance(30_000);
    expect([...moderator.rooms].sort()).toEqual(['b', 'c']);
  });

  it('all others take turns, so that a message that is repeated is heard', async () => {
    const { start, clock } = setUp(10);
    const moderator = start();
    const names = Array.from({ length: 40 }, (_, i) => `named ${String(i)}`);
    for (const name of names) moderator.attend(name, 36_000);
    const heard = new Set<string>();
    for (let minute = 0; minute < 60; minute += 1) {
      for (const room of moderator.rooms) heard.add(room);
      expect(moderator.rooms).toHaveLength(10);
      await clock.advance(30_000);
    }
    for (const name of names.slice(10)) expect(heard).toContain(name);
  });

  it('come back in a process that starts anew, those with messages first', async () => {
    const { start, say, clock, memory } = setUp(3);
    const one = start();
    one.attend('lobby', 6_000);
    await settle();
    await say('lobby', 'm1');
    // Enough to push the room's entry out of the register: it is written there anew.
    for (let i = 0; i < 499; i += 1) one.attend(`named ${String(i)}`, 6_000);
    for (let i = 0; i < 100; i += 1) memory.lists.get('momento-chat/rooms')?.shift();
    await clock.advance(90_000);
    one.close();
    const fresh = start();
    await settle();
    expect(fresh.rooms).toHaveLength(3);
    expect(fresh.rooms).toContain('lobby');
  });

  it('are told to the host, once a minute at most', async () => {
    const { start, clock, errors } = setUp(3);
    const moderator = start();
    for (let i = 0; i < 700; i += 1) moderator.attend(`named ${String(i)}`, 60_000);
    expect(errors).toHaveLength(1);
    await clock.advance(61_000);
    moderator.attend('one more', 60_000);
    expect(errors).toHaveLength(2);
    expect(moderator.admit('one more', 60, { userId: 'ada' })).toBe(false);
  });
});

it.each([
  [{ maxRooms: 0 }],
  [{ maxRooms: 1, rooms: ['lobby'] }],
  [{ maxRoomsPerVisitor: 0 }],
  [{ maxRoomsPerAddress: 1.5 }],
])('a moderator refuses %j at once', (options) => {
  const store = new SharedMemory(new FakeClock()).connect();
  expect(() => createModerator({ store, moderate: () => undefined, ...options })).toThrow(
    TypeError,
  );
});
