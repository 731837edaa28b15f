import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationFilter } from '../../../src/protocol/inbox.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { InboxWorld } from './inbox-fixture.js';

let world: InboxWorld;
let server: InboxServer;
let other: InboxServer;

/** Written one after the other, the last one is the newest. */
const ROOMS = ['one', 'two', 'three', 'four', 'five', 'six'];

async function rooms(filter: ConversationFilter, from = server, agent = 'sam'): Promise<string[]> {
  const { conversations } = await world.list(from, agent, { filter });
  return conversations.map(({ room }) => room);
}

beforeAll(async () => {
  world = await InboxWorld.start();
  server = await world.process({ rooms: ROOMS });
  other = await world.process();
  // Begins to remember before anything is written.
  await world.list(server);
  for (const [index, room] of ROOMS.entries()) {
    await world.write(server, room, `user${index}`, `Question ${room}, please`);
  }
  await world.answer(server, 'two', 'sam', 'Yes');
  await world.answer(server, 'three', 'ellen', 'No');
  const until = Date.now() + 3_600_000;
  await world.ask(server, 'sam', { type: 'snooze', room: 'four', until });
  await world.ask(server, 'sam', { type: 'close', room: 'five' });
});

afterAll(() => world.close());

describe.each([
  ['the process that wrote it', () => server],
  ['a process that reads it from the register', () => other],
])('a list of %s', (_, from) => {
  it.each<[ConversationFilter, string[]]>([
    ['open', ['three', 'two', 'six', 'one']],
    ['mine', ['two']],
    ['unassigned', ['six', 'one']],
    ['waiting', ['six', 'one']],
    ['snoozed', ['four']],
    ['closed', ['five']],
  ])('has those that are %s, newest first', async (filter, expected) => {
    expect(await rooms(filter, from())).toEqual(expected);
  });

  it('counts each kind for the agent who asks', async () => {
    const { counts } = await world.list(from());
    expect(counts).toEqual({ open: 4, mine: 1, unassigned: 2, waiting: 2, snoozed: 1, closed: 1 });
    const others = await world.list(from(), 'ellen');
    expect(others.counts.mine).toBe(1);
    const nobody = await world.list(from(), 'nora');
    expect(nobody.counts.mine).toBe(0);
  });

  it.each([
    ['the visitor’s name', 'USER5', ['six']],
    ['the excerpt', 'yes', ['two']],
    ['the room', 'thr', ['three']],
    ['several words', 'question user0', ['one']],
    ['nothing that is there', 'question nobody', []],
  ])('is searched by %s', async (__, search, expected) => {
    const page = await world.list(from(), 'sam', { search });
    expect(page.conversations.map(({ room }) => room)).toEqual(expected);
    expect(page.counts.open).toBe(4);
  });

  it('comes page by page, each conversation once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.list(from(), 'sam', { limit: 1, ...(cursor && { cursor }) });
      seen.push(...page.conversations.map(({ room }) => room));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(['three', 'two', 'six', 'one']);
  });
});

it('takes no operation of the store once everything is read', async () => {
  await world.list(server);
  const before = world.engine.stats();
  for (let i = 0; i < 20; i += 1) await world.list(server, 'sam', { search: String(i) });
  const after = world.engine.stats();
  const calls = (stats: typeof before): number =>
    Object.values(stats.calls ?? {}).reduce((sum: number, one) => sum + Number(one), 0);
  // Who is here is read once in five seconds.
  expect(calls(after) - calls(before)).toBeLessThanOrEqual(1);
});
