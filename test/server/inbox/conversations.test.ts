import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../helpers/engine-eventually.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { CACHE, get, InboxWorld } from './inbox-fixture.js';

let world: InboxWorld;
let server: InboxServer;
let rooms = 0;

function newRoom(): string {
  rooms += 1;
  return `room ${rooms}`;
}

beforeAll(async () => {
  world = await InboxWorld.start();
  server = await world.process({ inbox: { rooms: (room) => !room.startsWith('private') } });
});

afterAll(() => world.close());

describe('a conversation', () => {
  it('is there with a visitor’s first message', async () => {
    const room = newRoom();
    await world.write(server, room, 'ada', 'Where is  my\norder?');
    const found = await world.conversation(server, room);
    expect(found).toMatchObject({
      ...{ room, status: 'open', visitor: { id: 'ada', name: 'Ada' }, lastBy: 'visitor' },
      ...{ excerpt: 'Where is my order?', messages: 1, bot: false, notes: 0, seen: {} },
    });
    expect(found.waitingSince).toBe(found.lastAt);
    expect(found).not.toHaveProperty('assignee');
  });

  it('has an excerpt of 140 characters', async () => {
    const room = newRoom();
    await world.write(server, room, 'ada', '👋'.repeat(200));
    const { excerpt } = await world.conversation(server, room);
    expect([...excerpt]).toHaveLength(140);
    expect(excerpt.endsWith('👋…')).toBe(true);
  });

  it('counts further messages, and the wait since the first one', async () => {
    const room = newRoom();
    await world.write(server, room, 'ada', 'One');
    const { waitingSince } = await world.conversation(server, room);
    await world.write(server, room, 'ada', 'Two');
    expect(await world.conversation(server, room)).toMatchObject({
      ...{ messages: 2, excerpt: 'Two', waitingSince },
    });
  });

  it('is answered by an agent, who has it then', async () => {
    const room = newRoom();
    await world.write(server, room, 'ada', 'Hi');
    await world.answer(server, room, 'sam', 'Hello Ada');
    await world.answer(server, room, 'ellen', 'Hello, too');
    const found = await world.conversation(server, room);
    expect(found).toMatchObject({
      ...{ lastBy: 'agent', excerpt: 'Hello, too', messages: 3 },
      ...{ assignee: { id: 'sam', name: 'Sam' }, seen: { sam: 2, ellen: 3 } },
      visitor: { id: 'ada', name: 'Ada' },
    });
    expect(found).not.toHaveProperty('waitingSince');
  });

  it('is about the visitor also if an agent begins it', async () => {
    const room = newRoom();
    await get(`${server.tokenUrl}&room=${room}&user=grace`);
    await world.answer(server, room, 'sam', 'May I help?');
    expect(await world.conversation(server, room)).toMatchObject({
      ...{ visitor: { id: 'grace', name: 'Grace' }, lastBy: 'agent', context: { plan: 'Free' } },
    });
    await world.write(server, room, 'grace', 'Please');
    expect(await world.conversation(server, room)).toMatchObject({
      ...{ visitor: { id: 'grace' }, lastBy: 'visitor', messages: 2 },
    });
  });

  it.each(['close', 'snooze'] as const)(
    'is open again with the next message after %s',
    async (type) => {
      const room = newRoom();
      await world.write(server, room, 'ada', 'Hi');
      const until = Date.now() + 3_600_000;
      const { body } = await world.ask(server, 'sam', { type, room, until });
      const status = type === 'close' ? 'closed' : 'snoozed';
      expect(body.conversation).toMatchObject({ status });
      await world.answer(server, room, 'sam', 'One more thing');
      expect(await world.conversation(server, room)).toMatchObject({ status });
      await world.write(server, room, 'ada', 'Thanks');
      const found = await world.conversation(server, room);
      expect(found.status).toBe('open');
      expect(found).not.toHaveProperty('snoozedUntil');
    },
  );

  it('has what authorize tells of the visitor, and not what the visitor says', async () => {
    const room = newRoom();
    await get(`${server.tokenUrl}&room=${room}&user=ada&page=pricing`);
    await world.publish(server, room, 'ada', {
      ...{ id: 'forged', username: 'Boss', message: 'Hi', context: { plan: 'Gold' } },
      ...{ visitor: { name: 'Boss' }, assignee: { id: 'ada', name: 'Ada' } },
    });
    await eventually(() => world.stored(room).length > 0);
    await eventually(async () => (await server.inbox.conversation(room)) !== undefined);
    const found = await world.conversation(server, room);
    expect(found.visitor).toEqual({ id: 'ada', name: 'Ada' });
    expect(found).not.toHaveProperty('assignee');
    // The token for the message came without a page.
    expect(found.context).toEqual({ plan: 'Free' });
    await get(`${server.tokenUrl}&room=${room}&user=ada&page=checkout`);
    expect(await world.conversation(server, room)).toMatchObject({
      context: { plan: 'Free', page: 'checkout' },
    });
    // Another person in the room is not its visitor.
    await get(`${server.tokenUrl}&room=${room}&user=grace&page=grace`);
    expect((await world.conversation(server, room)).context).toEqual(
      found.context && {
        ...{ plan: 'Free', page: 'checkout' },
      },
    );
  });

  it('follows an edit of its newest message', async () => {
    const room = newRoom();
    const first = await world.write(server, room, 'ada', 'One');
    const id = await world.write(server, room, 'ada', 'Tow');
    const edit = (target: string, text: string): Promise<void> =>
      world.publish(server, room, 'ada', {
        ...{ type: 'edit', id: `edit of ${target}`, target, text, username: 'ada' },
      });
    await edit(first, 'Uno');
    await edit(id, 'Two');
    await eventually(async () => (await world.conversation(server, room)).excerpt !== 'Tow');
    expect(await world.conversation(server, room)).toMatchObject({ excerpt: 'Two', messages: 2 });
  });

  it('has no word of a message that was removed', async () => {
    const room = newRoom();
    const heard = await world.hear(server);
    await world.write(server, room, 'ada', 'Good morning');
    await world.answer(server, room, 'sam', 'Hello');
    const waiting = await world.write(server, room, 'ada', 'A question');
    const id = await world.write(server, room, 'ada', 'My password is 1234');
    const { waitingSince } = await world.conversation(server, room);
    await world.publish(server, room, 'ada', { type: 'removal', id, username: 'ada' });
    await eventually(async () => (await world.conversation(server, room)).excerpt === 'A question');
    expect(await world.conversation(server, room)).toMatchObject({
      lastBy: 'visitor',
      waitingSince,
    });
    await eventually(() =>
      heard.some(
        (event) =>
          event.type === 'conversation' &&
          event.conversation.room === room &&
          event.conversation.excerpt === 'A question',
      ),
    );
    await server.moderator.removeMessage(room, waiting);
    const found = await world.conversation(server, room);
    expect(found).toMatchObject({ excerpt: 'Hello', lastBy: 'agent' });
    expect(found).not.toHaveProperty('waitingSince');
    await server.desk.removeAllOf({ room, userId: 'sam' });
    expect(await world.conversation(server, room)).toMatchObject({ excerpt: 'Good morning' });
    await server.moderator.closeRoom(room);
    expect(await world.conversation(server, room)).toMatchObject({ excerpt: '', status: 'closed' });
  });

  it('of a room that is not the inbox’s is none', async () => {
    await world.write(server, 'private 1', 'ada', 'Psst');
    expect(await server.inbox.conversation('private 1')).toBeUndefined();
    const { status, body } = await world.ask(server, 'sam', { type: 'open', room: 'private 1' });
    expect([status, body.error?.code]).toEqual([404, 'no-conversation']);
    const token = await get(`${server.inboxUrl}&room=private%201`);
    expect([token.status, token.body.error?.code]).toEqual([403, 'forbidden']);
  });
});

