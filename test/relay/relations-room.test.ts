import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Room } from '../../src/core/room.js';
import type { ChatMessage } from '../../src/protocol/message.js';
import { createRoom } from '../../src/element/create-room.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { KINDS } from '../../src/protocol/kinds/index.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { relayAccess } from '../../src/transport/relay/relay-access.js';
import { eventually } from '../helpers/engine-eventually.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

const GRACE = { id: 'grace', start: 8, length: 6 };
const GRACE_TOO = { ...GRACE, start: 7 };

describe('a room reached through a relay', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;
  let relay: RelayServer | undefined;
  let rooms: Room[];
  let submitted: { item: string; userId: string }[];

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    store = storeFor(momento);
    rooms = [];
    submitted = [];
  });

  afterEach(async () => {
    for (const room of rooms) room.dispose();
    await relay?.stop();
    relay = undefined;
    store.close();
    await momento.close();
  });

  async function start(mode: 'direct' | 'moderated'): Promise<RelayServer> {
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => ({ id: String(handshake.auth['key']) }),
      mode: () => mode,
      moderator: {
        // It accepts all items.
        async submit(room, item, userId) {
          submitted.push({ item, userId });
          const isRelation = item.includes('"type"');
          const list = isRelation ? relationsKey(room) : room;
          await store.push(list, item, { limit: 100, ttlSeconds: 60 });
          await store.publish(room, item);
        },
      },
    });
    return relay;
  }

  function enter(url: string, key: string): Room {
    const room = createRoom(
      { room: 'lobby', cacheName: CACHE, username: null, kinds: KINDS },
      relayAccess({ url: new URL(url), withCredentials: false, auth: () => ({ key }) }),
    );
    rooms.push(room);
    room.connect();
    return room;
  }

  async function connected(url: string, key: string): Promise<Room> {
    const room = enter(url, key);
    await eventually(() => room.getState().status === 'connected');
    return room;
  }

  function shown(room: Room): readonly ChatMessage[] {
    const { messages, pending, changes } = room.getState();
    return pending.length + changes.length === 0 ? messages : [];
  }

  it.each(['direct', 'moderated'] as const)(
    'shows all clients reactions, edits and removals, live and later (%s)',
    async (mode) => {
      const { url } = await start(mode);
      const ada = await connected(url, 'ada');
      const grace = await connected(url, 'grace');
      const first = ada.send('Hello')?.id ?? '';
      await eventually(() => shown(ada).length === 1 && shown(grace).length === 1);
      grace.send('Hello yourself', { replyTo: first });
      const last = ada.send('secret, @Grace', { mentions: [GRACE] })?.id ?? '';
      await eventually(() => shown(ada).length === 3 && shown(grace).length === 3);
      expect(shown(ada)[1]?.replyTo?.id).toBe(first);
      expect(shown(grace)[2]?.mentions).toEqual([GRACE]);
      expect(grace.changes?.react(first, '👍', true)).toBe(true);
      expect(ada.changes?.edit(first, 'Hello, @Grace', { mentions: [GRACE_TOO] })).toBe(true);
      expect(ada.changes?.remove(last)).toBe(true);
      const isDone = (room: Room): boolean => {
        const [one, , three] = shown(room);
        return (
          one?.text === 'Hello, @Grace' &&
          one.mentions?.[0]?.start === GRACE_TOO.start &&
          one.reactions?.[0]?.emoji === '👍' &&
          three?.removed === true
        );
      };
      await eventually(() => isDone(ada) && isDone(grace));
      const later = await connected(url, 'edsger');
      await eventually(() => isDone(later));
      if (mode === 'moderated') {
        // This moderator removes nothing from the lists.
        expect(submitted.map(({ userId }) => userId)).toContain('grace');
        expect(submitted).toHaveLength(6);
      } else {
        expect(JSON.stringify(await store.fetch('lobby', 100))).not.toContain('secret');
        expect(await store.fetch(relationsKey('lobby'), 100)).toHaveLength(3);
      }
      expect(relay?.errors).toEqual([]);
    },
  );

  it.each(['ListPushBack', 'Publish'])(
    'repeats a reaction after a lost answer of %s, and it is stored once',
    async (rpc) => {
      const { url, errors } = await start('direct');
      const ada = await connected(url, 'ada');
      const id = ada.send('Hello')?.id ?? '';
      await eventually(() => shown(ada).length === 1);
      momento.faults.inject({ kind: 'lost-answer', rpc, status: 'UNKNOWN', count: 1 });
      ada.changes?.react(id, '👍', true);
      await eventually(() => (shown(ada)[0]?.reactions?.length ?? 0) === 1);
      expect(errors).toHaveLength(1);
      expect(await store.fetch(relationsKey('lobby'), 100)).toHaveLength(1);
    },
  );

  it('offers no relations on an older relay, and sends it none', async () => {
    const server: HttpServer = createServer();
    const old = new Server(server);
    const events: string[] = [];
    old.on('connection', (socket) => {
      socket.onAny((event: string) => events.push(event));
      socket.on('join', (_, answer: (value: object) => void) =>
        answer({
          ok: true,
          user: { id: 'ada', name: 'Ada' },
          mode: 'direct',
          readOnly: false,
          historyLimit: 10,
        }),
      );
      socket.on('history', (_, answer: (value: object) => void) =>
        answer({ ok: true, items: [JSON.stringify({ id: 'm1', message: 'Hello', order: 1 })] }),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const room = await connected(url, 'ada');
    await eventually(() => shown(room).length === 1);
    expect(room.getState().canRelate).toBe(false);
    expect(room.changes).toBeUndefined();
    expect(events).toEqual(['join', 'history']);
    room.dispose();
    await old.close();
  });
});
