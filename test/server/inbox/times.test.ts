import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock as EngineClock } from '../../../src/local-momento/index.js';
import { systemClock, type Clock } from '../../../src/platform/clock.js';
import { eventually } from '../../helpers/engine-eventually.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { CACHE, InboxWorld } from './inbox-fixture.js';

const HOUR = 3_600_000;

/** How far all clocks are ahead, in ms. */
let ahead = 0;
let world: InboxWorld;

const engineClock: EngineClock = {
  now: () => Date.now() + ahead,
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + ahead,
  elapsed: () => performance.now() + ahead,
};

/** Visitors' tokens would end when the time is skipped: the moderator's word is taken. */
function tell(server: InboxServer, room: string, id: string, text = 'Hi'): Promise<void> {
  const author = { id: 'ada', name: 'Ada', verified: true };
  return server.inbox.feed.onStored(room, { id, text, author, sentAt: clock.now() });
}

async function listed(server: InboxServer): Promise<string[]> {
  const { conversations } = await world.list(server);
  return conversations.map(({ room }) => room).sort();
}

beforeEach(async () => {
  ahead = 0;
  world = await InboxWorld.start({ clock: engineClock });
});

afterEach(() => world.close());

describe('a snoozed conversation', () => {
  it('is open again at its time, and one of two processes tells it', async () => {
    const one = await world.process({ clock });
    const other = await world.process({ clock });
    await tell(one, 'lobby', 'm1');
    const heard = await world.hear(one);
    await Promise.all([world.list(one), world.list(other)]);
    const until = Math.floor(clock.now()) + 1_500;
    await world.ask(one, 'sam', { type: 'snooze', room: 'lobby', until });
    await eventually(async () => (await world.list(other)).counts.snoozed === 1);
    const { version: snoozed } = await world.conversation(one, 'lobby');
    const woken = () =>
      heard.filter(
        (event) =>
          event.type === 'conversation' &&
          event.conversation.version > snoozed &&
          event.conversation.status === 'open',
      );
    await eventually(() => woken().length > 0);
    expect(clock.now()).toBeGreaterThanOrEqual(until);
    await eventually(async () => (await world.list(other)).counts.open === 1);
    const { version } = await world.conversation(one, 'lobby');
    await tell(one, 'lobby', 'm2');
    await eventually(async () => (await world.list(other)).conversations[0]?.messages === 2);
    // Both processes were awake, and one of them has written and told it.
    expect(
      woken().filter((event) => 'conversation' in event && event.conversation.version === version),
    ).toHaveLength(1);
  });

  it('is open again at its time though no process was awake', async () => {
    const one = await world.process({ clock });
    await tell(one, 'lobby', 'm1');
    const until = Math.floor(clock.now()) + HOUR;
    await world.ask(one, 'sam', { type: 'snooze', room: 'lobby', until });
    await one.close();
    world.servers.splice(0);
    ahead += HOUR + 1;
    const later = await world.process({ clock });
    const page = await world.list(later);
    expect(page).toMatchObject({ counts: { open: 1, snoozed: 0 } });
    expect(page.conversations[0]).not.toHaveProperty('snoozedUntil');
    const { body } = await world.ask(later, 'sam', { type: 'open', room: 'lobby' });
    expect(body.conversation?.status).toBe('open');
  });
});

describe('the register', () => {
  it('keeps a quiet conversation for 23 hours, and then forgets it', async () => {
    const one = await world.process({ clock });
    await tell(one, 'quiet', 'm1');
    await tell(one, 'lively', 'm1');
    for (let hour = 1; hour < 23; hour += 1) {
      ahead += HOUR;
      await tell(one, 'lively', `m${hour + 1}`);
    }
    ahead += HOUR / 2;
    const middle = await world.process({ clock });
    expect(await listed(middle)).toEqual(['lively', 'quiet']);
    ahead += HOUR;
    const late = await world.process({ clock });
    expect(await listed(late)).toEqual(['lively']);
    const { status } = await world.ask(late, 'sam', { type: 'open', room: 'quiet' });
    expect(status).toBe(404);
  });

  it('has a conversation that begins again after it was forgotten, as a newer one', async () => {
    const one = await world.process({ clock });
    await tell(one, 'lobby', 'm1');
    const { version } = await world.conversation(one, 'lobby');
    ahead += 24 * HOUR;
    expect(await one.inbox.conversation('lobby')).toBeUndefined();
    await tell(one, 'lobby', 'm2', 'Me again');
    const again = await world.conversation(one, 'lobby');
    expect(again).toMatchObject({ excerpt: 'Me again', messages: 1 });
    expect(again.version).toBeGreaterThan(version);
    expect(await listed(one)).toEqual(['lobby']);
  });

  it('sweeps the names of rooms that are gone for a day', async () => {
    const one = await world.process({ clock });
    for (let i = 0; i < 40; i += 1) await tell(one, `room ${i}`, 'm1');
    const names = (): number =>
      Array.from({ length: 32 }, (_, page) =>
        world.engine.direct.listFetch({
          ...{ cache: CACHE, list: `momento-chat/inbox-rooms/["${page}"]` },
        }),
      ).flat().length;
    expect(names()).toBe(40);
    ahead += 12 * HOUR;
    // Their pages live on with others' conversations.
    for (let i = 0; i < 40; i += 1) await tell(one, `other ${i}`, 'm1');
    ahead += 12.5 * HOUR;
    expect(names()).toBeGreaterThan(40);
    expect(await listed(await world.process({ clock }))).toHaveLength(30);
    expect(names()).toBe(40);
  });

  it('lets notes live as long as their conversation', async () => {
    const one = await world.process({ clock });
    await tell(one, 'lobby', 'm1');
    await world.ask(one, 'sam', { type: 'note', room: 'lobby', id: 'n1', text: 'VIP' });
    for (let step = 0; step < 4; step += 1) {
      ahead += 12 * HOUR;
      await tell(one, 'lobby', `later ${step}`);
    }
    const { body } = await world.ask(one, 'sam', { type: 'open', room: 'lobby' });
    expect(body.notes?.map(({ text }) => text)).toEqual(['VIP']);
  });
});

it('agents who say nothing for a minute are not here any more', async () => {
  const one = await world.process({ clock });
  await world.ask(one, 'sam', { type: 'presence', here: true });
  ahead += 55_000;
  expect(await one.inbox.agentsHere()).toHaveLength(1);
  ahead += 6_000;
  expect(await one.inbox.agentsHere()).toEqual([]);
});