describe('an agent’s token', () => {
  it('hears of changes, and opens no room, no note and no register', async () => {
    const room = newRoom();
    const heard = await world.hear(server);
    await world.write(server, room, 'ada', 'Hello?');
    await eventually(() =>
      heard.some((event) => event.type === 'conversation' && event.conversation.room === room),
    );
    const { body } = await get(server.inboxUrl);
    expect(body).toMatchObject({ agent: { id: 'sam', name: 'Sam' }, cannedAnswers: [] });
    expect(body.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
    const clients = world.clientsWith(body.authToken ?? '');
    const key = JSON.stringify([room]);
    for (const list of [room, `momento-chat/inbox-notes/${key}`, 'momento-chat/inbox']) {
      expect(String(await clients.cache.listFetch(CACHE, list))).toContain('ermission');
    }
    expect(String(await clients.cache.get(CACHE, `momento-chat/inbox/${key}`))).toContain(
      'ermission',
    );
    const forged = await clients.topics.publish(CACHE, body.topic ?? '', '{}');
    expect(String(forged)).toContain('ermission');
  });

  it('of a room has the rules of a moderated one', async () => {
    const { status, body } = await get(`${server.inboxUrl}&agent=ellen&room=lobby`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ user: { id: 'ellen', name: 'Ellen' }, mode: 'moderated', cacheName: CACHE },
      ...{ features: ['relations', 'signals'], attachments: { types: 'images' } },
    });
    const { errors } = server;
    const clients = world.clientsWith(body.authToken ?? '');
    expect(String(await clients.topics.publish(CACHE, 'lobby', 'x'))).toContain('ermission');
    expect(String(await clients.cache.listPushBack(CACHE, 'lobby', 'x'))).toContain('ermission');
    expect(errors).toEqual([]);
  });

  it('of a room obeys the moderator', async () => {
    const room = newRoom();
    await world.write(server, room, 'ada', 'Hi');
    await world.answer(server, room, 'sam', 'First');
    await get(`${server.inboxUrl}&agent=sam&room=${room}`);
    const { body } = await get(`${server.inboxUrl}&agent=sam&room=${room}`);
    const clients = world.clientsWith(body.authToken ?? '');
    const item = JSON.stringify({ id: 'rude-1', username: 'sam', message: 'something rude' });
    await clients.topics.publish(CACHE, `${room}-input`, item);
    await eventually(() => server.moderator.stats().rejected > 0);
    expect(world.stored(room)).toHaveLength(2);
    expect(await world.conversation(server, room)).toMatchObject({ messages: 2 });
  });
});
