import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../../src/local-momento/index.js';
import { createMessageId } from '../../../src/protocol/ids.js';
import { createInbox, type Inbox } from '../../../src/server/index.js';
import type { LiveRoomStore } from '../../../src/server/store/room-store.js';
import { eventually } from '../../helpers/engine-eventually.js';
import { ask, type Answer } from '../../helpers/relay-clients.js';
import { editOf } from '../../helpers/relay-relations.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../../helpers/relay-server.js';

const ROOM = 'lobby';

let momento: LocalMomento;
let store: LiveRoomStore;
let inbox: Inbox;
let relay: RelayServer;
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
  store = storeFor(momento);
  inbox = createInbox({
    store,
    issueToken: () => Promise.reject(new Error('no token is asked for')),
    authorizeAgent: () => null,
    isAgent: (userId) => userId === 'sam',
  });
  relay = await startRelay(momento, {
    inbox,
    authorize: ({ handshake }) => {
      const id = String(handshake.auth['key']);
      return id === '' ? null : { id, name: id.toUpperCase() };
    },
    authorizeRoom: (user) => ({ context: { plan: 'Gold', user: user?.id ?? '' } }),
  });
});

afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await relay.stop();
  await inbox.close();
  store.close();
  await momento.close();
});

async function enter(key: string): Promise<Socket> {
  const socket = io(relay.url, { forceNew: true, auth: { key } });
  sockets.push(socket);
  await ask(socket, 'join', { room: ROOM, items: true });
  return socket;
}

async function say(socket: Socket, message: string, more: object = {}): Promise<Answer> {
  const id = createMessageId(Date.now());
  return ask(socket, 'message', { room: ROOM, message, id, order: Date.now(), ...more });
}

it('a relay keeps the conversations of its rooms', async () => {
  const ada = await enter('ada');
  await say(ada, 'Hello?');
  expect(await inbox.conversation(ROOM)).toMatchObject({
    ...{ visitor: { id: 'ada', name: 'ADA' }, excerpt: 'Hello?', messages: 1 },
    context: { plan: 'Gold', user: 'ada' },
  });
  const sam = await enter('sam');
  const { id = '' } = await say(sam, 'Hi Ada');
  expect(await inbox.conversation(ROOM)).toMatchObject({
    ...{ lastBy: 'agent', assignee: { id: 'sam', name: 'SAM' }, messages: 2 },
    context: { user: 'ada' },
  });
  // The same message again is the same message.
  await say(sam, 'Hi Ada', { id });
  expect(await inbox.conversation(ROOM)).toMatchObject({ messages: 2 });
  await ask(sam, 'relation', { room: ROOM, event: editOf(id, 'Hi, Ada!') });
  expect(await inbox.conversation(ROOM)).toMatchObject({ excerpt: 'Hi, Ada!', messages: 2 });
  await ask(sam, 'relation', { room: ROOM, event: { type: 'removal', id } });
  expect(await inbox.conversation(ROOM)).toMatchObject({ excerpt: 'Hello?', lastBy: 'visitor' });
});

it('a message of a client without ids is in the inbox, too', async () => {
  const ada = await enter('ada');
  await ask(ada, 'message', { room: ROOM, message: 'Old client' });
  expect(await inbox.conversation(ROOM)).toMatchObject({ excerpt: 'Old client', messages: 1 });
});

it('a relay’s answer to a visitor who joins says whether agents are here', async () => {
  const join = async (): Promise<Answer> => {
    const socket = io(relay.url, { forceNew: true, auth: { key: 'ada' } });
    sockets.push(socket);
    return ask(socket, 'join', { room: ROOM, items: true });
  };
  const answer = await join();
  expect(answer).toMatchObject({ ok: true, away: true });
  expect(answer).toHaveProperty('desk.awayAt');
  expect(answer).not.toHaveProperty('answerSeconds');
  const ada = await enter('ada');
  await say(ada, 'Hello?');
  await say(await enter('sam'), 'Hi Ada');
  // The wait is written beside the answer.
  await eventually(async () => (await inbox.answerSeconds()) !== undefined);
  expect(await join()).toHaveProperty('answerSeconds');
});
