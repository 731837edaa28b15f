import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

/** Values in place of an event's fields, or of one field. */
const GARBAGE: readonly unknown[] = [
  null,
  undefined,
  0,
  Number.NaN,
  true,
  '',
  ' ',
  [],
  [[]],
  {},
  { toString: 'x' },
  { length: -1 },
  new Uint8Array([1, 2, 3]),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

describe('a relay with hostile clients', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let socket: Socket;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    relay = await startRelay(momento, {
      // Most of these tests send more than visitors may.
      rateLimit: { messages: 1_000, seconds: 1 },
    });
  });

  beforeEach(async () => {
    socket = io(relay.url, { forceNew: true, reconnection: false, transports: ['websocket'] });
    await eventually(() => socket.connected);
  });

  afterEach(async () => {
    socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
    expect(relay.errors).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  it.each(['join', 'message', 'leave', 'history'])('refuses every malformed %s', async (event) => {
    for (const garbage of GARBAGE) {
      expect(await ask(socket, event, garbage)).toMatchObject({ ok: false, code: 'malformed' });
      const inField = await ask(socket, event, { room: garbage, message: garbage });
      expect(inField).toMatchObject({ ok: false });
    }
  });

  it('refuses by an event without an acknowledgement, and accepts events without arguments', async () => {
    const events = ['history', 'join', 'leave', 'message'];
    const errors: { event: string; code: string }[] = [];
    socket.on('error', (error: { event: string; code: string }) => errors.push(error));
    for (const event of events) socket.emit(event);
    await eventually(() => errors.length === events.length);
    expect(errors.map(({ event }) => event).sort()).toEqual(events);
    expect(errors.every(({ code }) => code === 'malformed')).toBe(true);
  });

  it('treats only the last argument as the acknowledgement, and never as data', async () => {
    const answer = await new Promise((resolve) => socket.emit('join', resolve));
    expect(answer).toMatchObject({ code: 'malformed' });
    const late = await new Promise((resolve) => socket.emit('join', 1, { room: 'x' }, resolve));
    expect(late).toMatchObject({ code: 'malformed' });
  });

  it.each(['', ' lobby', 'lobby-input', 'momento-chat/lease/["x"]', 'a\u0000b', 'x'.repeat(129)])(
    'refuses the room name %j',
    async (room) => {
      expect(await ask(socket, 'join', { room })).toMatchObject({ code: 'malformed' });
      expect(await ask(socket, 'message', { room, message: 'x' })).toMatchObject({
        code: 'malformed',
      });
    },
  );

  it('refuses messages and history requests before a join and after a leave', async () => {
    const fields = { room: 'closed', message: 'x', skip: 0, count: 1 };
    for (const event of ['message', 'history']) {
      expect(await ask(socket, event, fields)).toMatchObject({ code: 'not-joined' });
    }
    await ask(socket, 'join', { room: 'closed' });
    expect(await ask(socket, 'message', fields)).toMatchObject({ ok: true });
    await ask(socket, 'leave', { room: 'closed' });
    expect(await ask(socket, 'message', fields)).toMatchObject({ code: 'not-joined' });
  });

  it('refuses a message that does not fit in a topic item, and an empty one', async () => {
    await ask(socket, 'join', { room: 'sizes' });
    const say = (message: string): ReturnType<typeof ask> =>
      ask(socket, 'message', { room: 'sizes', message });
    expect(await say('x'.repeat(4_096))).toMatchObject({ code: 'message-too-long' });
    expect(await say(`${'\u0001'.repeat(700)}x`)).toMatchObject({ code: 'message-too-long' });
    expect(await say(' \n')).toMatchObject({ code: 'malformed' });
    expect(await say('x'.repeat(3_900))).toMatchObject({ ok: true });
  });

  it('closes a connection that sends a packet larger than any message', async () => {
    socket.emit('message', { room: 'x', message: 'x'.repeat(100_000) });
    await eventually(() => !socket.connected);
  });

  it('ignores malformed optional fields', async () => {
    await ask(socket, 'join', { room: 'fields' });
    for (const name of GARBAGE) {
      const fields = { name, userId: name, timestamp: name, order: name };
      await ask(socket, 'message', { room: 'fields', message: 'Hello', ...fields });
    }
    const items = momento.direct.listFetch({ cache: CACHE, list: 'fields' });
    for (const item of items) {
      const message = JSON.parse(item) as Record<string, unknown>;
      expect(message.username).toBe(socket.id);
      expect(message.userId).toBe(`guest-${String(socket.id)}`);
      expect(message.timestamp).toBeGreaterThan(Date.now() - 60_000);
    }
    expect(items).toHaveLength(GARBAGE.length);
  });

  it('writes the guest’s own id, and ignores the message’s', async () => {
    await ask(socket, 'join', { room: 'ids' });
    const guest = `guest-${'0'.repeat(26)}`;
    for (const userId of ['ada', 'guest-ada', guest]) {
      await ask(socket, 'message', { room: 'ids', message: userId, userId });
    }
    const items = momento.direct.listFetch({ cache: CACHE, list: 'ids' });
    const ids = items.map((item) => (JSON.parse(item) as { userId?: string }).userId);
    expect(ids).toEqual(Array(3).fill(`guest-${String(socket.id)}`));
  });

  it('refuses an invalid message id', async () => {
    await ask(socket, 'join', { room: 'ids' });
    for (const id of ['', 'a b', '~abc', 'x'.repeat(65), 7, null]) {
      const answer = await ask(socket, 'message', { room: 'ids', message: 'x', id });
      expect(answer).toMatchObject({ code: 'malformed' });
    }
  });

  it('limits one socket to 20 rooms', async () => {
    for (let index = 0; index < 20; index += 1) {
      expect(await ask(socket, 'join', { room: `r${String(index)}` })).toMatchObject({ ok: true });
    }
    expect(await ask(socket, 'join', { room: 'r20' })).toMatchObject({ code: 'too-many-rooms' });
    expect(await ask(socket, 'join', { room: 'r0' })).toMatchObject({ ok: true });
    expect(relay.relay.rooms).toHaveLength(20);
  });

  it('limits the events of one socket', async () => {
    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, index) =>
        ask(socket, 'leave', { room: `never in ${String(index)}` }),
      ),
    );
    expect(answers.filter(({ ok }) => ok).length).toBeLessThan(110);
    expect(answers.at(-1)).toMatchObject({ code: 'rate-limited' });
  });

  it('disconnects a client that does not read, and delays no other client', async () => {
    using reader = await new DocumentClient(relay.url).join('busy');
    await ask(socket, 'join', { room: 'busy' });
    const [stalled] = await relay.relay.io.in(socket.id ?? '').fetchSockets();
    let reason = '';
    (stalled as unknown as Socket).on('disconnect', (why) => (reason = why));
    const { transport } = socket.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void } } };
    };
    transport.ws._socket.pause();
    const message = 'x'.repeat(3_500);
    let count = 0;
    while (reason === '' && count < 20_000) {
      for (const end = count + 200; count < end; count += 1) {
        const text = JSON.stringify({ id: `busy-${String(count)}`, username: 'B', message });
        momento.direct.publish({ cache: CACHE, topic: 'busy', text });
      }
      await eventually(() => reader.shown.length === count);
    }
    expect(reason).toBe('forced close');
  }, 60_000);

  it('leaves a room if its client disconnects while it joins', async () => {
    momento.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 200, count: 1 });
    socket.emit('join', { room: 'hasty' });
    await eventually(() => relay.relay.rooms.includes('hasty'));
    socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
  });

  it('still serves other clients after all this', async () => {
    using ada = await new DocumentClient(relay.url, 'Ada').join('well');
    ada.say('well', 'Hello');
    await ada.untilTexts(['Hello']);
  });
});
