import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { createModerator, type Moderator } from '../../src/server/moderation/moderator.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

describe('a relay in moderated rooms', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;
  let moderator: Moderator;
  let relay: RelayServer;
  let sockets: Socket[];

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    store = storeFor(momento);
    moderator = createModerator({
      store,
      rooms: ['court'],
      moderate({ text }) {
        if (text.includes('damn')) return { reject: 'Mind your language.' };
        if (text.includes('crash')) throw new Error('no verdict');
        return text.includes('heck') ? { text: text.replace('heck', '****') } : null;
      },
      onError: () => undefined,
    });
    relay = await startRelay(momento, {
      moderator,
      mode: (room) => (room === 'court' ? 'moderated' : 'direct'),
    });
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    moderator.close();
    store.close();
    await momento.close();
  });

  async function client(name: string, room = 'court'): Promise<DocumentClient> {
    const made = new DocumentClient(relay.url, name);
    sockets.push(made.socket);
    return made.join(room);
  }

  async function open(items = false): Promise<Socket> {
    const socket = io(relay.url, { forceNew: true });
    sockets.push(socket);
    await ask(socket, 'join', { room: 'court', items });
    return socket;
  }

  function stored(room = 'court'): Record<string, unknown>[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  it('sends messages of the documented protocol to the moderator, which may change them', async () => {
    const ada = await client('Ada');
    const grace = await client('Grace');
    ada.say('court', 'Hello');
    await grace.untilTexts(['Hello']);
    ada.say('court', 'What the heck');
    await grace.untilTexts(['Hello', 'What the ****']);
    await ada.untilTexts(['Hello', 'What the ****']);
    expect(stored().map(({ message }) => message)).toEqual(['Hello', 'What the ****']);
  });

  it('tells only the sender that a message is rejected, with the reason', async () => {
    const ada = await client('Ada');
    const grace = await client('Grace');
    ada.say('court', 'damn');
    await eventually(() => ada.refusals.length === 1);
    expect(ada.refusals[0]).toMatchObject({
      event: 'message',
      code: 'rejected',
      message: 'Mind your language.',
    });
    ada.say('court', 'crash');
    await eventually(() => ada.refusals.length === 2);
    expect(ada.refusals[1]).toMatchObject({ code: 'rejected' });
    expect(grace.refusals).toEqual([]);
    expect([...ada.texts, ...grace.texts, ...stored()]).toEqual([]);
  });

  it('acknowledges a message after it has passed, or with the reason for its rejection', async () => {
    const socket = await open();
    const id = createMessageId(Date.now());
    const say = (message: string, more = {}): ReturnType<typeof ask> =>
      ask(socket, 'message', { room: 'court', message, ...more });
    expect(await say('Hello', { id })).toEqual({ ok: true, id });
    expect(stored()).toMatchObject([{ id, message: 'Hello' }]);
    expect(await say('damn')).toMatchObject({ code: 'rejected', message: 'Mind your language.' });
  });

  it('identifies guests by their secret, and ignores the message’s user id', async () => {
    const authorOf = async (auth: Record<string, unknown>, userId: string): Promise<unknown> => {
      const socket = io(relay.url, { forceNew: true, auth });
      sockets.push(socket);
      await ask(socket, 'join', { room: 'court' });
      await ask(socket, 'message', { room: 'court', message: 'Hello', userId });
      return stored().at(-1)?.userId;
    };
    const secret = { momentoChatGuest: 'a secret of sixteen characters' };
    const ada = await authorOf(secret, 'guest-of-honour');
    expect(ada).toMatch(/^guest-[0-9a-f]{26}$/);
    expect(await authorOf(secret, 'guest-of-honour')).toBe(ada);
    expect(await authorOf({ momentoChatGuest: 'another secret of a guest' }, String(ada))).not.toBe(
      ada,
    );
    for (const momentoChatGuest of ['short', 'x'.repeat(129), 1, {}, null])
      expect(await authorOf({ momentoChatGuest }, String(ada))).not.toBe(ada);
  });

  it('passes the rejection on unchanged to clients that receive items', async () => {
    const socket = await open(true);
    const items: { text: string }[] = [];
    socket.on('item', (item: { text: string }) => items.push(item));
    const id = createMessageId(Date.now());
    await ask(socket, 'message', { room: 'court', message: 'damn', id });
    await eventually(() => items.length === 1);
    const userId = `guest-${socket.id ?? ''}`;
    expect(JSON.parse(items[0]?.text ?? '')).toMatchObject({ type: 'rejection', id, userId });
  });

  it('drops messages that visitors publish past the moderator', async () => {
    const ada = await client('Ada');
    const text = JSON.stringify({ id: 'm1', username: 'Mallory', message: 'unmoderated' });
    momento.direct.publish({ cache: CACHE, topic: 'court', text, tokenId: 'mallory' });
    ada.say('court', 'moderated');
    await ada.untilTexts(['moderated']);
  });

  it('passes on no files that visitors send', async () => {
    const socket = await open(true);
    const items: string[] = [];
    socket.on('item', ({ text }: { text: string }) => items.push(text));
    const file = { name: 'photo.png', type: 'image/png', size: 68, sha256: 'x'.repeat(43) };
    const attachments = [{ id: createMessageId(Date.now()), ...file }];
    const id = createMessageId(Date.now());
    await ask(socket, 'message', { room: 'court', message: 'Look', id, attachments });
    // Also past the relay, by the inbox.
    const past = { id: createMessageId(Date.now()), message: 'Look here', attachments };
    const text = JSON.stringify(past);
    momento.direct.publish({ cache: CACHE, topic: 'court-input', text, tokenId: 'mallory' });
    await eventually(() => items.length === 2);
    expect(stored().map(({ message }) => message)).toEqual(['Look', 'Look here']);
    expect(JSON.stringify([items, stored()])).not.toMatch(/attach|photo/);
  });

  it('announces a removed message, and leaves it out of the history', async () => {
    const ada = await client('Ada');
    const removed: unknown[] = [];
    ada.socket.on('removed', (removal) => removed.push(removal));
    ada.say('court', 'Hello');
    await ada.untilTexts(['Hello']);
    const id = ada.shown[0]?.id ?? '';
    await moderator.removeMessage('court', id);
    await eventually(() => removed.length === 1);
    expect(removed).toEqual([{ room: 'court', id }]);
    expect((await client('Grace')).texts).toEqual([]);
  });

  it('writes to direct rooms itself', async () => {
    const ada = await client('Ada', 'lobby');
    ada.say('lobby', 'damn');
    await ada.untilTexts(['damn']);
    expect(stored('lobby')).toHaveLength(1);
  });

  it.each([
    ['mode() fails', { mode: () => Promise.reject(new Error('no database')) }],
    ['mode() returns an invalid value', { mode: () => 'Moderated' as 'moderated' }],
    ['there is no moderator', { mode: () => 'moderated' as const }],
  ])('writes nothing if %s', async (_, options) => {
    await relay.stop();
    let isBroken = false;
    relay = await startRelay(momento, {
      mode: () => (isBroken ? options.mode() : 'direct'),
    });
    const socket = await open();
    isBroken = true;
    const answer = await ask(socket, 'message', { room: 'court', message: 'unmoderated' });
    expect(answer).toMatchObject({ ok: false, code: 'unavailable' });
    expect(stored()).toEqual([]);
  });

  it('moderates every room by default if there is a moderator', async () => {
    await relay.stop();
    relay = await startRelay(momento, { moderator });
    const ada = await client('Ada');
    ada.say('court', 'heck');
    await ada.untilTexts(['****']);
  });

  it('submits a message again after a failed lease, and it is stored once', async () => {
    const ada = await client('Ada');
    momento.faults.inject({ kind: 'error', rpc: 'SetIf', status: 'INTERNAL', count: 1 });
    ada.say('court', 'Hello');
    await ada.untilTexts(['Hello']);
    expect(stored()).toHaveLength(1);
  });
});
