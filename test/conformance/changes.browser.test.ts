import { expect } from '@open-wc/testing';
import type { ChatElement, ChatMessage } from '../../src/momento-chat.js';
import { CACHE, until } from '../helpers/chat-fixture.js';
import { heartbeats, inEveryMode, TIMEOUT_MS, untilSent, type World } from './every-mode.js';

function find(element: ChatElement, id: string): ChatMessage | undefined {
  return element.messages.find((message) => message.id === id);
}

/** What visitors see of a message, in short. */
function seen(element: ChatElement, id: string): string {
  const message = find(element, id);
  if (!message) return 'nothing';
  if (message.removed) return 'removed';
  const reactions = (message.reactions ?? []).map(
    ({ emoji, users }) => `${emoji} ${users.map((user) => user.id).join('+')}`,
  );
  const edited = message.editedAt === undefined ? '' : ' (edited)';
  return [`${message.text}${edited}`, ...reactions].join(' ');
}

async function untilSeen(element: ChatElement, id: string, expected: string): Promise<void> {
  const sees = (): boolean => seen(element, id) === expected;
  await until(`“${expected}”`, sees, TIMEOUT_MS).catch((error: unknown) => {
    throw new Error(`${String(error)}; seen: ${seen(element, id)}`);
  });
}

/** Every visitor, and one who joins now, sees this. */
async function expectSeen(world: World, id: string, expected: string): Promise<void> {
  const { ada, grace, served } = world;
  for (const element of [ada, grace, served.open('edsger')]) await untilSeen(element, id, expected);
}

/** A message of Ada's that both have. */
async function sent(world: World, text: string): Promise<string> {
  const id = world.ada.send(text) ?? '';
  await untilSent(world);
  for (const element of [world.ada, world.grace]) await until(text, () => find(element, id));
  return id;
}

function own(element: ChatElement): string {
  return element.session?.user.id ?? '';
}

inEveryMode('changes', {
  'changes: a reaction, an edit, an answer and a removal reach visitors who are there, and who come later':
    async (world) => {
      const { ada, grace } = world;
      const [kept, gone] = [await sent(world, 'helo'), await sent(world, 'oops')];
      expect(grace.react(kept, '👍')).to.equal(true);
      expect(ada.edit(kept, 'hello')).to.equal(true);
      expect(ada.remove(gone)).to.equal(true);
      const answer = grace.send('hi', { replyTo: kept }) ?? '';
      await expectSeen(world, kept, `hello (edited) 👍 ${own(grace)}`);
      await expectSeen(world, gone, 'removed');
      await until('the answer', () => find(ada, answer));
      expect(find(ada, answer)?.replyTo?.id).to.equal(kept);
      grace.react(kept, '👍');
      await expectSeen(world, kept, 'hello (edited)');
    },

  'changes: those made while streams were cut arrive afterwards': async (world) => {
    const { ada, grace, chat } = world;
    const [kept, gone] = [await sent(world, 'helo'), await sent(world, 'oops')];
    await chat.engine.faults.dropStreams();
    grace.react(kept, '👍');
    ada.edit(kept, 'hello');
    ada.remove(gone);
    await expectSeen(world, kept, `hello (edited) 👍 ${own(grace)}`);
    await expectSeen(world, gone, 'removed');
  },

  'changes: those made while streams were silent arrive afterwards': async (world) => {
    const { ada, grace, chat } = world;
    const id = await sent(world, 'helo');
    await heartbeats();
    await chat.engine.faults.stallStreams();
    grace.react(id, '👍');
    ada.edit(id, 'hello');
    await expectSeen(world, id, `hello (edited) 👍 ${own(grace)}`);
  },

  'changes: a refused Publish is retried': async (world) => {
    const id = await sent(world, 'helo');
    await world.chat.engine.faults.inject({
      kind: 'error',
      status: 'RESOURCE_EXHAUSTED',
      rpc: 'Publish',
      count: 1,
    });
    world.ada.edit(id, 'hello');
    await expectSeen(world, id, 'hello (edited)');
  },

  'changes: one whose Publish got no response counts once': async (world) => {
    const id = await sent(world, 'helo');
    await world.chat.engine.faults.inject({
      kind: 'lost-answer',
      status: 'UNAVAILABLE',
      rpc: 'Publish',
      count: 1,
    });
    world.grace.react(id, '👍');
    await expectSeen(world, id, `helo 👍 ${own(world.grace)}`);
  },

  'changes: a slow service keeps the last one of several': async (world) => {
    const id = await sent(world, 'helo');
    await world.chat.engine.faults.inject({
      kind: 'delay',
      ms: 300,
      rpc: 'ListPushBack',
      count: 5,
    });
    for (const on of [true, false, true]) world.grace.react(id, '👍', on);
    world.ada.edit(id, 'hell');
    world.ada.edit(id, 'hello');
    await expectSeen(world, id, `hello (edited) 👍 ${own(world.grace)}`);
  },

  'changes: a removed message leaves no text behind in the room’s lists': async (world) => {
    const { ada, chat, room } = world;
    const id = await sent(world, 'secret');
    ada.edit(id, 'secret, too');
    await expectSeen(world, id, 'secret, too (edited)');
    ada.remove(id);
    await expectSeen(world, id, 'removed');
    const relations = `momento-chat/relations/${JSON.stringify([room])}`;
    await until('the lists to be clean', async () => {
      const lists = await Promise.all(
        [room, relations].map((list) => chat.engine.list({ cache: CACHE, list })),
      );
      return !JSON.stringify(lists).includes('secret');
    });
  },

  'changes: nobody changes the message of another': async (world) => {
    const { grace } = world;
    const id = await sent(world, 'helo');
    expect(grace.edit(id, 'forged')).to.equal(false);
    expect(grace.remove(id)).to.equal(false);
    // What a hostile client of this token could write.
    const event = { type: 'edit', id: 'e1', target: id, text: 'forged', userId: own(grace) };
    await world.chat.engine.publish({
      cache: CACHE,
      topic: world.served.behaviour.mode ? `${world.room}-input` : world.room,
      text: JSON.stringify({ ...event, order: Date.now() }),
      tokenId: own(grace),
    });
    grace.react(id, '👍');
    await expectSeen(world, id, `helo 👍 ${own(grace)}`);
  },

  'changes: those that are not sent are sent after a reload': async (world) => {
    const { ada, chat, served } = world;
    const id = await sent(world, 'helo');
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'UNAVAILABLE',
      rpc: 'Publish',
      count: 3,
    });
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'UNAVAILABLE',
      rpc: 'ListPushBack',
      count: 1,
    });
    ada.edit(id, 'hello');
    HTMLElement.prototype.remove.call(ada);
    const again = served.open('ada');
    for (const element of [again, world.grace]) await untilSeen(element, id, 'hello (edited)');
  },
});
