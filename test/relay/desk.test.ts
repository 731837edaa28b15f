import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import type { Role } from '../../src/protocol/role.js';
import {
  createModerationDesk,
  type ModerationDesk,
} from '../../src/server/desk/moderation-desk.js';
import { createModerator, type Moderator } from '../../src/server/moderation/moderator.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, type Answer } from '../helpers/relay-clients.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

type Fields = Record<string, unknown>;

const room = 'lobby';

/** A relay and, elsewhere, a desk: both know each other only by what Momento keeps. Grace is a moderator. */
describe.each(['direct', 'moderated'] as const)('the desk of a relay, in a %s room', (mode) => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let stores: LiveRoomStore[];
  let moderator: Moderator;
  let elsewhere: ModerationDesk;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    stores = [storeFor(momento), storeFor(momento)];
    const [own, other] = stores as [LiveRoomStore, LiveRoomStore];
    const roleOf = (userId: string): Role => (userId === 'grace' ? 'moderator' : 'member');
    const desk = createModerationDesk({ store: own, roleOf });
    elsewhere = createModerationDesk({ store: other, roleOf });
    moderator = createModerator({ store: own, moderate: () => undefined, roleOf, desk });
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => {
        const id = String(handshake.auth['key']);
        return { id, name: id };
      },
      moderator,
      desk,
      mode: () => mode,
    });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    moderator.close();
    for (const store of stores) store.close();
    await momento.close();
  });

  async function enter(key: string): Promise<{ socket: Socket; items: Fields[]; answer: Answer }> {
    const socket = io(relay.url, { forceNew: true, auth: { key } });
    sockets.push(socket);
    const items: Fields[] = [];
    socket.on('item', ({ text }: { text: string }) => items.push(JSON.parse(text) as Fields));
    return { socket, items, answer: await ask(socket, 'join', { room, items: true }) };
  }

  async function say(socket: Socket, id: string): Promise<Answer> {
    return ask(socket, 'message', { room, message: 'Hello', id, order: Date.now() });
  }

  /** The reason for which a message was refused: in a direct room by the answer, in a moderated one by the topic. */
  async function refusal(answer: Answer, items: readonly Fields[], id: string): Promise<unknown> {
    if (mode === 'direct') return (answer as unknown as Fields)['message'];
    const isAbout = (item: Fields): boolean => item['type'] === 'rejection' && item['id'] === id;
    await eventually(() => items.some(isAbout));
    return items.find(isAbout)?.['reason'];
  }

  it('holds for those who are in the room already, at once', async () => {
    const { socket, items } = await enter('ada');
    const [before, after] = [createMessageId(Date.now()), createMessageId(Date.now())];
    await say(socket, before);
    await eventually(() => items.some(({ id }) => id === before));
    await elsewhere.mute({ room, userId: 'ada', by: 'grace', seconds: 60, reason: 'Spam' });
    const answer = await say(socket, after);
    expect(await refusal(answer, items, after)).toMatch(/^You cannot write here for .*: Spam$/);
    const stored = await stores[0]?.fetch(room, 10);
    expect(stored).toHaveLength(1);
  });

  it('lets a muted user in, and a banned one not', async () => {
    await elsewhere.mute({ room, userId: 'ada', seconds: 60 });
    expect((await enter('ada')).answer).toMatchObject({ ok: true });
    await elsewhere.ban({ room, userId: 'ada', seconds: 60, reason: 'Spam' });
    expect((await enter('ada')).answer).toMatchObject({ ok: false, code: 'not-allowed' });
    expect((await enter('eve')).answer).toMatchObject({ ok: true });
  });

  it('keeps members from writing in a read-only room, and moderators not', async () => {
    await elsewhere.limit({ room, by: 'grace', readOnly: true });
    const ada = await enter('ada');
    const grace = await enter('grace');
    const [one, other] = [createMessageId(Date.now()), createMessageId(Date.now())];
    const answer = await say(ada.socket, one);
    expect(await refusal(answer, ada.items, one)).toBe('Only moderators can write here now.');
    await say(grace.socket, other);
    await eventually(() => ada.items.some(({ id }) => id === other));
  });

  it('slows members down', async () => {
    await elsewhere.limit({ room, slowSeconds: 60 });
    const { socket, items } = await enter('ada');
    const [one, other] = [createMessageId(Date.now()), createMessageId(Date.now())];
    await say(socket, one);
    await eventually(() => items.some(({ id }) => id === one));
    const answer = await say(socket, other);
    expect(await refusal(answer, items, other)).toMatch(/^Slow mode is on/);
  });

  it('obeys the orders of moderators, and of nobody else', async () => {
    const [ada, grace] = [await enter('ada'), await enter('grace')];
    const order = (id: string, user: string): object => {
      return { type: 'desk', id, act: 'mute', user, seconds: 60 };
    };
    const outcome = async (id: string): Promise<unknown> => {
      const isAbout = (item: Fields): boolean =>
        item['type'] === 'desk-answer' && item['id'] === id;
      await eventually(() => ada.items.some(isAbout));
      return ada.items.find(isAbout)?.['outcome'];
    };
    await ask(ada.socket, 'signal', { room, event: order('o1', 'grace') });
    expect(await outcome('o1')).toBe('not-allowed');
    await ask(grace.socket, 'signal', { room, event: order('o2', 'ada') });
    expect(await outcome('o2')).toBe('done');
    expect(await elsewhere.sanctionOf(room, 'ada')).toMatchObject({ kind: 'mute' });
    const broken = await ask(grace.socket, 'signal', { room, event: { type: 'desk' } });
    expect(broken).toMatchObject({ ok: false, code: 'malformed' });
  });
});
