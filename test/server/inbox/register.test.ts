import { describe, expect, it } from 'vitest';
import type {
  Conversation,
  InboxEvent,
  InboxPage,
  InboxRequest,
} from '../../../src/protocol/inbox.js';
import { INBOX_TOPIC } from '../../../src/server/inbox/inbox-topic.js';
import { createInbox, type Inbox, type InboxOptions } from '../../../src/server/index.js';
import { Moderation } from '../../../src/server/moderation/moderation.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../../helpers/memory-room-store.js';
import { message } from '../moderation-fixture.js';

const ROOM = 'lobby';

interface Process {
  readonly store: MemoryRoomStore;
  readonly inbox: Inbox;
  readonly moderation: Moderation;
  readonly errors: unknown[];
}

/** Processes with a moderator and an inbox, in memory: their calls can be counted, and fail. */
function setUp() {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const processes: Process[] = [];
  return {
    clock,
    memory,
    start(options: Partial<InboxOptions> = {}): Process {
      const store = memory.connect();
      const errors: unknown[] = [];
      const onError = (error: unknown): unknown => errors.push(error);
      const inbox = createInbox(
        {
          ...{ store, onError },
          issueToken: () => Promise.reject(new Error('no token is asked for')),
          authorizeAgent: () => ({ id: 'sam', name: 'Sam' }),
          ...options,
        },
        clock,
      );
      const host = { store, moderate: () => undefined, onError, inbox };
      const one = { store, inbox, moderation: new Moderation(host, clock), errors };
      processes.push(one);
      return one;
    },
    /** Sends a message to the room: all processes that live hear of it. */
    async write(userId: string, id: string, text = 'Hello'): Promise<void> {
      const living = processes.filter(({ store }) => !store.isDead);
      // A process that is killed at this never returns.
      for (const { moderation } of living) void moderation.handle(ROOM, message(id, text), userId);
      await clock.advance(10);
    },
    /** What agents have heard of the room. */
    heard: (): Conversation[] =>
      (memory.heard(INBOX_TOPIC) as InboxEvent[]).flatMap((event) =>
        event.type === 'conversation' ? [event.conversation as Conversation] : [],
      ),
    shown: (id: string): boolean =>
      (memory.heard(ROOM) as { id?: string }[]).some((item) => item.id === id),
    stored: (): Conversation | undefined => {
      const item = memory.items.get(`momento-chat/inbox/${JSON.stringify([ROOM])}`);
      return item && (JSON.parse(item.value) as { shown: Conversation }).shown;
    },
  };
}

async function ask(
  { inbox }: Process,
  clock: FakeClock,
  request: InboxRequest,
): Promise<InboxPage & { conversation?: Conversation }> {
  const answer = inbox.handler(
    new Request('https://host.example/inbox', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    }),
  );
  let response: Response | undefined;
  void answer.then((one) => (response = one));
  while (!response) await clock.advance(10);
  return (await response.json()) as InboxPage;
}

function killAt({ store }: Process, number: number, when: 'before' | 'after'): void {
  let calls = 0;
  store[when](() => {
    calls += 1;
    if (calls === number) store.kill();
    return Promise.resolve();
  });
}

describe.each(['before', 'after'] as const)('a process that is killed %s a call', (when) => {
  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    'of the number %i loses and doubles no message of the inbox',
    async (number) => {
      const room = setUp();
      const first = room.start();
      killAt(first, number, when);
      await room.write('ada', 'a1', 'Hi');
      const second = room.start();
      // The sender sends it again until it is shown.
      for (let tries = 0; tries < 5 && !room.shown('a1'); tries += 1) {
        await room.clock.advance(20_000);
        await room.write('ada', 'a1', 'Hi');
      }
      expect(room.shown('a1')).toBe(true);
      expect(room.stored()).toMatchObject({ messages: 1, excerpt: 'Hi', lastBy: 'visitor' });
      const page = await ask(second, room.clock, { type: 'list', filter: 'open' });
      expect(page.conversations.map(({ messages }) => messages)).toEqual([1]);
    },
  );
});

