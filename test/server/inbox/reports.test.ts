import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OpenReport } from '../../../src/protocol/inbox.js';
import { eventually } from '../../helpers/engine-eventually.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { InboxWorld, send, type Answered } from './inbox-fixture.js';

/** A public room, of which the inbox's agents are moderators; it has no members who are asked for. */
const ROOM = 'town-hall';

let world: InboxWorld;
let one: InboxServer;
let two: InboxServer;

beforeAll(async () => {
  world = await InboxWorld.start();
  const inbox = { rooms: (room: string) => !room.startsWith('private') };
  const roleOf = (userId: string) => (userId === 'sam' ? 'moderator' : 'member');
  one = await world.process({ rooms: [ROOM, 'private'], inbox, deskRoleOf: roleOf });
  two = await world.process({ inbox, deskRoleOf: roleOf });
});

afterAll(() => world.close());

afterEach(async () => {
  for (const { room, id } of await queue()) await one.desk.dismiss({ room, id });
  await one.desk.lift({ room: ROOM, userId: 'eve' });
});

/** A member's report, as the chat sends it. */
function report(room: string, by: string, target: string, more: object = {}): Promise<void> {
  const id = `o-${by}-${target}`;
  return world.publish(one, room, by, { type: 'desk', id, act: 'report', target, ...more });
}

async function queue(server = two, agent = 'sam'): Promise<readonly OpenReport[]> {
  const { status, body } = await world.ask(server, agent, { type: 'reports' });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.reports ?? [];
}

function settle(
  id: string,
  deed: 'dismiss' | 'remove' | 'mute' | 'ban',
  agent = 'sam',
): Promise<Answered> {
  const seconds = deed === 'mute' || deed === 'ban' ? { seconds: 600 } : {};
  return world.ask(two, agent, { type: 'settle-report', room: ROOM, id, deed, ...seconds });
}

async function reported(text: string): Promise<string> {
  const id = await world.write(one, ROOM, 'eve', text);
  await report(ROOM, 'ada', id);
  await eventually(async () => (await queue()).some((each) => each.id === id));
  return id;
}

describe('the queue of reports', () => {
  it('has what members report by the chat, in every process, and agents are told of it', async () => {
    const heard = await world.hear(two);
    const id = await world.write(one, ROOM, 'eve', 'Buy my soap');
    await report(ROOM, 'ada', id);
    await report(ROOM, 'bob', id, { user: 'mallory', by: 'mallory' });
    await one.desk.report({ room: ROOM, id, by: 'cleo', reason: 'Spam' });
    await eventually(async () => (await queue())[0]?.count === 3);
    expect(await queue()).toMatchObject([
      {
        room: ROOM,
        id,
        text: 'Buy my soap',
        author: { id: 'eve', name: 'Eve' },
        reasons: ['Spam'],
      },
    ]);
    await eventually(() => heard.some(({ type }) => type === 'reports'));
    expect(JSON.stringify(heard.filter(({ type }) => type === 'reports'))).not.toContain('soap');
  });

  it('loses none of those that come to two processes at once', async () => {
    const id = await world.write(one, ROOM, 'eve', 'Hello');
    const members = ['ada', 'bob', 'cleo', 'dan', 'finn', 'gus'];
    const reports = members.map((by, index) =>
      (index % 2 === 0 ? one : two).desk.report({ room: ROOM, id, by }),
    );
    expect(await Promise.all(reports)).not.toContain(false);
    expect((await queue())[0]?.count).toBe(6);
  });

  it('counts a member once, whatever they send, and no more than 20 in an hour', async () => {
    const id = await world.write(one, ROOM, 'eve', 'Hello');
    for (let count = 0; count < 30; count += 1) {
      await report(ROOM, 'mallory', count === 0 ? id : `none-${count}`);
      await report(ROOM, 'mallory', id);
    }
    await report(ROOM, 'ada', id);
    await eventually(async () => (await queue())[0]?.count === 2);
    expect(await queue()).toHaveLength(1);
    const stored = world.engine.direct.listFetch({
      cache: 'instant-messaging',
      list: 'momento-chat/reports/["town-hall"]',
    });
    expect(stored.length).toBeLessThanOrEqual(22);
  });

  it('has no text of a message that its author removes', async () => {
    const id = await reported('Oh no');
    await world.publish(one, ROOM, 'eve', { type: 'removal', id });
    await eventually(async () => (await queue()).length === 0);
  });

  it('does not have rooms of other inboxes', async () => {
    const id = await world.write(one, 'private', 'eve', 'Secret');
    await one.desk.report({ room: 'private', id, by: 'ada' });
    expect(await queue()).toEqual([]);
    expect((await world.ask(two, 'sam', { type: 'reports', room: 'private' })).status).toBe(404);
    await one.desk.dismiss({ room: 'private', id });
  });

  it('is for agents alone', async () => {
    await reported('Hello');
    const body = JSON.stringify({ type: 'reports' });
    const answer = await send(`${one.inboxUrl}&agent=`, body);
    expect([answer.status, answer.body.reports]).toEqual([403, undefined]);
  });
});

