import { CredentialProvider } from '@gomomento/sdk';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inboxOf } from '../../src/protocol/room-rules.js';
import {
  createBot,
  createModerationDesk,
  createModerator,
  type BotOptions,
  type LiveRoomStore,
  type Moderator,
} from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { TokenWorld } from '../helpers/token-world.js';
import { message } from './moderation-fixture.js';

const CACHE = 'instant-messaging';

type Fields = Readonly<Record<string, unknown>>;

/** The real SDK, and tokens of the endpoint, over the wire. */
let world: TokenWorld;
const stores: LiveRoomStore[] = [];
const moderators: Moderator[] = [];

/** A process with a moderator, a desk and a bot, for one room. */
async function start(room: string, reply: BotOptions['reply']): Promise<Moderator> {
  const store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({
      hostname: '127.0.0.1',
      port: world.engine.grpcPort,
    }),
  });
  stores.push(store);
  const desk = createModerationDesk({ store, roleOf: () => 'member' });
  const bot = createBot({ store, user: { id: 'bot-help', name: 'Helper' }, reply });
  const moderator = createModerator({
    ...{ store, desk, bot, rooms: [room], moderate: () => undefined },
    // Each hears of all messages.
    roomLeaseSeconds: 0,
  });
  moderators.push(moderator);
  await eventually(() => moderator.stats().streams === 1);
  return moderator;
}

function stored(room: string): readonly Fields[] {
  const items = world.engine.direct.listFetch({ cache: CACHE, list: room });
  return items.map((item) => JSON.parse(item) as Fields);
}

beforeAll(async () => {
  world = await TokenWorld.start([CACHE], { moderator: {} });
});

afterEach(() => {
  for (const moderator of moderators.splice(0)) moderator.close();
  for (const store of stores.splice(0)) store.close();
});

afterAll(() => world.close());

it('three processes give one answer to each message of five visitors', async () => {
  const room = 'bots';
  const asked: string[] = [];
  const reply: BotOptions['reply'] = ({ id, author }) => {
    asked.push(id);
    return `Hello ${author.id ?? ''}`;
  };
  await Promise.all([1, 2, 3].map(() => start(room, reply)));
  const users = ['ada', 'grace', 'edsger', 'barbara', 'alan'];
  for (const user of users) {
    world.endpoint.behave({ mode: 'moderated', times: 1 });
    const visitor = await world.visitorOf(room, user);
    await visitor.topics.publish(CACHE, inboxOf(room), message(`${user}-1`));
  }
  const answers = (): readonly unknown[] =>
    stored(room)
      .filter(({ userId }) => userId === 'bot-help')
      .map((fields) => fields['message']);
  await eventually(() => answers().length >= users.length);
  expect([...answers()].sort()).toEqual(users.map((user) => `Hello ${user}`).sort());
  expect([...asked].sort()).toEqual(users.map((user) => `${user}-1`).sort());
});

it('a growing answer is heard over the topic, and stored when it is whole', async () => {
  const room = 'growing';
  const heard: Fields[] = [];
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  async function* words(): AsyncIterable<string> {
    yield 'The answer ';
    await finished;
    yield 'is 42.';
  }
  await start(room, words);
  world.endpoint.behave({ mode: 'moderated', times: 1 });
  const visitor = await world.visitorOf(room, 'ada');
  await visitor.topics.subscribe(CACHE, room, {
    onItem: (item) => heard.push(JSON.parse(item.valueString()) as Fields),
  });
  await visitor.topics.publish(CACHE, inboxOf(room), message('ada-1'));
  await eventually(() => heard.some(({ draft }) => draft === 'The answer'));
  expect(stored(room)).toHaveLength(1);
  finish();
  await eventually(() => heard.some((fields) => fields['message'] === 'The answer is 42.'));
  expect(stored(room).at(-1)).toMatchObject({ userId: 'bot-help', message: 'The answer is 42.' });
});
