import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask } from '../helpers/relay-clients.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

let rooms = 0;

describe('a relay processes a client’s events in the order of sending', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let socket: Socket;
  let room: string;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    relay = await startRelay(momento, {
      // As slow as a host's database.
      authorizeRoom: () => new Promise((resolve) => setTimeout(() => resolve(true), 20)),
    });
  });

  beforeEach(async () => {
    rooms += 1;
    room = `order ${String(rooms)}`;
    socket = io(relay.url, { forceNew: true, reconnection: false, transports: ['websocket'] });
    await eventually(() => socket.connected);
  });

  afterEach(async () => {
    socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
    expect(relay.errors).toEqual([]);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  it.each([false, true])(
    'a client that joins and leaves at once is not in the room (items: %s)',
    async (items) => {
      const joining = ask(socket, 'join', { room, items });
      const leaving = ask(socket, 'leave', { room });
      expect(await joining).toMatchObject({ ok: true });
      expect(await leaving).toMatchObject({ ok: true });
      expect(relay.relay.rooms).toEqual([]);
      await eventually(() => momento.stats().openStreams === 0);
      const answer = await ask(socket, 'message', { room, message: 'still here?' });
      expect(answer).toMatchObject({ ok: false, code: 'not-joined' });
    },
  );

  it('a client may write and read immediately after its join', async () => {
    const [, message, history] = await Promise.all([
      ask(socket, 'join', { room, items: true }),
      ask(socket, 'message', { room, message: 'hello' }),
      ask(socket, 'history', { room, skip: 0, count: 10 }),
    ]);
    expect(message).toMatchObject({ ok: true });
    expect(history.items).toHaveLength(1);
  });

  it('a client that writes and leaves at once gets the message’s acknowledgement', async () => {
    await ask(socket, 'join', { room });
    const [message] = await Promise.all([
      ask(socket, 'message', { room, message: 'goodbye' }),
      ask(socket, 'leave', { room }),
    ]);
    expect(message).toMatchObject({ ok: true });
    expect(momento.direct.listFetch({ cache: CACHE, list: room })).toHaveLength(1);
  });

  it('a client that leaves and joins at once is in the room', async () => {
    await ask(socket, 'join', { room });
    await Promise.all([ask(socket, 'leave', { room }), ask(socket, 'join', { room })]);
    expect(await ask(socket, 'message', { room, message: 'back' })).toMatchObject({ ok: true });
  });

  it('a client that disconnects before it has joined leaves no room and no stream open', async () => {
    void ask(socket, 'join', { room }).catch(() => undefined);
    socket.disconnect();
    await eventually(() => momento.stats().openStreams === 0 && relay.relay.rooms.length === 0);
  });

  it('20 events wait for a room, and further ones are refused at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => ask(socket, 'join', { room })),
    );
    expect(answers.slice(0, 20).map(({ ok }) => ok)).toEqual(new Array(20).fill(true));
    expect(answers.at(-1)).toMatchObject({ ok: false, code: 'rate-limited' });
  });

  it('a slow room delays no other room', async () => {
    const resume = momento.faults.inject({ kind: 'hang', rpc: 'Subscribe', count: 1 });
    const slow = ask(socket, 'join', { room });
    expect(await ask(socket, 'join', { room: `${room} b` })).toMatchObject({ ok: true });
    resume();
    expect(await slow).toMatchObject({ ok: false, code: 'unavailable' });
  });
});