describe('a report', () => {
  it.each(['dismiss', 'remove', 'mute', 'ban'] as const)(
    'is settled by %s, with what it does in the log',
    async (deed) => {
      const id = await reported(`Soap ${deed}`);
      const before = (await one.desk.audit(ROOM)).length;
      expect(await settle(id, deed)).toMatchObject({
        status: 200,
        body: { reports: [], total: 0 },
      });
      expect(world.stored(ROOM).some((each) => each['id'] === id)).toBe(deed === 'dismiss');
      const sanction = await one.desk.sanctionOf(ROOM, 'eve');
      expect(sanction?.kind).toBe(deed === 'mute' || deed === 'ban' ? deed : undefined);
      const actions = (await one.desk.audit(ROOM)).slice(before);
      expect(actions.every(({ by }) => by === 'sam')).toBe(true);
      expect(actions.map(({ action }) => action)).toEqual(
        deed === 'mute' || deed === 'ban' ? [deed, 'remove'] : [deed],
      );
    },
  );

  it('is settled once: who comes later is told', async () => {
    const id = await reported('Soap');
    const answers = [await settle(id, 'remove'), await settle(id, 'ban')];
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
    expect(answers[1]?.body.error?.code).toBe('no-report');
    expect(await one.desk.sanctionOf(ROOM, 'eve')).toBeUndefined();
  });

  it('is settled once by two moderators at the same instant, in two processes', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await reported(`Soap ${String(round)}`);
      const before = (await one.desk.audit(ROOM)).length;
      const request = { type: 'settle-report', room: ROOM, id } as const;
      const answers = await Promise.all([
        world.ask(one, 'sam', { ...request, deed: 'dismiss' }),
        world.ask(two, 'sam', { ...request, deed: 'ban', seconds: 600 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
      const [dismissed, banned] = answers;
      const later = dismissed?.status === 200 ? banned : dismissed;
      expect(later?.body.error?.code).toBe('no-report');
      const actions = (await one.desk.audit(ROOM)).slice(before).map(({ action }) => action);
      expect(actions).toEqual(dismissed?.status === 200 ? ['dismiss'] : ['ban', 'remove']);
      expect(await queue()).toEqual([]);
      await one.desk.lift({ room: ROOM, userId: 'eve' });
    }
  });

  it('can be settled after the claim of a process that ended has lapsed', async () => {
    const id = await reported('Soap');
    const key = `momento-chat/settling/${JSON.stringify([ROOM, id])}`;
    await one.store.set(key, '1', 60);
    expect((await settle(id, 'dismiss')).body.error?.code).toBe('no-report');
    expect(await queue()).toMatchObject([{ id }]);
    await one.store.set(key, '1', 1);
    await eventually(async () => (await one.store.get(key)) === undefined);
    expect((await settle(id, 'dismiss')).status).toBe(200);
  });

  it('is not settled by an agent who is no moderator of the room', async () => {
    const id = await reported('Soap');
    for (const deed of ['dismiss', 'remove', 'mute', 'ban'] as const) {
      expect((await settle(id, deed, 'ellen')).body.error?.code).toBe('forbidden');
    }
    expect(await queue()).toMatchObject([{ id }]);
    expect(await one.desk.sanctionOf(ROOM, 'eve')).toBeUndefined();
  });
});
