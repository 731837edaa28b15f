import { expect } from '@open-wc/testing';
import { CACHE, until, untilShown } from '../helpers/chat-fixture.js';
import { webClients, wrapToken } from '../helpers/engine-web-clients.js';
import {
  expectAll,
  expectShown,
  inEveryMode,
  untilMessage,
  untilSent,
  type World,
} from './every-mode.js';

const REMOVED = 'This message was removed.';

function cacheOf({ chat: { engine } }: World): ReturnType<typeof webClients>['cache'] {
  return webClients(engine.webUrl, wrapToken(engine.webUrl, engine.apiKey)).cache;
}

/** Deletes a message from the list without an event. */
async function deleteFromList(world: World, text: string): Promise<void> {
  const items = await world.chat.engine.list({ cache: CACHE, list: world.room });
  const item = items.find((one) => (JSON.parse(one) as { message: string }).message === text);
  await cacheOf(world).listRemoveValue(CACHE, world.room, item ?? '');
}

/** Makes every visitor reconnect, and waits for a message sent afterwards. */
async function reconnect(world: World): Promise<void> {
  await world.chat.engine.faults.dropStreams();
  await world.chat.sendElsewhere(world.room, 'after');
  await untilMessage(world.ada, 'after');
  await untilMessage(world.grace, 'after');
}

async function sendAll(world: World, texts: readonly string[]): Promise<void> {
  for (const text of texts) world.ada.send(text);
  await expectShown(world, texts);
}

inEveryMode('history', {
  'expiry: an expired list removes no message that is shown': async (world) => {
    await sendAll(world, ['one', 'two']);
    await cacheOf(world).delete(CACHE, world.room);
    await reconnect(world);
    await expectShown(world, ['one', 'two', 'after']);
    await untilShown(world.served.open('edsger'), ['after']);
  },

  'expiry: an expired token is replaced, and no message is missed': async (world) => {
    const { chat, served } = world;
    await chat.endpoint.behave({ ...served.behaviour, tokenTtlSeconds: 2 });
    const late = served.open('katherine');
    const before = (await chat.endpoint.requests()).length;
    const again = async (): Promise<boolean> =>
      (await chat.endpoint.requests()).length >= before + 2;
    await until('further tokens', again);
    late.send('with another token');
    await untilMessage(world.grace, 'with another token');
    await expectAll(world, ['with another token']);
  },

  'truncation: a retry evicts no other message from a full list': async (world) => {
    const { chat, room, ada } = world;
    const earlier = Array.from({ length: 99 }, (_, index) => `earlier ${String(index)}`);
    const items = earlier.map((text, index) =>
      JSON.stringify({ id: text, username: 'Edsger', message: text, order: index + 1 }),
    );
    await chat.engine.push({ cache: CACHE, list: room }, ...items);
    const fault = { kind: 'lost-answer', status: 'UNAVAILABLE', rpc: 'ListPushBack' } as const;
    await chat.engine.faults.inject({ ...fault, count: 1 });
    ada.send('the hundredth');
    await untilSent(world);
    expect(await chat.storedTexts(room)).to.deep.equal([...earlier, 'the hundredth']);
  },

  'removal: a message that a moderator removes is removed for every visitor': async (world) => {
    await sendAll(world, ['regrettable', 'fine']);
    await world.served.remove?.(world.ada.messages[0]?.id ?? '');
    await expectShown(world, [REMOVED, 'fine']);
    await untilShown(world.served.open('edsger'), [REMOVED, 'fine']);
  },

  'removal: a message that is only absent from the list is not removed': async (world) => {
    await sendAll(world, ['one', 'two', 'three']);
    await deleteFromList(world, 'one');
    await deleteFromList(world, 'two');
    await reconnect(world);
    await expectShown(world, ['one', 'two', 'three', 'after']);
  },

  'foreign writers: a message without an id is shown once': async (world) => {
    const text = JSON.stringify({ username: 'Edsger', message: 'no id' });
    await world.chat.engine.push({ cache: CACHE, list: world.room }, text);
    await world.chat.engine.publish({ cache: CACHE, topic: world.room, text });
    await expectAll(world, ['no id']);
  },

  'foreign writers: a visitor who joins between its push and its publish sees it once': async (
    world,
  ) => {
    const { chat, room, served } = world;
    const text = JSON.stringify({ username: 'Edsger', message: 'no id' });
    await chat.engine.push({ cache: CACHE, list: room }, text);
    const late = served.open('katherine');
    await untilShown(late, ['no id']);
    await chat.engine.publish({ cache: CACHE, topic: room, text });
    await chat.sendElsewhere(room, 'after');
    await untilShown(late, ['no id', 'after']);
    await expectAll(world, ['no id', 'after']);
  },
});
