import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { DocumentClient } from '../helpers/relay-clients.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

describe('the founding documents’ protocol', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let room: string;
  let clients: DocumentClient[];
  let rooms = 0;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    relay = await startRelay(momento);
  });

  beforeEach(() => {
    rooms += 1;
    room = `documents-${String(rooms)}`;
    clients = [];
  });

  afterEach(async () => {
    for (const { socket } of clients) socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
    await eventually(() => momento.stats().openStreams === 0);
    expect(relay.errors).toEqual([]);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  function client(name?: string): DocumentClient {
    const made = new DocumentClient(relay.url, name);
    clients.push(made);
    return made;
  }

  function stored(): { username: string; message: string }[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as { username: string; message: string });
  }

  it('names the files of a message without a text, which browsers send in a direct room', async () => {
    const ada = await client('Ada').join(room);
    const file = { type: 'image/png', size: 68, sha256: 'x'.repeat(43) };
    const attachments = ['a.png', 'b.png'].map((name, index) => ({
      ...file,
      id: `01ARZ3NDEKTSV4RRFFQ69G5FA${String(index)}`,
      name,
    }));
    const publish = (message: object): void =>
      momento.direct.publish({
        cache: CACHE,
        topic: room,
        text: JSON.stringify({ ...message, attachments }),
        tokenId: 'grace',
      });
    publish({ id: 'm1', message: '' });
    publish({ id: 'm2', message: 'Look' });
    await ada.untilTexts(['a.png, b.png', 'Look']);
    expect(ada.shown[0]).not.toHaveProperty('attachments');
  });

  it('passes on a removal in a direct room only from the message’s author', async () => {
    const ada = await client('Ada').join(room);
    const events: unknown[] = [];
    ada.socket.on('removed', (removal) => events.push(removal));
    ada.socket.on('closed', (closing) => events.push(closing));
    const publish = (tokenId: string, event: object): void =>
      momento.direct.publish({ cache: CACHE, topic: room, text: JSON.stringify(event), tokenId });
    publish('grace', { id: 'm1', message: 'Hello' });
    publish('mallory', { type: 'removal', id: 'm1' });
    publish('', { type: 'removal', id: 'm1' });
    publish('mallory', { type: 'closing' });
    publish('grace', { type: 'removal', id: 'm1' });
    await eventually(() => events.length > 0);
    expect(events).toEqual([{ room, id: 'm1' }]);
  });

  it('answers a join with the history, as objects with username and message', async () => {
    const values = [
      JSON.stringify({ username: 'Ada', message: 'one' }),
      JSON.stringify({ username: 'Grace', message: 'two' }),
    ];
    momento.direct.listPush({ cache: CACHE, list: room, values });
    const ada = await client('Ada').join(room);
    expect(ada.shown).toEqual([
      { username: 'Ada', message: 'one' },
      { username: 'Grace', message: 'two' },
    ]);
  });

  it('sends a message once if it was stored before a client joined, and published afterwards', async () => {
    const first = await client('Grace').join(room);
    for (const value of ['Hello', JSON.stringify({ username: 'Bot', message: 'Hello' })]) {
      momento.direct.listPush({ cache: CACHE, list: room, values: [value] });
      const ada = await client('Ada').join(room);
      momento.direct.publish({ cache: CACHE, topic: room, text: value });
      momento.direct.publish({ cache: CACHE, topic: room, text: `after ${value.length}` });
      await eventually(() => ada.shown.at(-1)?.message === `after ${value.length}`);
      await eventually(() => first.shown.at(-1)?.message === `after ${value.length}`);
      expect(ada.shown.slice(-2).map(({ message }) => message)).toEqual([
        'Hello',
        `after ${value.length}`,
      ]);
    }
    expect(first.shown.map(({ message }) => message)).toEqual([
      'Hello',
      'after 5',
      'Hello',
      'after 36',
    ]);
  });

  it('answers a join of an empty room, which has no list yet, with an empty history', async () => {
    expect((await client().join(room)).shown).toEqual([]);
  });

  it('sends a message to all clients in the room, its sender included, and to no others', async () => {
    const ada = await client('Ada').join(room);
    const grace = await client('Grace').join(room);
    const elsewhere = await client('Edsger').join(`${room}-elsewhere`);
    ada.say(room, 'Hello');
    await ada.untilTexts(['Hello']);
    await grace.untilTexts(['Hello']);
    expect(grace.shown[0]).toMatchObject({ username: 'Ada', message: 'Hello' });
    grace.say(room, 'Hello yourself');
    await ada.untilTexts(['Hello', 'Hello yourself']);
    expect(elsewhere.shown).toEqual([]);
  });

  it('stores messages in the room’s list, and sends them to later clients', async () => {
    const ada = await client('Ada').join(room);
    ada.say(room, 'Hello');
    await ada.untilTexts(['Hello']);
    expect(stored()).toMatchObject([{ username: 'Ada', message: 'Hello' }]);
    const grace = await client('Grace').join(room);
    expect(grace.texts).toEqual(['Hello']);
  });

  it('uses the socket’s id as the name of a client that gives none', async () => {
    const nobody = await client().join(room);
    nobody.say(room, 'Hello');
    await nobody.untilTexts(['Hello']);
    expect(nobody.shown[0]?.username).toBe(nobody.socket.id);
  });

  it('sends no messages to a client that has left', async () => {
    const ada = await client('Ada').join(room);
    const grace = await client('Grace').join(room);
    grace.socket.emit('leave', { room });
    await client('Edsger').join(room); // Handled after the `leave`, which was sent before.
    ada.say(room, 'Is anybody there?');
    await ada.untilTexts(['Is anybody there?']);
    expect(grace.texts).toEqual([]);
  });

  it('keeps the order of one client’s messages', async () => {
    const ada = await client('Ada').join(room);
    const grace = await client('Grace').join(room);
    const texts = Array.from({ length: 15 }, (_, index) => `message ${String(index)}`);
    for (const text of texts) ada.say(room, text);
    await grace.untilTexts(texts);
    expect(stored().map(({ message }) => message)).toEqual(texts);
  });

  it('sends a message with an id once if it was stored and not yet published when a client joined', async () => {
    const item = JSON.stringify({ id: 'between', username: 'Ada', message: 'between' });
    const early = await client().join(room);
    momento.direct.listPush({ cache: CACHE, list: room, values: [item] });
    const late = await client().join(room);
    momento.direct.publish({ cache: CACHE, topic: room, text: item });
    early.say(room, 'after');
    await early.untilTexts(['between', 'after']);
    await late.untilTexts(['between', 'after']);
  });

  it('sends duplicates of the list and the topic once, and skips items that are not messages', async () => {
    const twice = JSON.stringify({ id: 'twice', username: 'Ada', message: 'twice' });
    momento.direct.listPush({ cache: CACHE, list: room, values: [twice, '{"broken', twice] });
    const ada = await client('Ada').join(room);
    expect(ada.texts).toEqual(['twice']);
    for (const text of [twice, '[1]', '{"type":"typing","id":"x"}', 'Hello world!']) {
      momento.direct.publish({ cache: CACHE, topic: room, text });
    }
    await ada.untilTexts(['twice', 'Hello world!']);
  });

  it('sends the history again after a second join, and each later message once', async () => {
    const ada = await client('Ada').join(room);
    ada.say(room, 'one');
    await ada.untilTexts(['one']);
    await ada.join(room);
    expect(ada.texts).toEqual(['one']);
    ada.say(room, 'two');
    await ada.untilTexts(['one', 'two']);
  });

  it('shows the publisher’s token id instead of the claimed name and user id', async () => {
    const ada = await client().join(room);
    const text = JSON.stringify({ id: 'm1', username: 'Grace', userId: 'grace', message: 'Hello' });
    momento.direct.publish({ cache: CACHE, topic: room, text, tokenId: 'mallory' });
    await ada.untilTexts(['Hello']);
    expect(ada.shown[0]).toMatchObject({ username: 'mallory', userId: 'mallory' });
  });

  it('needs one request to the list and one to the topic for a message without an id', async () => {
    const ada = await client('Ada').join(room);
    const before = momento.stats().calls;
    ada.say(room, 'Hello');
    await ada.untilTexts(['Hello']);
    const after = momento.stats().calls;
    const changed = Object.keys(after).filter((rpc) => after[rpc] !== before[rpc]);
    expect(changed.sort()).toEqual(['ListPushBack', 'Publish']);
  });
});
