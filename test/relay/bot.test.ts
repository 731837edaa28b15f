import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createBot, type BotOptions, type LiveRoomStore } from '../../src/server/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask } from '../helpers/relay-clients.js';
import { startRelayProcess } from '../helpers/relay-process.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

const ROOM = 'lobby';
const USER = { id: 'bot-help', name: 'Helper' };

type Fields = Readonly<Record<string, unknown>>;

let momento: LocalMomento;
const relays: RelayServer[] = [];
const sockets: Socket[] = [];
const stores: LiveRoomStore[] = [];

beforeEach(async () => {
  momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  for (const store of stores.splice(0)) store.close();
  await momento.close();
});

/** A relay without a moderator, with a bot. */
async function start(reply: BotOptions['reply']): Promise<RelayServer> {
  const store = storeFor(momento);
  stores.push(store);
  // Its last request may come after the engine's end.
  const bot = createBot({ store, user: USER, reply, onError: () => undefined });
  const relay = await startRelay(momento, { bot });
  relays.push(relay);
  return relay;
}

/** A client in the room, and what it hears. */
async function join(url: string): Promise<{ socket: Socket; heard: Fields[] }> {
  const socket = io(url, { forceNew: true, auth: {} });
  sockets.push(socket);
  const heard: Fields[] = [];
  socket.on('item', ({ text }: { text: string }) => heard.push(JSON.parse(text) as Fields));
  await ask(socket, 'join', { room: ROOM, items: true });
  return { socket, heard };
}

function say(socket: Socket, id: string, message: string): Promise<unknown> {
  return ask(socket, 'message', { room: ROOM, id, message });
}

function stored(): readonly Fields[] {
  const items = momento.direct.listFetch({ cache: CACHE, list: ROOM });
  return items.map((item) => JSON.parse(item) as Fields);
}

it('two relays give one answer to each message, which comes after it', async () => {
  const asked: string[] = [];
  const reply: BotOptions['reply'] = ({ text }) => {
    asked.push(text);
    return `Re: ${text}`;
  };
  const [one, other] = [await start(reply), await start(reply)];
  const [ada, grace] = [await join(one.url), await join(other.url)];
  await say(ada.socket, 'a1', 'One');
  await say(grace.socket, 'g1', 'Two');
  await eventually(() => stored().length === 4);
  const texts = (items: readonly Fields[]): unknown[] =>
    items.flatMap(({ message }) => message ?? []).sort();
  await eventually(() => texts(ada.heard).length === 4 && texts(grace.heard).length === 4);
  expect(texts(stored())).toEqual(['One', 'Re: One', 'Re: Two', 'Two']);
  expect(texts(ada.heard)).toEqual(texts(grace.heard));
  expect([...asked].sort()).toEqual(['One', 'Two']);
  const [question, answer] = ['One', 'Re: One'].map((text) =>
    stored().find(({ message }) => message === text),
  );
  expect(answer).toMatchObject({ userId: USER.id, username: USER.name });
  expect(Number(answer?.['order'])).toBeGreaterThan(Number(question?.['order']));
});

it('an answer is heard as it grows, and offers buttons once it is whole', async () => {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const relay = await start(async function* (_, { suggest }) {
    suggest(['Yes', 'No']);
    yield 'Shall I ';
    await finished;
    yield 'go on?';
  });
  const { socket, heard } = await join(relay.url);
  await say(socket, 'a1', 'Hello');
  await eventually(() => heard.some(({ draft }) => draft === 'Shall I'));
  expect(stored()).toHaveLength(1);
  finish();
  await eventually(() => heard.some(({ message }) => message === 'Shall I go on?'));
  expect(stored().at(-1)).toMatchObject({ suggestions: ['Yes', 'No'] });
});

it('a removed message gets no answer, and no visitor offers buttons', async () => {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const seen: string[] = [];
  const relay = await start(async ({ text }) => {
    seen.push(text);
    if (text !== 'Oops') return null;
    await finished;
    return 'Too late';
  });
  const { socket, heard } = await join(relay.url);
  await ask(socket, 'message', { room: ROOM, id: 'a0', message: 'Hi', suggestions: ['Click'] });
  expect(stored()[0]).not.toHaveProperty('suggestions');
  await say(socket, 'a1', 'Oops');
  await eventually(() => seen.includes('Oops'));
  const relation = { type: 'removal', id: 'a1', order: 0 };
  expect(await ask(socket, 'relation', { room: ROOM, event: relation })).toMatchObject({
    ok: true,
  });
  finish();
  await say(socket, 'a2', 'Done');
  await eventually(() => seen.includes('Done'));
  expect(heard.map(({ message }) => message)).not.toContain('Too late');
  expect(stored().map(({ message }) => message)).toEqual(['Hi', 'Done']);
});

it('another relay answers once in place of a killed one', async () => {
  const victim = await startRelayProcess(momento, 0, 1_500);
  const heir = await startRelayProcess(momento, 0, 1_500);
  try {
    const ada = await join(victim.url);
    const grace = await join(heir.url);
    await say(ada.socket, 'a1', 'Anybody?');
    // The bot is writing.
    await eventually(() => grace.heard.some(({ userId }) => userId === USER.id));
    await victim.kill();
    await eventually(() => stored().length === 2);
    expect(String(stored()[1]?.['message'])).toMatch(/^Re: Anybody\? by \d+$/);
    await eventually(() => grace.heard.some(({ id }) => id === 'bot-help.a1.0'));
  } finally {
    await victim.kill();
    await heir.kill();
  }
}, 60_000);
