import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, type Answer } from '../helpers/relay-clients.js';
import { editOf, reactionTo } from '../helpers/relay-relations.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

const PEOPLE = new Map([
  ['ada', { id: 'u1', name: 'Ada' }],
  ['grace', { id: 'u2', name: 'Grace' }],
]);
let rooms = 0;

describe('reactions, edits and removals on a relay', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let room: string;
  let ada: Socket;
  let grace: Socket;
  let sockets: { disconnect(): unknown }[];

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => PEOPLE.get(String(handshake.auth['key'])) ?? { id: 'other' },
      authorizeRoom: (user) => (user?.id === 'other' ? { readOnly: true } : true),
      rateLimit: { messages: 100, seconds: 10 },
      reactionRateLimit: { messages: 30, seconds: 60 },
      history: { limit: 10, ttlSeconds: 3_600 },
    });
  });

  beforeEach(async () => {
    rooms += 1;
    room = `relations "${String(rooms)}"`;
    sockets = [];
    ada = await open('ada');
    grace = await open('grace');
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  async function open(key: string, url = relay.url): Promise<Socket> {
    const socket = io(url, { forceNew: true, auth: { key } });
    sockets.push(socket);
    await ask(socket, 'join', { room, items: true });
    return socket;
  }

  async function say(socket: Socket, message: string, more = {}): Promise<string> {
    const id = createMessageId(Date.now());
    const request = { room, message, id, order: Date.now(), ...more };
    expect(await ask(socket, 'message', request)).toMatchObject({ ok: true });
    return id;
  }

  function relate(socket: Socket, event: object): Promise<Answer> {
    return ask(socket, 'relation', { room, event });
  }

  function elements(list: string): Record<string, unknown>[] {
    const items = momento.direct.listFetch({ cache: CACHE, list });
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  const stored = (): Record<string, unknown>[] => elements(relationsKey(room));

  function itemsOf(socket: Socket): Record<string, unknown>[] {
    const items: Record<string, unknown>[] = [];
    socket.on('item', ({ text }: { text: string }) =>
      items.push(JSON.parse(text) as Record<string, unknown>),
    );
    return items;
  }

  it('are stored in a separate list, published, and fetched from that list', async () => {
    const items = itemsOf(ada);
    const target = await say(ada, 'Hello');
    const reaction = reactionTo(target);
    expect(await relate(grace, reaction)).toEqual({ ok: true, id: reaction['id'] });
    const expected = { ...reaction, userId: 'u2', username: 'Grace' };
    expect(stored()).toMatchObject([expected]);
    await eventually(() => items.length === 2);
    expect(items[1]).toEqual(stored()[0]);
    const fetched = await ask(ada, 'history', { room, skip: 0, count: 10, list: 'relations' });
    expect(fetched.items?.map((item) => JSON.parse(item) as unknown)).toEqual(stored());
    expect(elements(room)).toHaveLength(1);
  });

  it('have the socket’s user as their author, and no unknown fields', async () => {
    const target = await say(ada, 'Hello');
    const claim = { userId: 'u1', username: 'Ada', message: 'shown by old clients', evil: true };
    expect(await relate(grace, reactionTo(target, claim))).toMatchObject({ ok: true });
    expect(stored()).toMatchObject([{ userId: 'u2', username: 'Grace' }]);
    expect(Object.keys(stored()[0] ?? {})).not.toContain('evil');
    expect(Object.keys(stored()[0] ?? {})).not.toContain('message');
  });

  it('are refused for another user’s message, except reactions', async () => {
    const target = await say(ada, 'Hello');
    for (const event of [editOf(target, 'forged'), { type: 'removal', id: target }]) {
      const claim = { ...event, userId: 'u1' };
      expect(await relate(grace, claim)).toMatchObject({ ok: false, code: 'not-allowed' });
    }
    expect(stored()).toEqual([]);
    expect(elements(room)).toHaveLength(1);
    expect(await relate(ada, editOf(target, 'Hello!'))).toMatchObject({ ok: true });
  });

  it('are refused for another user’s message even if the user reuses its id', async () => {
    const target = await say(ada, 'Hello');
    await say(grace, 'Mine', { id: target });
    const refusal = { ok: false, code: 'not-allowed' };
    expect(await relate(grace, { type: 'removal', id: target })).toMatchObject(refusal);
    expect(await relate(grace, editOf(target, 'forged'))).toMatchObject(refusal);
    expect(elements(room)).toHaveLength(2);
  });

  it('are refused if the message is unknown, or the visitor may only read', async () => {
    const refusal = { ok: false, code: 'not-allowed' };
    expect(await relate(ada, reactionTo('nowhere'))).toMatchObject(refusal);
    expect(await relate(ada, { type: 'removal', id: 'nowhere' })).toMatchObject(refusal);
    const target = await say(ada, 'Hello');
    const reader = await open('nobody');
    expect(await relate(reader, reactionTo(target))).toMatchObject(refusal);
    expect(stored()).toEqual([]);
  });

  it('are refused if they are malformed or too long', async () => {
    const target = await say(ada, 'Hello');
    const broken: unknown[] = [
      undefined,
      null,
      'text',
      [reactionTo(target)],
      { ...reactionTo(target), emoji: 'no emoji' },
      { ...reactionTo(target), id: 'x'.repeat(65) },
      { ...reactionTo(target), id: 7 },
      { ...editOf(target, ' ') },
      { type: 'closing' },
      { type: 'rejection', id: target, userId: 'u1', code: 'rejected' },
      { type: 'batch', events: [reactionTo(target)] },
      Object.create(reactionTo(target)) as unknown,
    ];
    for (const event of broken) {
      const answer = await ask(ada, 'relation', { room, event });
      expect(answer).toMatchObject({ ok: false, code: 'malformed' });
    }
    const long = await relate(ada, editOf(target, 'x'.repeat(4_096)));
    expect(long).toMatchObject({ code: 'message-too-long' });
    const list = { room, skip: 0, count: 1, list: 'other' };
    expect(await ask(ada, 'history', list)).toMatchObject({ code: 'malformed' });
    expect(stored()).toEqual([]);
  });

  it('are stored once if they are repeated, also over another socket', async () => {
    const target = await say(ada, 'Hello');
    const [reaction, edit] = [reactionTo(target), editOf(target, 'Hello!')];
    const again = await open('ada');
    for (const socket of [ada, again, ada]) {
      for (const event of [reaction, edit]) {
        expect(await relate(socket, event)).toEqual({ ok: true, id: event['id'] });
      }
    }
    expect(stored()).toMatchObject([reaction, edit]);
  });

  it('replace the user’s earlier ones; a late earlier one replaces nothing', async () => {
    const target = await say(ada, 'Hello');
    const first = reactionTo(target, { order: 1_000 });
    const second = reactionTo(target, { order: 2_000, on: false });
    const other = reactionTo(target, { order: 1_500 });
    await relate(ada, first);
    await relate(grace, other);
    await relate(ada, second);
    expect(stored()).toMatchObject([other, second]);
    expect(await relate(ada, first)).toMatchObject({ ok: true });
    expect(stored()).toMatchObject([other, second]);
  });

  it('are processed in the order of sending', async () => {
    const target = await say(ada, 'Hello');
    const events = [1, 2, 3, 4].map((step) => editOf(target, `edit ${String(step)}`));
    const ordered = events.map((event, step): typeof event => ({ ...event, order: 1_000 + step }));
    const items = itemsOf(grace);
    await Promise.all(ordered.map((event) => relate(ada, event)));
    await eventually(() => items.length >= 4);
    expect(items.map(({ text }) => text).slice(-4)).toEqual(events.map(({ text }) => text));
    expect(stored().map(({ text }) => text)).toEqual(['edit 4']);
  });

  it('include removals, which delete every copy, edit and reaction for good', async () => {
    const order = Date.now();
    const target = await say(ada, 'secret', { order });
    const [copy] = momento.direct.listFetch({ cache: CACHE, list: room });
    momento.direct.listPush({ cache: CACHE, list: room, values: [String(copy)] });
    await relate(ada, editOf(target, 'more secret'));
    await relate(grace, reactionTo(target));
    const removal = { type: 'removal', id: target, order: order + 1, place: 7, timestamp: order };
    expect(await relate(ada, removal)).toEqual({ ok: true, id: target });
    expect(elements(room)).toEqual([]);
    const stamped = { ...removal, place: order, userId: 'u1', username: 'Ada' };
    expect(stored()).toEqual([stamped]);
    // The sender, unaware of the removal, repeats the message, and another user still reacts.
    const message = { room, message: 'secret', id: target, order };
    expect(await ask(ada, 'message', message)).toMatchObject({ ok: true });
    expect(await relate(grace, reactionTo(target))).toMatchObject({ ok: true });
    expect(await relate(ada, { ...removal, order: order + 5 })).toMatchObject({ ok: true });
    expect([...elements(room), ...stored()]).toEqual([stamped]);
    const store = storeFor(momento);
    const record = await store.get(`momento-chat/result/${JSON.stringify([room, 'u1', target])}`);
    expect(record).toBeDefined();
    expect(record).not.toContain('secret');
    store.close();
  });

  it('include removals; the next try completes an interrupted one', async () => {
    const target = await say(ada, 'secret');
    await relate(grace, reactionTo(target));
    const [reaction] = momento.direct.listFetch({ cache: CACHE, list: relationsKey(room) });
    await relate(ada, { type: 'removal', id: target });
    momento.direct.listPush({
      cache: CACHE,
      list: relationsKey(room),
      values: [String(reaction)],
    });
    // The other relay has never seen the message.
    const other = await startRelay(momento, {
      authorize: ({ handshake }) => PEOPLE.get(String(handshake.auth['key'])) ?? null,
    });
    const socket = await open('ada', other.url);
    expect(await relate(socket, { type: 'removal', id: target })).toMatchObject({ ok: true });
    expect(stored().map(({ type }) => type)).toEqual(['removal']);
    socket.disconnect();
    await other.stop();
  });

  it('live as long as the messages, later ones included', async () => {
    const short = await startRelay(momento, { history: { limit: 10, ttlSeconds: 1 } });
    const writer = await open('ada', short.url);
    const target = await say(writer, 'Hello');
    await relate(writer, reactionTo(target));
    const end = Date.now() + 2_000;
    while (Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await say(writer, 'still here');
    }
    expect(stored()).toHaveLength(1);
    writer.disconnect();
    await short.stop();
  });

  it('have a rate limit for reactions that does not count for messages', async () => {
    const target = await say(ada, 'Hello');
    const answers: Answer[] = [];
    for (let index = 0; index < 40; index += 1) {
      const event = reactionTo(target, { on: index % 2 === 0, order: 1_000 + index });
      answers.push(await relate(ada, event));
    }
    expect(answers.at(-1)).toMatchObject({ code: 'rate-limited', retryAfterMs: 2_000 });
    expect(stored().length).toBeLessThan(3);
    await say(ada, 'still here');
  });

  it('let a reply keep the reference to its message', async () => {
    const target = await say(ada, 'Hello');
    await say(grace, 'Hello yourself', { replyTo: { id: target, order: 5, evil: true } });
    expect(elements(room)[1]?.['replyTo']).toEqual({ id: target, order: 5 });
  });
});
