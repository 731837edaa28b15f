import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/platform/clock.js';
import { systemClock } from '../../../src/platform/clock.js';
import { AvailabilityNews } from '../../../src/server/inbox/availability-news.js';
import { Agents } from '../../../src/server/inbox/agents.js';
import { Waits } from '../../../src/server/inbox/waits.js';
import type { InboxStore } from '../../../src/server/inbox/shared-item.js';
import { keyOf } from '../../../src/server/store/leases.js';
import { eventually } from '../../helpers/engine-eventually.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { InboxWorld } from './inbox-fixture.js';

let world: InboxWorld;
/** How far the processes' clock is ahead of the real one, in ms. */
let ahead = 0;
const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + ahead,
  elapsed: () => performance.now() + ahead,
};

/** Time passes until a room has heard something; visitors' tokens have the server look who is here. */
async function untilHeard(
  server: InboxServer,
  heard: readonly News[],
  count: number,
): Promise<void> {
  await eventually(async () => {
    ahead += 1_000;
    await fetch(`${server.tokenUrl}&room=lobby&user=reader`);
    return heard.length === count;
  });
}

interface News {
  readonly type: string;
  readonly at: number;
  readonly away: boolean;
  readonly answerSeconds?: number;
}

/** What a room's visitors hear of the agents. */
async function newsIn(room: string): Promise<News[]> {
  const heard: News[] = [];
  const [server] = world.servers;
  const token = await fetch(`${server?.tokenUrl ?? ''}&room=${room}&user=reader`);
  const { authToken } = (await token.json()) as { authToken: string };
  await world.clientsWith(authToken).topics.subscribe('instant-messaging', room, {
    onItem(item) {
      const event = JSON.parse(item.valueString()) as News;
      if (event.type === 'availability') heard.push(event);
    },
  });
  return heard;
}

beforeEach(async () => {
  ahead = 0;
  world = await InboxWorld.start();
});

afterEach(() => world.close());

describe('the visitors of open conversations', () => {
  it('hear once when the first agent has come, and when the last one has gone', async () => {
    const one = await world.process({ rooms: ['lobby', 'shop'], clock });
    const other = await world.process({ clock });
    await world.write(one, 'lobby', 'ada', 'Hi');
    await world.write(one, 'shop', 'grace', 'Hi');
    await world.ask(one, 'sam', { type: 'close', room: 'shop' });
    const [lobby, shop] = [await newsIn('lobby'), await newsIn('shop')];

    await world.ask(other, 'sam', { type: 'presence', here: true });
    await eventually(() => lobby.length === 1);
    expect(lobby[0]).toMatchObject({ away: false });
    await world.ask(one, 'ellen', { type: 'presence', here: true });
    await world.ask(other, 'sam', { type: 'presence', here: false });
    await world.ask(one, 'ellen', { type: 'presence', here: false });
    await untilHeard(one, lobby, 2);
    expect(lobby.map(({ away }) => away)).toEqual([false, true]);
    expect(lobby[1]?.at).toBeGreaterThan(lobby[0]?.at ?? Infinity);
    expect(shop).toEqual([]);
  });

  it('hear that the last agent is gone whose browser has said nothing any more', async () => {
    const server = await world.process({ rooms: ['lobby'], clock });
    await world.write(server, 'lobby', 'ada', 'Hi');
    const lobby = await newsIn('lobby');
    await world.ask(server, 'sam', { type: 'presence', here: true });
    await eventually(() => lobby.length === 1);
    ahead += 61_000;
    await untilHeard(server, lobby, 2);
    expect(lobby[1]).toMatchObject({ away: true });
  });

  it('hear nothing of an agent who reloads the page', async () => {
    const server = await world.process({ rooms: ['lobby'], clock });
    await world.write(server, 'lobby', 'ada', 'Hi');
    const lobby = await newsIn('lobby');
    await world.ask(server, 'sam', { type: 'presence', here: true });
    await eventually(() => lobby.length === 1);
    await world.ask(server, 'sam', { type: 'presence', here: false });
    await world.ask(server, 'sam', { type: 'presence', here: true });
    // What would have been told by then.
    ahead += 30_000;
    await world.ask(server, 'ellen', { type: 'presence', here: true });
    await world.write(server, 'lobby', 'ada', 'Still here');
    expect(lobby).toMatchObject([{ away: false }]);
  });

  it('are told by another process if the one that began is dead', async () => {
    const server = await world.process({ rooms: ['lobby'] });
    const store = server.store as InboxStore;
    // Its timers end as soon as time is skipped.
    const quick: Clock = {
      ...clock,
      setTimeout: (callback, ms) => systemClock.setTimeout(callback, Math.min(ms, 20)),
    };
    const agents = new Agents(store, quick);
    const news = (openRooms: () => Promise<readonly string[]>): AvailabilityNews =>
      new AvailabilityNews({
        ...{ store, agents, openRooms, clock: quick },
        ...{ waits: new Waits(store, quick), report: () => undefined },
      });
    const told = (): Promise<string | undefined> => store.get(keyOf('inbox-availability'));
    const lobby = await newsIn('lobby');
    await agents.arrive({ id: 'sam', name: 'Sam' }, true);
    // It never gets further.
    news(() => new Promise(() => undefined)).look();
    await eventually(async () => (await told())?.includes('lateAt') === true);
    const other = news(() => Promise.resolve(['lobby']));
    other.look();
    await eventually(async () => {
      ahead += 10_000;
      await agents.arrive({ id: 'sam', name: 'Sam' }, true);
      other.look();
      return lobby.length > 0;
    });
    expect(lobby).toMatchObject([{ away: false }]);
    await eventually(async () => (await told())?.includes('lateAt') === false);
    // From now on its own timer is enough to see that the last agent is gone.
    ahead += 61_000;
    await eventually(() => {
      ahead += 1_000;
      return lobby.length === 2;
    });
    expect(lobby[1]).toMatchObject({ away: true });
    await other.close();
  });
});
