import { expect } from '@open-wc/testing';
import { untilShown, untilStatus } from '../helpers/chat-fixture.js';
import {
  expectAll,
  expectShown,
  heartbeats,
  untilMessage,
  untilSent,
  type Promises,
  type World,
} from './every-mode.js';

type Rpc = 'ListPushBack' | 'Publish';

async function expectRetry(world: World, rpc: Rpc): Promise<void> {
  const fault = { kind: 'error', status: 'UNAVAILABLE', rpc, count: 1 } as const;
  await world.chat.engine.faults.inject(fault);
  world.ada.send('at last');
  await expectAll(world, ['at last']);
}

async function expectOnce(world: World, rpc: Rpc): Promise<void> {
  const fault = { kind: 'lost-answer', status: 'UNAVAILABLE', rpc, count: 1 } as const;
  await world.chat.engine.faults.inject(fault);
  world.ada.send('once');
  await expectAll(world, ['once']);
}

/** Each mode has a file of its own: these take longest, and files run side by side. */
export const DELIVERY: Promises = {
  'send: a burst of messages arrives once and in the order of sending': async (world) => {
    const texts = Array.from({ length: 10 }, (_, index) => `message ${String(index)}`);
    for (const text of texts) world.ada.send(text);
    await expectAll(world, texts);
  },

  'join: a visitor who joins while others write misses no message': async (world) => {
    world.ada.send('before');
    const late = world.served.open('katherine');
    world.ada.send('meanwhile');
    await untilShown(late, ['before', 'meanwhile']);
    await expectAll(world, ['before', 'meanwhile']);
  },

  'retry: a refused ListPushBack is retried': (world) => expectRetry(world, 'ListPushBack'),

  'retry: a refused Publish is retried': (world) => expectRetry(world, 'Publish'),

  'lost response: a message whose ListPushBack got no response is stored and shown once': (world) =>
    expectOnce(world, 'ListPushBack'),

  'lost response: a message whose Publish got no response is stored and shown once': (world) =>
    expectOnce(world, 'Publish'),

  'late response: a message whose ListPushBack timed out is shown once, and no other is lost':
    async (world) => {
      await world.chat.sendElsewhere(world.room, 'earlier');
      const fault = { kind: 'delay', rpc: 'ListPushBack', ms: 7_000, count: 1 } as const;
      await world.chat.engine.faults.inject(fault);
      world.ada.send('late');
      await untilSent(world);
      await expectShown(world, ['earlier', 'late']);
      await untilShown(world.served.open('edsger'), ['earlier', 'late']);
    },

  'slow: slow responses lose no message and keep the order': async (world) => {
    const fault = { kind: 'delay', rpc: 'ListPushBack', ms: 800, count: 2 } as const;
    await world.chat.engine.faults.inject(fault);
    world.ada.send('one');
    world.ada.send('two');
    await expectAll(world, ['one', 'two']);
  },

  'cut: messages sent while streams were cut arrive afterwards': async (world) => {
    await world.chat.engine.faults.dropStreams();
    await world.chat.sendElsewhere(world.room, 'while cut');
    await expectAll(world, ['while cut']);
  },

  'cut: messages sent while the visitors’ sockets were cut arrive afterwards': async (world) => {
    await world.served.relay?.cut();
    await world.chat.sendElsewhere(world.room, 'while cut');
    await expectAll(world, ['while cut']);
  },

  'freeze: messages sent while streams were silent arrive afterwards': async (world) => {
    await heartbeats();
    await world.chat.engine.faults.stallStreams();
    await world.chat.sendElsewhere(world.room, 'while silent');
    await untilMessage(world.ada, 'while silent');
    await untilMessage(world.grace, 'while silent');
    await expectAll(world, ['while silent']);
  },

  'freeze: messages sent while the visitors’ sockets were silent arrive afterwards': async (
    world,
  ) => {
    await world.served.relay?.stall();
    await world.chat.sendElsewhere(world.room, 'while silent');
    await untilMessage(world.ada, 'while silent');
    await untilMessage(world.grace, 'while silent');
    await expectAll(world, ['while silent']);
  },

  'two tabs: both tabs of a visitor show the messages written in either': async (world) => {
    const other = world.served.open('ada');
    await untilStatus(other, 'connected');
    other.send('from the other tab');
    await expectAll(world, ['from the other tab']);
    await untilShown(other, ['from the other tab']);
  },

  'two tabs: unsent messages of both tabs are sent once after one tab is reopened': async (
    world,
  ) => {
    const { ada, chat, served } = world;
    const other = served.open('ada');
    await untilStatus(other, 'connected');
    await chat.engine.down();
    ada.send('from one tab');
    other.send('from the other');
    other.remove();
    const again = served.open('ada');
    await chat.engine.up();
    await untilMessage(again, 'from the other');
    await untilMessage(world.grace, 'from one tab');
    await untilMessage(world.grace, 'from the other');
    // The order is not promised, but it is the same for every visitor.
    const texts = world.grace.messages.map(({ text }) => text);
    await expectShown(world, texts);
    await untilShown(served.open('edsger'), texts);
    const stored = await chat.storedTexts(world.room);
    expect([...stored].sort()).to.deep.equal(['from one tab', 'from the other']);
  },
};
