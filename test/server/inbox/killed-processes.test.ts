import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../../src/platform/clock.js';
import type { Conversation, InboxRequest } from '../../../src/protocol/inbox.js';
import { eventually } from '../../helpers/engine-eventually.js';
import { InboxProcess, type Hold } from '../../helpers/inbox-process.js';
import { Random } from '../../helpers/random.js';
import { InboxWorld } from './inbox-fixture.js';

/** `TEST_SEED=7 npx vitest run test/server/inbox/killed-processes` kills at other moments. */
const seed = Number(process.env['TEST_SEED'] ?? 1);

const EACH = 3;
const UNTIL = Date.now() + 3_600_000;

type Kind = 'assign' | 'snooze' | 'close' | 'note' | 'first';
/** How many writes there are about the room, and those which tell it. */
const WRITES: Readonly<Record<Kind, number>> = {
  assign: 2,
  snooze: 2,
  close: 2,
  note: 3,
  first: 8,
};
const KINDS = Object.keys(WRITES) as Kind[];

interface Deed {
  readonly kind: Kind;
  readonly room: string;
  readonly hold: Hold;
}

/** Reading the register again takes a second in place of minutes. */
const MINUTES: Readonly<Record<number, number>> = { 600_000: 500, 250: 10 };
const quickRounds: Clock = {
  ...systemClock,
  setTimeout: (callback, ms) => systemClock.setTimeout(callback, MINUTES[ms] ?? ms),
};

let world: InboxWorld;

beforeEach(async () => {
  world = await InboxWorld.start();
});

afterEach(() => world.close());

function deedsOf(kinds: readonly Kind[], random: Random): readonly Deed[] {
  return kinds.flatMap((kind) =>
    Array.from({ length: EACH }, (_, index) => ({
      ...{ kind, room: `${kind} ${index}` },
      hold: { write: random.between(1, WRITES[kind]), after: random.next() < 0.5 },
    })),
  );
}

function requestOf({ kind, room }: Deed): InboxRequest {
  switch (kind) {
    case 'assign':
      return { type: 'assign', room, to: 'sam', version: Number.MAX_SAFE_INTEGER };
    case 'snooze':
      return { type: 'snooze', room, until: UNTIL };
    case 'note':
      return { type: 'note', room, id: 'n1', text: 'VIP' };
    default:
      return { type: 'close', room };
  }
}

function isDone(kind: Kind, { assignee, status, snoozedUntil, ...one }: Conversation): boolean {
  switch (kind) {
    case 'assign':
      return assignee?.id === 'sam';
    case 'snooze':
      return status === 'snoozed' && snoozedUntil === UNTIL;
    case 'close':
      return status === 'closed';
    case 'note':
      return one.notes === 1;
    case 'first':
      return one.messages === 1 && one.waitingSince !== undefined;
  }
}

it('a process that is killed while it writes loses nothing that it has answered, and no list stays as it was', async () => {
  const deeds = deedsOf(KINDS, Random.for(seed, 'inbox'));
  const isFirst = ({ kind }: Deed): boolean => kind === 'first';
  const firstRooms = deeds.filter(isFirst).map(({ room }) => room);
  const talks = deeds.filter((deed) => !isFirst(deed));
  const survivor = await world.process({
    rooms: talks.map(({ room }) => room),
    clock: quickRounds,
  });
  for (const { room } of talks) await world.write(survivor, room, 'ada', 'Hi');
  const before = new Map<string, number>();
  for (const { room } of talks)
    before.set(room, (await world.conversation(survivor, room)).version);
  const { grpcPort, webUrl } = world.engine;
  const options = { grpcPort, webUrl, rooms: firstRooms };
  await using victim = await InboxProcess.start(options);
  // Agents have lists in both, and are known; visitors have entered.
  for (const server of [survivor, victim.urls]) {
    await world.ask(server, 'sam', { type: 'presence', here: true });
    await world.list(server);
  }
  for (const room of firstRooms) await world.publish(victim.urls, room, 'ada', {});
  await victim.hold(new Map(deeds.map(({ room, hold }) => [room, hold])));

  const answered = new Set<string>();
  const messages: Promise<unknown>[] = [];
  const requests = deeds.map(async (deed) => {
    const { room } = deed;
    if (isFirst(deed)) {
      const sent = world.write(victim.urls, room, 'ada', 'Hi').then(() => answered.add(room));
      // It is sent until it is heard.
      messages.push(sent);
      return;
    }
    // Its connection ends with the process.
    const answer = await world.ask(victim.urls, 'sam', requestOf(deed)).catch(() => undefined);
    if (answer?.status === 200) answered.add(room);
  });
  await eventually(() => deeds.every(({ room }) => answered.has(room) || victim.held.has(room)));
  await victim.kill();
  await Promise.all(requests);
  expect(victim.held.size).toBeGreaterThan(0);

  // What was answered is there, and what was not is as before, or done.
  for (const { kind, room } of deeds.filter((deed) => !isFirst(deed) || answered.has(deed.room))) {
    const found = await world.conversation(survivor, room);
    const isUntouched = found.version === before.get(room) && !answered.has(room);
    expect([room, isUntouched || isDone(kind, found)]).toEqual([room, true]);
  }
  const known = new Map(
    await Promise.all(
      talks.map(async ({ room }) => [room, await world.conversation(survivor, room)] as const),
    ),
  );
  // The process that lives hears nothing of what was not told, and reads it.
  await eventually(async () => {
    const all = await everything(survivor);
    return talks.every(({ room }) => all.get(room)?.version === known.get(room)?.version);
  });

  await using again = await InboxProcess.start(options);
  await Promise.all(messages);
  // The agent does again what was not answered, and more than once.
  for (const deed of talks) {
    const { status } = await world.ask(again.urls, 'sam', requestOf(deed));
    expect([deed.room, status]).toEqual([deed.room, 200]);
  }
  for (const { kind, room } of deeds) {
    expect([room, isDone(kind, await world.conversation(survivor, room))]).toEqual([room, true]);
    expect([room, world.stored(room).length]).toEqual([room, 1]);
  }
  const { body } = await world.ask(survivor, 'sam', { type: 'open', room: 'note 0' });
  expect(body.notes?.length).toBe(1);
  const counts = { open: 3 * EACH, mine: EACH, snoozed: EACH, closed: EACH, waiting: 3 * EACH };
  for (const server of [survivor, again.urls]) {
    await eventually(async () => {
      const page = await world.list(server);
      return Object.entries(counts).every(
        ([filter, count]) => page.counts[filter as keyof typeof counts] === count,
      );
    });
  }
  const [one, other] = [await everything(survivor), await everything(again.urls)];
  expect([...other.keys()].sort()).toEqual(deeds.map(({ room }) => room).sort());
  for (const [room, { version }] of other)
    expect([room, one.get(room)?.version]).toEqual([room, version]);
}, 60_000);

/** All conversations as a process lists them, by their rooms. */
async function everything(
  server: Parameters<InboxWorld['list']>[0],
): Promise<ReadonlyMap<string, Conversation>> {
  const filters = ['open', 'snoozed', 'closed'] as const;
  const pages = await Promise.all(filters.map((filter) => world.list(server, 'sam', { filter })));
  return new Map(pages.flatMap(({ conversations }) => conversations).map((it) => [it.room, it]));
}
