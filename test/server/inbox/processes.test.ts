import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboxEvent } from '../../../src/protocol/inbox.js';
import { eventually } from '../../helpers/engine-eventually.js';
import { InboxWorld } from './inbox-fixture.js';

const ROUNDS = 40;

let world: InboxWorld;

beforeEach(async () => {
  world = await InboxWorld.start();
});

afterEach(() => world.close());

function conversationsOf(heard: readonly InboxEvent[], room: string) {
  return heard.flatMap((event) =>
    event.type === 'conversation' && event.conversation.room === room ? [event.conversation] : [],
  );
}

describe('two agents who take a conversation at once', () => {
  it('in two processes: one has it, and the other one learns who', async () => {
    const one = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    await world.write(one, 'lobby', 'ada', 'Hi');
    const wins = { sam: 0, ellen: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const free = await world.ask(one, 'sam', {
        ...{ type: 'assign', room: 'lobby', to: null },
        version: (await world.conversation(one, 'lobby')).version,
      });
      const { version = 0 } = free.body.conversation ?? {};
      const take = (agent: 'sam' | 'ellen', server: typeof one) =>
        world.ask(server, agent, { type: 'assign', room: 'lobby', to: agent, version });
      const answers = await Promise.all([take('sam', one), take('ellen', other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = answers[0]?.status === 200 ? 'sam' : 'ellen';
      wins[winner] += 1;
      for (const { body } of answers) expect(body.conversation?.assignee?.id).toBe(winner);
      const lost = answers.find(({ status }) => status === 409);
      expect(lost?.body.error?.code).toBe('conflict');
      expect((await world.conversation(other, 'lobby')).assignee?.id).toBe(winner);
    }
    expect(wins.sam + wins.ellen).toBe(ROUNDS);
  });

  it('does not fail because the visitor writes meanwhile', async () => {
    const one = await world.process({ rooms: ['lobby'] });
    await world.write(one, 'lobby', 'ada', 'Hi');
    const { version } = await world.conversation(one, 'lobby');
    await world.write(one, 'lobby', 'ada', 'Hello?');
    const take = { type: 'assign', room: 'lobby', to: 'sam', version } as const;
    expect((await world.ask(one, 'sam', take)).status).toBe(200);
    // A request that is sent again is no conflict.
    expect((await world.ask(one, 'sam', take)).status).toBe(200);
    const { status, body } = await world.ask(one, 'ellen', { ...take, to: 'ellen' });
    expect([status, body.conversation?.assignee]).toEqual([409, { id: 'sam', name: 'Sam' }]);
  });
});

it('two processes lose no change of forty at once', async () => {
  const servers = [await world.process({ rooms: ['lobby'] }), await world.process()] as const;
  await world.write(servers[0], 'lobby', 'ada', 'Hi');
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      world.ask(servers[index % 2 === 0 ? 0 : 1], `agent${index}`, {
        ...{ type: 'note', room: 'lobby', id: `n${index}`, text: `Note ${index}` },
      }),
    ),
  );
  const { body } = await world.ask(servers[1], 'sam', { type: 'open', room: 'lobby' });
  expect(new Set(body.notes?.map(({ text }) => text)).size).toBe(40);
});

describe('notes', () => {
  it('are one for each id, and no visitor’s or agent’s token opens them', async () => {
    const server = await world.process({ rooms: ['lobby'] });
    await world.write(server, 'lobby', 'ada', 'Hi');
    const note = { type: 'note', room: 'lobby', id: 'n1', text: 'VIP' } as const;
    for (let i = 0; i < 3; i += 1) await world.ask(server, 'sam', note);
    const { body } = await world.ask(server, 'ellen', { ...note, text: 'Mine has the same id' });
    expect(body.notes).toMatchObject([
      { id: 'n1', by: { id: 'sam', name: 'Sam' }, text: 'VIP' },
      { id: 'n1', by: { id: 'ellen' }, text: 'Mine has the same id' },
    ]);
    expect(body.conversation?.notes).toBe(2);
    expect(JSON.stringify(world.stored('lobby'))).not.toContain('VIP');
    const key = 'momento-chat/inbox-notes/["lobby"]';
    for (const url of [`${server.tokenUrl}&room=lobby`, `${server.inboxUrl}&room=lobby`]) {
      const answer = (await (await fetch(url)).json()) as { authToken: string };
      const clients = world.clientsWith(answer.authToken);
      expect(String(await clients.cache.listFetch('instant-messaging', key))).toContain(
        'ermission',
      );
    }
  });
});

describe('what one process changes', () => {
  it('is in the list of another one, which heard of it', async () => {
    const one = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    expect((await world.list(other)).conversations).toEqual([]);
    await world.write(one, 'lobby', 'ada', 'Hi');
    await eventually(async () => (await world.list(other)).conversations.length === 1);
    await world.ask(one, 'sam', { type: 'seen', room: 'lobby', messages: 1 });
    await eventually(async () => (await world.list(other)).conversations[0]?.seen['sam'] === 1);
    await world.ask(one, 'sam', { type: 'close', room: 'lobby' });
    await eventually(async () => (await world.list(other)).counts.closed === 1);
    await world.ask(other, 'sam', { type: 'reopen', room: 'lobby' });
    expect((await world.list(other)).counts.open).toBe(1);
    await eventually(async () => (await world.list(one)).counts.open === 1);
  });

  it('is there for a process that starts later, also after all others have ended', async () => {
    const one = await world.process({ rooms: ['a', 'b', 'c'] });
    for (const room of ['a', 'b', 'c']) await world.write(one, room, 'ada', `Hi from ${room}`);
    await world.ask(one, 'sam', { type: 'close', room: 'b' });
    await one.close();
    world.servers.splice(0);
    const later = await world.process();
    const page = await world.list(later);
    expect(page.conversations.map(({ room }) => room)).toEqual(['c', 'a']);
    expect(page).toMatchObject({ counts: { closed: 1, open: 2 } });
    expect(page).not.toHaveProperty('partial');
  });

  it('is told though a broken stream has missed it', async () => {
    const one = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    await world.write(one, 'lobby', 'ada', 'One');
    await eventually(async () => (await world.list(other)).conversations.length === 1);
    world.engine.faults.dropStreams();
    await world.write(one, 'lobby', 'ada', 'Two');
    await eventually(async () => (await world.list(other)).conversations[0]?.excerpt === 'Two');
  });

  it('is told last as it is last, and not for each message', async () => {
    const server = await world.process({ rooms: ['lobby'] });
    const heard = await world.hear(server);
    for (let i = 1; i <= 12; i += 1) await world.write(server, 'lobby', 'ada', `Message ${i}`);
    await eventually(() => conversationsOf(heard, 'lobby').at(-1)?.messages === 12);
    const told = conversationsOf(heard, 'lobby');
    expect(told.length).toBeLessThan(12);
    const versions = told.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((one, two) => one - two));
  });

  it('is told when the process is closed', async () => {
    const server = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    const heard = await world.hear(other);
    for (let i = 1; i <= 3; i += 1) await world.write(server, 'lobby', 'ada', `Message ${i}`);
    await server.inbox.close();
    await eventually(() => conversationsOf(heard, 'lobby').at(-1)?.messages === 3);
  });
});

