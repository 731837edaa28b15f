import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import type { Role } from '../../src/protocol/role.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { createModerator, type Moderator } from '../../src/server/moderation/moderator.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clean, pollute } from '../helpers/pollution.js';
import { ask, type Answer } from '../helpers/relay-clients.js';
import { editOf } from '../helpers/relay-relations.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

type Fields = Record<string, unknown>;

/** Ada writes. Grace is a moderator, as far as `roles` says. Each is known by the key in the handshake. */
describe.each(['direct', 'moderated'] as const)('roles on a relay, in a %s room', (mode) => {
  const room = 'lobby';
  const roles = new Map<string, unknown>();
  let momento: LocalMomento;
  let relay: RelayServer;
  let store: LiveRoomStore;
  let moderator: Moderator;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    roles.clear();
    roles.set('grace', 'moderator');
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    store = storeFor(momento);
    moderator = createModerator({
      store,
      moderate: () => undefined,
      roleOf: (userId) => roles.get(userId) as Role,
      profileOf: (userId) => ({ name: `Dr ${userId}` }),
      onError: () => undefined,
    });
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => {
        const id = String(handshake.auth['key']);
        return { id, name: `Dr ${id}` };
      },
      authorizeRoom: ({ id } = { id: '' }) =>
        roles.has(id) ? { role: roles.get(id) as Role } : {},
      moderator,
      mode: () => mode,
    });
  });

  afterEach(async () => {
    clean();
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    moderator.close();
    store.close();
    await momento.close();
  });

  function connect(key: string): Socket {
    const socket = io(relay.url, { forceNew: true, auth: { key } });
    sockets.push(socket);
    return socket;
  }

  async function enter(key: string): Promise<{ socket: Socket; items: Fields[]; answer: Answer }> {
    const socket = connect(key);
    const items: Fields[] = [];
    socket.on('item', ({ text }: { text: string }) => items.push(JSON.parse(text) as Fields));
    return { socket, items, answer: await ask(socket, 'join', { room, items: true }) };
  }

  async function say(socket: Socket, message: string): Promise<string> {
    const id = createMessageId(Date.now());
    const answer = await ask(socket, 'message', { room, message, id, order: Date.now() });
    expect(answer).toMatchObject({ ok: true });
    await eventually(() => stored(room).some((item) => item['id'] === id));
    return id;
  }

  const remove = (socket: Socket, id: string, more: Fields = {}): Promise<Answer> =>
    ask(socket, 'relation', { room, event: { type: 'removal', id, ...more } });

  function stored(list: string): Fields[] {
    const items = momento.direct.listFetch({ cache: CACHE, list });
    return items.map((item) => JSON.parse(item) as Fields);
  }

  const relations = (): Fields[] => stored(relationsKey(room));

  it('are in the answer to join, unless the visitor is a member', async () => {
    roles.set('olga', 'owner').set('edsger', 'admin');
    expect((await enter('grace')).answer['role']).toBe('moderator');
    expect((await enter('olga')).answer['role']).toBe('owner');
    for (const key of ['ada', 'edsger']) {
      expect((await enter(key)).answer).not.toHaveProperty('role');
    }
  });

  it('let a moderator remove the message of another, with its edits, as its author would', async () => {
    const ada = await enter('ada');
    const grace = await enter('grace');
    const id = await say(ada.socket, 'secret');
    await ask(ada.socket, 'relation', { room, event: editOf(id, 'secret, too') });
    await eventually(() => relations().length === 1);
    expect(await remove(grace.socket, id)).toEqual({ ok: true, id });
    await eventually(() => ada.items.at(-1)?.['type'] === 'removal');
    expect(stored(room)).toEqual([]);
    expect(relations()).toMatchObject([{ type: 'removal', id, userId: 'ada', username: 'Dr ada' }]);
    expect(ada.items.at(-1)).toEqual(relations()[0]);
    // A client that has missed the answer sends it again.
    expect(await remove(grace.socket, id)).toEqual({ ok: true, id });
    const again = { room, message: 'secret', id, order: Date.now() };
    await ask(ada.socket, 'message', again);
    expect([stored(room), relations().length]).toEqual([[], 1]);
  });

  it('tell clients of the older events of it', async () => {
    const ada = await enter('ada');
    const grace = await enter('grace');
    const id = await say(ada.socket, 'Hello');
    const old = connect('edsger');
    const joined = new Promise((resolve) => old.once('joined', resolve));
    const removed = new Promise((resolve) => old.once('removed', resolve));
    old.emit('join', { room });
    await joined;
    await remove(grace.socket, id);
    expect(await removed).toEqual({ room, id });
  });

  it('are the host’s word: no claim of a member’s client counts', async () => {
    const ada = await enter('ada');
    const socket = connect('mallory');
    await ask(socket, 'join', { room, items: true, role: 'owner', mayRemoveOthers: true });
    const id = await say(ada.socket, 'Hello');
    const claims = { userId: 'ada', username: 'Dr ada', role: 'owner', by: { isServer: true } };
    const answer = await remove(socket, id, claims);
    if (mode === 'direct') expect(answer).toMatchObject({ ok: false, code: 'not-allowed' });
    else await eventually(() => ada.items.some(({ type }) => type === 'rejection'));
    expect(stored(room)).toMatchObject([{ message: 'Hello' }]);
    expect(relations()).toEqual([]);
  });

  it('are not read from an altered Object.prototype', async () => {
    const ada = await enter('ada');
    const id = await say(ada.socket, 'Hello');
    const mallory = connect('mallory');
    pollute({ role: 'owner' });
    const answer = await ask(mallory, 'join', { room, items: true });
    await remove(mallory, id);
    clean();
    expect(answer).not.toHaveProperty('role');
    expect(stored(room)).toHaveLength(1);
  });

  it('let nobody edit the message of another, or remove one that is not there', async () => {
    const ada = await enter('ada');
    const grace = await enter('grace');
    const id = await say(ada.socket, 'Hello');
    const edited = await ask(grace.socket, 'relation', { room, event: editOf(id, 'forged') });
    const removed = await remove(grace.socket, 'nowhere');
    if (mode === 'direct') {
      const refusal = { ok: false, code: 'not-allowed' };
      expect([edited, removed]).toMatchObject([refusal, refusal]);
    } else {
      await eventually(() => grace.items.filter(({ type }) => type === 'rejection').length === 2);
    }
    expect(stored(room)).toMatchObject([{ message: 'Hello' }]);
    expect(relations()).toEqual([]);
  });

  it('end where the host takes them back: in a moderated room at once, otherwise at the next join', async () => {
    const ada = await enter('ada');
    const grace = await enter('grace');
    const id = await say(ada.socket, 'Hello');
    roles.set('grace', 'member');
    if (mode === 'direct') await ask(grace.socket, 'join', { room, items: true });
    await remove(grace.socket, id);
    expect(stored(room)).toHaveLength(1);
  });
});
