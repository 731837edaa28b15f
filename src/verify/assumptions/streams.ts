import type { Assumption } from '../assumption.js';
import { observing, unknown } from '../outcome.js';

/** The longest silence that the widget takes for a living stream before it knows the heartbeats' pace, in ms. */
const LONGEST_GAP_MS = 30_000;

export const streams: readonly Assumption[] = [
  {
    id: 'first-frame',
    statement:
      'The first frame of a quiet topic’s stream is a heartbeat, and comes within 10 seconds.',
    dependsOn:
      'subscribing ends, and the history is fetched after it (core/connection/topic-stream.ts)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const frame = await world.stream(world.name('quiet')).frame(10_000);
        see.equal('the first frame', frame?.kind, 'heartbeat');
      }),
  },
  {
    id: 'heartbeats',
    statement: 'A quiet stream brings a heartbeat at least every 30 seconds.',
    dependsOn: 'a dead stream is noticed by its silence (core/connection/watchdog.ts)',
    operations: 5,
    timeoutMs: 110_000,
    check: (world) =>
      observing(async (see) => {
        const stream = await world.openStream(world.name('quiet'));
        for (let beat = 1; beat <= 3; beat += 1) {
          const start = performance.now();
          const isHere = await stream.heartbeat(LONGEST_GAP_MS);
          const seconds = Math.round((performance.now() - start) / 1000);
          see.that(`heartbeat ${beat}`, isHere !== undefined, `none within ${seconds} s`);
          if (!isHere) return;
        }
      }),
  },
  {
    id: 'sequence-numbers',
    statement: 'A topic’s items are numbered one by one, on one page, from the first of them on.',
    dependsOn: 'a missing item is noticed by its number (core/connection/topic-stream.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        for (const text of ['1', '2', '3']) await world.owner.publish(topic, text);
        const seen = [await stream.item(), await stream.item(), await stream.item()];
        const [first] = seen;
        see.equal(
          'the texts',
          seen.map((item) => item?.text),
          ['1', '2', '3'],
        );
        const from = first?.number ?? 0;
        see.that('the first number', from >= 1, from);
        see.equal(
          'the numbers',
          seen.map((item) => item?.number),
          [from, from + 1, from + 2],
        );
        see.equal('the pages', new Set(seen.map((item) => item?.page)).size, 1);
      }),
  },
  {
    id: 'same-order',
    statement: 'All subscribers get the items of several publishers in the same order.',
    dependsOn: 'live messages have one order for everybody (How a message travels)',
    operations: 40,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const [one, two] = [await world.openStream(topic), await world.openStream(topic)];
        const texts = ['1', '2', '3', '4', '5', '6'];
        await Promise.all(texts.map((text) => world.owner.publish(topic, text)));
        const first: (string | undefined)[] = [];
        const second: (string | undefined)[] = [];
        while (first.length < texts.length) {
          first.push((await one.item())?.text);
          second.push((await two.item())?.text);
        }
        see.equal('the second order', second, first);
        see.equal('the texts', [...first].sort(), texts);
      }),
  },
  {
    id: 'new-items-only',
    statement: 'A new stream brings what is published from its first frame on, and nothing before.',
    dependsOn: 'joining: subscribe, then fetch the list (core/connection/)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        see.equal('publishing unheard', (await world.owner.publish(topic, 'old')).code, 'ok');
        const stream = await world.openStream(topic);
        await world.owner.publish(topic, 'new');
        see.equal('the first item', (await stream.item())?.text, 'new');
      }),
  },
  {
    id: 'several-streams',
    statement:
      'One token opens several streams of a topic at once, and each of them brings every item.',
    dependsOn: 'streams are rotated with an overlap (core/connection/rotating-stream.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const token = await world.visitorToken({ room, access: 'read-only', mode: 'direct' });
        const opened = [1, 2, 3].map(() => world.openStream(room, token));
        const all = await Promise.all(opened);
        await world.owner.publish(room, 'x');
        const items = await Promise.all(all.map((stream) => stream.item()));
        see.equal(
          'the texts',
          items.map((item) => item?.text),
          ['x', 'x', 'x'],
        );
        see.equal('the numbers', new Set(items.map((item) => item?.number)).size, 1);
      }),
  },
  {
    id: 'resume',
    statement:
      'A stream that resumes at a number brings the kept items from it on, in order and with no gap.',
    dependsOn:
      'the SDK resumes a broken stream by itself (transport/momento/, server/store/momento-topics.ts)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        for (const text of ['1', '2', '3']) await world.owner.publish(topic, text);
        await stream.item();
        const second = await stream.item();
        if (!second) throw new Error('the second item did not come');
        const { number, page } = second;
        const resumed = world.stream(topic, undefined, { number, page });
        see.equal('the first', await resumed.news(), second);
        see.equal('the next', (await resumed.item())?.text, '3');
        await world.owner.publish(topic, '4');
        see.equal('a new one', (await resumed.item())?.text, '4');
      }),
  },
  {
    id: 'discontinuity',
    statement:
      'A stream that resumes on a page which is over brings a discontinuity, with the page and number that follow.',
    dependsOn: 'a gap is noticed, shown and filled from the list (core/connection/)',
    operations: 15,
    check: async (world) => {
      const topic = world.name('room');
      const stream = await world.openStream(topic);
      for (const text of ['1', '2']) await world.owner.publish(topic, text);
      const last = [await stream.item(), await stream.item()][1];
      if (!last) throw new Error('the second item did not come');
      if (last.page < 2) return unknown('the topic is on its first page: there is no earlier one');
      const resumed = world.stream(topic, undefined, { number: 2, page: last.page - 1 });
      const gap = await resumed.news();
      return observing(async (see) => {
        see.equal('the first news', gap?.kind, 'discontinuity');
        if (gap?.kind !== 'discontinuity') return;
        see.equal('its page', gap.page, last.page);
        await world.owner.publish(topic, '3');
        let item = await resumed.item();
        see.that('the next number', (item?.number ?? 0) > gap.next, { item, gap });
        while (item && item.number <= last.number) item = await resumed.item();
        see.equal('the item after it', item?.text, '3');
      });
    },
  },
  {
    id: 'texts-unchanged',
    statement:
      'Texts in any script, with line breaks and control characters, arrive as they were published.',
    dependsOn: 'a stranger’s message is only text (protocol/item.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        const text = '{"message":"こんにちは 👩‍🚀\\u0000"}\r\n\t\u0001\u202e\ufeffé';
        await world.owner.publish(topic, text);
        see.equal('the text', (await stream.item())?.text, text);
      }),
  },
  {
    id: 'bytes',
    statement: 'Published bytes arrive as bytes, not as a text.',
    dependsOn: 'bytes are dropped and counted, never shown (core/timeline/item-reader.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        await world.owner.publish(topic, Uint8Array.of(0, 255, 128));
        const item = await stream.item();
        see.equal('the bytes', item?.bytes, [0, 255, 128]);
        see.equal('the text', item?.text, undefined);
      }),
  },
  {
    id: 'empty-text',
    statement: 'An item with an empty text is delivered, and the stream goes on.',
    dependsOn:
      'a stranger’s empty item ends nobody’s stream (transport/momento/momento-subscription.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        see.equal('publishing it', (await world.owner.publish(topic, '')).code, 'ok');
        await world.owner.publish(topic, 'after');
        see.equal('the item', (await stream.item())?.text, '');
        see.equal('the next item', (await stream.item())?.text, 'after');
      }),
  },
];
