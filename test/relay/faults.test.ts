import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor } from '../helpers/engine-node-clients.js';
import { ask, DocumentClient, type Answer } from '../helpers/relay-clients.js';
import { startRelayProcess, type RelayProcess } from '../helpers/relay-process.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

const ROOM = 'lobby';

describe('clients of relays, when relays or the service fail', () => {
  let momento: LocalMomento;
  let relays: { stop(): Promise<void> }[];
  let clients: Disposable[];

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    relays = [];
    clients = [];
  });

  afterEach(async () => {
    for (const client of clients) client[Symbol.dispose]();
    for (const relay of relays) await relay.stop();
    await momento.close();
  });

  async function relay(): Promise<RelayServer> {
    const started = await startRelay(momento);
    relays.push(started);
    return started;
  }

  async function relayProcess(port?: number): Promise<RelayProcess> {
    const started = await startRelayProcess(momento, port);
    relays.push({ stop: () => started.kill() });
    return started;
  }

  async function join(url: string, name: string): Promise<DocumentClient> {
    const client = new DocumentClient(url, name);
    clients.push(client);
    return client.join(ROOM);
  }

  async function open(url: string): Promise<Socket> {
    const socket = io(url, { forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 100 });
    clients.push({ [Symbol.dispose]: () => socket.disconnect() });
    await eventually(() => socket.connected);
    return socket;
  }

  function stored(): string[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: ROOM });
    return items.map((item) => (JSON.parse(item) as { message: string }).message);
  }

  /** Joins and sends until the relay confirms the message. */
  async function insist(socket: Socket, message: object): Promise<Answer> {
    for (;;) {
      await eventually(() => socket.connected);
      const joined = await ask(socket, 'join', { room: ROOM }).catch(() => undefined);
      const answer = joined?.ok
        ? await ask(socket, 'message', { room: ROOM, ...message }).catch(() => undefined)
        : undefined;
      if (answer?.ok) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('share a room over several relays with direct clients, live and in history', async () => {
    const [first, second] = [await relay(), await relay()];
    using direct = clientsFor(momento);
    const heard: string[] = [];
    await direct.topics.subscribe(CACHE, ROOM, {
      onItem: (item) =>
        heard.push((JSON.parse(String(item.value())) as { message: string }).message),
    });
    const ada = await join(first.url, 'Ada');
    const grace = await join(second.url, 'Grace');
    const edsger = JSON.stringify({ username: 'Edsger', message: 'three' });
    ada.say(ROOM, 'one');
    await grace.untilTexts(['one']);
    grace.say(ROOM, 'two');
    await ada.untilTexts(['one', 'two']);
    await direct.cache.listPushBack(CACHE, ROOM, edsger);
    await direct.topics.publish(CACHE, ROOM, edsger);
    const all = ['one', 'two', 'three'];
    await ada.untilTexts(all);
    await grace.untilTexts(all);
    expect(stored()).toEqual(all);
    expect(heard).toEqual(all);
    expect((await join(first.url, 'Barbara')).texts).toEqual(all);
  });

  it.each(['dropStreams', 'endStreams'] as const)(
    'receive missed messages once after %s',
    async (fault) => {
      const { url } = await relay();
      const ada = await join(url, 'Ada');
      ada.say(ROOM, 'before');
      await ada.untilTexts(['before']);
      momento.faults[fault]();
      const item = JSON.stringify({ id: 'm1', username: 'Grace', message: 'in the hole' });
      momento.direct.listPush({ cache: CACHE, list: ROOM, values: [item] });
      momento.direct.publish({ cache: CACHE, topic: ROOM, text: item });
      await ada.untilTexts(['before', 'in the hole']);
      ada.say(ROOM, 'after');
      await ada.untilTexts(['before', 'in the hole', 'after']);
    },
  );

  it('receive missed messages after a stream has stalled', async () => {
    const { url } = await relay();
    const ada = await join(url, 'Ada');
    await new Promise((resolve) => setTimeout(resolve, 600)); // The watchdog measures the heartbeats' interval.
    momento.faults.stallStreams();
    const item = JSON.stringify({ username: 'Grace', message: 'unheard' });
    momento.direct.listPush({ cache: CACHE, list: ROOM, values: [item] });
    momento.direct.publish({ cache: CACHE, topic: ROOM, text: item });
    await ada.untilTexts(['unheard']);
  });

  it('receive each message once after a discontinuity and a duplicate item', async () => {
    const { url } = await relay();
    const ada = await join(url, 'Ada');
    const item = JSON.stringify({ id: 'm1', username: 'Grace', message: 'skipped' });
    momento.direct.listPush({ cache: CACHE, list: ROOM, values: [item] });
    momento.faults.discontinuity({ cache: CACHE, topic: ROOM });
    await ada.untilTexts(['skipped']);
    momento.faults.duplicate();
    ada.say(ROOM, 'twice');
    await ada.untilTexts(['skipped', 'twice']);
    ada.say(ROOM, 'after');
    await ada.untilTexts(['skipped', 'twice', 'after']);
  });

  it('receive messages sent during an outage of Momento in order, and once', async () => {
    const { url } = await relay();
    const ada = await join(url, 'Ada');
    const grace = await join(url, 'Grace');
    await momento.stop();
    ada.say(ROOM, 'one');
    ada.say(ROOM, 'two');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await momento.start();
    await grace.untilTexts(['one', 'two']);
    await ada.untilTexts(['one', 'two']);
    expect(stored()).toEqual(['one', 'two']);
  });

  it('have a message stored once if the answer to the push is lost', async () => {
    const { url } = await relay();
    const ada = await join(url, 'Ada');
    for (const id of [undefined, createMessageId(Date.now())]) {
      momento.faults.inject({
        kind: 'lost-answer',
        rpc: 'ListPushBack',
        status: 'UNAVAILABLE',
        count: 1,
      });
      const socket = await open(url);
      expect(await insist(socket, { message: 'Hello', ...(id && { id }) })).toMatchObject({
        ok: true,
      });
    }
    await ada.untilTexts(['Hello', 'Hello']);
    expect(stored()).toEqual(['Hello', 'Hello']);
  });

  it('have a message stored once if they repeat its id, on any relay', async () => {
    const [first, second] = [await relay(), await relay()];
    const sockets = [await open(first.url), await open(second.url), await open(second.url)];
    const message = { id: createMessageId(Date.now()), message: 'Hello' };
    const answers = await Promise.all(sockets.map((socket) => insist(socket, message)));
    expect(answers.map(({ id }) => id)).toEqual([message.id, message.id, message.id]);
    const grace = await join(first.url, 'Grace');
    expect(stored()).toEqual(['Hello']);
    expect(grace.texts).toEqual(['Hello']);
    expect(await insist(sockets[0] as Socket, message)).toMatchObject({ ok: true });
    expect(stored()).toEqual(['Hello']);
  });

  it('lose and repeat no message if a relay is killed and restarted', async () => {
    const other = await relay();
    const grace = await join(other.url, 'Grace');
    let killed = await relayProcess();
    const socket = await open(killed.url);
    const ada = await join(killed.url, 'Ada');
    // A page has to join again after a lost connection.
    ada.socket.io.on('reconnect', () => ada.socket.emit('join', { room: ROOM }));
    const texts: string[] = [];
    let sent = Promise.resolve();
    for (let index = 0; index < 12; index += 1) {
      const message = { id: createMessageId(Date.now()), message: `message ${String(index)}` };
      texts.push(message.message);
      sent = sent.then(async () => {
        expect(await insist(socket, message)).toMatchObject({ ok: true });
      });
    }
    for (const count of [2, 6]) {
      await eventually(() => stored().length >= count);
      await killed.kill();
      await new Promise((resolve) => setTimeout(resolve, 200));
      killed = await relayProcess(killed.port);
    }
    await sent;
    await grace.untilTexts(texts);
    await ada.untilTexts(texts);
    expect(stored()).toEqual(texts);
  }, 90_000);
});