describe('the register', () => {
  it('counts a message once, in whichever process it is repeated', async () => {
    const room = setUp();
    room.start();
    room.start();
    for (let i = 0; i < 3; i += 1) {
      await room.write('ada', 'a1', 'Hi');
      await room.clock.advance(20_000);
    }
    expect(room.stored()).toMatchObject({ messages: 1 });
  });

  it('takes one write for a message, and one publication a second at most', async () => {
    const room = setUp();
    const one = room.start();
    await room.write('ada', 'a0');
    await room.clock.advance(5_000);
    const heard = room.heard().length;
    const before = one.store.calls.length;
    for (let i = 1; i <= 8; i += 1) {
      await room.write('ada', `a${i}`, `Message ${i}`);
      await room.clock.advance(240);
    }
    const calls = one.store.calls.slice(before);
    const mine = calls.filter(({ args: [key] }) => String(key).startsWith('momento-chat/inbox'));
    const count = (name: string): number => mine.filter(({ call }) => call === name).length;
    expect(count('setIfEqual')).toBe(8);
    expect(count('get')).toBe(0);
    expect(count('push') + count('refresh') + count('set') + count('setIfAbsent')).toBe(0);
    expect(count('publish')).toBeLessThanOrEqual(3);
    await room.clock.advance(2_000);
    expect(room.heard().length - heard).toBeLessThanOrEqual(4);
    expect(room.heard().at(-1)).toMatchObject({ excerpt: 'Message 8', messages: 9 });
  });

  it('tells the last state when Momento is back', async () => {
    const room = setUp();
    const one = room.start();
    let isDown = true;
    one.store.before(({ call, args: [topic] }) =>
      isDown && call === 'publish' && topic === INBOX_TOPIC
        ? Promise.reject(new Error('down'))
        : Promise.resolve(),
    );
    await room.write('ada', 'a1', 'One');
    await room.write('ada', 'a2', 'Two');
    await room.clock.advance(60_000);
    expect(room.heard()).toEqual([]);
    expect(one.inbox.stats().waiting).toBe(1);
    isDown = false;
    await room.clock.advance(60_000);
    expect(room.heard()).toMatchObject([{ excerpt: 'Two', messages: 2 }]);
    expect(one.inbox.stats().waiting).toBe(0);
    expect(one.errors.length).toBeGreaterThan(0);
  });

  it('holds no message back from the room when it cannot be written, for longer than that', async () => {
    const room = setUp();
    const one = room.start();
    let isDown = true;
    one.store.before(({ call, args: [key] }) =>
      isDown && call.startsWith('setIf') && String(key).startsWith('momento-chat/inbox')
        ? Promise.reject(new Error('down'))
        : Promise.resolve(),
    );
    await room.write('ada', 'a1', 'One');
    expect(room.shown('a1')).toBe(false);
    isDown = false;
    await room.clock.advance(20_000);
    expect(room.shown('a1')).toBe(true);
    expect(room.stored()).toMatchObject({ messages: 1, excerpt: 'One' });
  });

  it('tells of conversations that do not fit into an item as far as they fit', async () => {
    const room = setUp();
    const one = room.start();
    const wide = '\u{1F468}\u{1F3FD}'.repeat(50);
    const context = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`field ${index}`, wide]),
    );
    await one.inbox.feed.onVisitor(ROOM, { id: 'ada', name: 'Ada' }, context);
    await room.write('ada', 'a1', 'Hi');
    expect(room.heard().at(-1)).not.toHaveProperty('context');
    expect(room.stored()?.context).toEqual(context);
    const other = room.start();
    const page = await ask(other, room.clock, { type: 'list', filter: 'open' });
    expect(page.conversations[0]?.context).toEqual(context);
    await room.write('ada', 'a2', 'There');
    await room.clock.advance(2_000);
    const later = await ask(other, room.clock, { type: 'list', filter: 'open' });
    expect(later.conversations[0]).toMatchObject({ excerpt: 'There', context });
    for (const item of room.memory.published) {
      expect(new TextEncoder().encode(item.item).length).toBeLessThanOrEqual(4_096);
    }
  });

  it('gives lists of 10,000 rooms, each once, from the newest to the oldest', async () => {
    const room = setUp();
    const one = room.start({ rateLimit: { messages: 10_000, seconds: 1 } });
    const author = { id: 'ada', name: 'Ada', verified: true };
    for (let i = 0; i < 10_000; i += 1) {
      const told = { id: `m${i}`, text: `Hi ${i}`, author, sentAt: room.clock.now() + i };
      await one.inbox.feed.onStored(`room ${i}`, told);
    }
    const fresh = room.start({ rateLimit: { messages: 10_000, seconds: 1 } });
    const seen = new Set<string>();
    let last = Infinity;
    let cursor: string | undefined;
    do {
      const page = await ask(fresh, room.clock, {
        ...{ type: 'list', filter: 'open', limit: 100 },
        ...(cursor && { cursor }),
      });
      expect(page.counts.open).toBe(10_000);
      for (const { room: name, lastAt } of page.conversations) {
        seen.add(name);
        expect(lastAt).toBeLessThan(last);
        last = lastAt;
      }
      cursor = page.cursor;
    } while (cursor);
    expect(seen.size).toBe(10_000);
    const found = await ask(fresh, room.clock, { type: 'list', filter: 'open', search: 'hi 7777' });
    expect(found.conversations.map(({ room: name }) => name)).toEqual(['room 7777']);
    // One read of each conversation, and of each page of the index.
    const reads = fresh.store.calls.filter(({ call }) => call === 'get' || call === 'fetch');
    expect(reads.length).toBeLessThan(10_100);
    const before = fresh.store.calls.length;
    await ask(fresh, room.clock, { type: 'list', filter: 'mine' });
    expect(fresh.store.calls.length - before).toBeLessThanOrEqual(1);
  });
});

it('what a killed process has not told is found by the slow reading', async () => {
  const room = setUp();
  const reader = room.start();
  await ask(reader, room.clock, { type: 'list', filter: 'open' });
  const first = room.start();
  first.store.before(({ call, args: [topic] }) => {
    if (call === 'publish' && topic === INBOX_TOPIC) first.store.kill();
    return Promise.resolve();
  });
  // It alone has it.
  void first.moderation.handle(ROOM, message('a1', 'Hi'), 'ada', { isOnlyHere: true });
  await room.clock.advance(1_000);
  expect(room.stored()).toMatchObject({ messages: 1 });
  expect((await ask(reader, room.clock, { type: 'list', filter: 'open' })).conversations).toEqual(
    [],
  );
  await room.clock.advance(700_000);
  const page = await ask(reader, room.clock, { type: 'list', filter: 'open' });
  expect(page.conversations.map(({ excerpt }) => excerpt)).toEqual(['Hi']);
});