describe('agents', () => {
  it('of all processes are here, until they go', async () => {
    const one = await world.process();
    const other = await world.process();
    const heard = await world.hear(one);
    expect(await one.inbox.agentsHere()).toEqual([]);
    await world.ask(one, 'sam', { type: 'presence', here: true });
    const { body } = await world.ask(other, 'ellen', { type: 'presence', here: true });
    const both = [
      { id: 'ellen', name: 'Ellen' },
      { id: 'sam', name: 'Sam' },
    ];
    expect(body.agents).toEqual(both);
    expect((await world.list(other)).agents).toEqual(both);
    await world.ask(other, 'sam', { type: 'presence', here: false });
    expect(await other.inbox.agentsHere()).toEqual([{ id: 'ellen', name: 'Ellen' }]);
    // Once more changes nothing, and is not told.
    await world.ask(other, 'ellen', { type: 'presence', here: true });
    await eventually(() => heard.filter(({ type }) => type === 'agents').length >= 3);
    expect(heard.filter(({ type }) => type === 'agents')).toHaveLength(3);
  });

  it('of another process are known as such by their first message', async () => {
    const one = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    await world.write(one, 'lobby', 'ada', 'Hi');
    await world.answer(other, 'lobby', 'ellen', 'Hello');
    expect(await world.conversation(one, 'lobby')).toMatchObject({
      ...{ lastBy: 'agent', assignee: { id: 'ellen', name: 'Ellen' } },
    });
  });
});
