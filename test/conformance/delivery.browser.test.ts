import { expect } from '@open-wc/testing';
import { untilShown, untilStatus } from '../helpers/chat-fixture.js';
import {
  expectAll,
  expectShown,
  inEveryMode,
  untilMessage,
  untilSent,
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

inEveryMode('delivery', {
  'send: a burst arrives once, in the order in which it was written': async (world) => {
    const texts = Array.from({ length: 10 }, (_, index) => `message ${String(index)}`);
    for (const text of texts) world.ada.send(text);
    await expectAll(world, texts);
  },

  'join: who comes while others write misses nothing': async (world) => {
    world.ada.send('before');
    const late = world.served.open('katherine');
    world.ada.send('meanwhile');
    await untilShown(late, ['before', 'meanwhile']);
    await expectAll(world, ['before', 'meanwhile']);
  },

  'retry: a ListPushBack that is refused is tried again': (world) =>
    expectRetry(world, 'ListPushBack'),

  'retry: a Publish that is refused is tried again': (world) => expectRetry(world, 'Publish'),

  'lost answer: a ListPushBack without an answer stores and shows once': (world) =>
    expectOnce(world, 'ListPushBack'),

  'lost answer: a Publish without an answer stores and shows once': (world) =>
    expectOnce(world, 'Publish'),

  'late answer: what was given up is shown once, and nothing else is lost': async (world) => {
    await world.chat.sendElsewhere(world.room, 'earlier');
    const fault = { kind: 'delay', rpc: 'ListPushBack', ms: 7_000, count: 1 } as const;
    await world.chat.engine.faults.inject(fault);
    world.ada.send('late');
    await untilSent(world);
    await expectShown(world, ['earlier', 'late']);
    await untilShown(world.served.open('edsger'), ['earlier', 'late']);
  },

  'slow: late answers lose nothing and keep the order': async (world) => {
    const fault = { kind: 'delay', rpc: 'ListPushBack', ms: 800, count: 2 } as const;
    await world.chat.engine.faults.inject(fault);
    world.ada.send('one');
    world.ada.send('two');
    await expectAll(world, ['one', 'two']);
  },

  'cut: what was sent while streams were cut is there afterwards': async (world) => {
    await world.chat.engine.faults.dropStreams();
    await world.chat.sendElsewhere(world.room, 'in the hole');
    await expectAll(world, ['in the hole']);
  },

  'cut: what was sent while the visitors’ sockets were cut is there afterwards': async (world) => {
    await world.served.relay?.cut();
    await world.chat.sendElsewhere(world.room, 'in the hole');
    await expectAll(world, ['in the hole']);
  },

  'freeze: what was sent while streams were silent is there afterwards': async (world) => {
    await world.chat.engine.faults.stallStreams();
    await world.chat.sendElsewhere(world.room, 'in the silence');
    await untilMessage(world.ada, 'in the silence');
    await untilMessage(world.grace, 'in the silence');
    await expectAll(world, ['in the silence']);
  },

  'freeze: what was sent while the visitors’ sockets were silent is there afterwards': async (
    world,
  ) => {
    await world.served.relay?.stall();
    await world.chat.sendElsewhere(world.room, 'in the silence');
    await untilMessage(world.ada, 'in the silence');
    await untilMessage(world.grace, 'in the silence');
    await expectAll(world, ['in the silence']);
  },

  'two tabs: both of one visitor show what either writes': async (world) => {
    const other = world.served.open('ada');
    await untilStatus(other, 'connected');
    other.send('from the other tab');
    await expectAll(world, ['from the other tab']);
    await untilShown(other, ['from the other tab']);
  },

  'two tabs: unsent messages of both are sent once, after one comes again': async (world) => {
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
    // Who was first is not promised; that all see the same order is.
    const texts = world.grace.messages.map(({ text }) => text);
    await expectShown(world, texts);
    await untilShown(served.open('edsger'), texts);
    const stored = await chat.storedTexts(world.room);
    expect([...stored].sort()).to.deep.equal(['from one tab', 'from the other']);
  },
});
