import { describe, expect, it, vi } from 'vitest';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { batchesOf } from '../../src/server/limits/event-batches.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { removeMessage } from '../../src/server/store/room-administration.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

type Fields = Record<string, unknown>;

/** A room in which Ada has sent `m1`, and a process that moderates it. */
async function setUp(options: Partial<ModerationOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const moderate = vi.fn<ModerationOptions['moderate']>(() => undefined);
  const start = () => {
    const store = memory.connect();
    const moderation = new Moderation(
      { store, moderate, onError: () => undefined, ...options },
      clock,
    );
    return { store, moderation };
  };
  const { store, moderation } = start();
  const send = (fields: Fields, userId: string, by = moderation): Promise<void> =>
    by.handle('lobby', JSON.stringify(fields), userId);
  await send({ id: 'm1', username: 'x', message: 'Hello', order: clock.now() }, 'ada');
  memory.published.length = 0;
  moderate.mockClear();
  const parsed = (items: readonly string[] = []): Fields[] =>
    items.map((item) => JSON.parse(item) as Fields);
  return {
    clock,
    memory,
    store,
    start,
    moderate,
    send,
    messages: () => parsed(memory.lists.get('lobby')),
    relations: () => parsed(memory.lists.get(relationsKey('lobby'))),
    heard: () => memory.heard('lobby') as Fields[],
  };
}

const reaction = (id: string, more: Fields = {}): Fields => ({
  type: 'reaction',
  id,
  target: 'm1',
  emoji: '👍',
  on: true,
  ...more,
});
const edit = (id: string, text: string): Fields => ({ type: 'edit', id, target: 'm1', text });
const removal: Fields = { type: 'removal', id: 'm1' };

describe('a reaction in a moderated room', () => {
  it('is stored and published in the name of its token, whatever it claims', async () => {
    const room = await setUp({ profileOf: (id) => ({ name: `Dr ${id}` }) });
    await room.send(reaction('r1', { userId: 'ada', username: 'Ada' }), 'grace');
    expect(room.relations()).toMatchObject([{ id: 'r1', userId: 'grace', username: 'Dr grace' }]);
    expect(room.heard()).toEqual(room.relations());
    expect(room.moderate).not.toHaveBeenCalled();
  });

  it('is published together with the others of its second', async () => {
    const room = await setUp();
    await room.send(reaction('r1'), 'ada');
    await room.send(reaction('r2'), 'grace');
    await room.send(reaction('r3'), 'edsger');
    expect(room.heard()).toMatchObject([{ id: 'r1' }]);
    await room.clock.advance(1_000);
    expect(room.heard()).toMatchObject([
      { id: 'r1' },
      { type: 'batch', events: [{ id: 'r2' }, { id: 'r3' }] },
    ]);
  });

  it('takes the place of its author’s last one with this emoji', async () => {
    const room = await setUp();
    await room.send(reaction('r1'), 'ada');
    await room.send(reaction('r2', { emoji: '❤️' }), 'ada');
    await room.send(reaction('r3', { on: false }), 'ada');
    expect(room.relations()).toMatchObject([{ id: 'r2' }, { id: 'r3', on: false }]);
  });

  it('that is late takes nothing away from a later one', async () => {
    const room = await setUp();
    const now = room.clock.now();
    await room.send(reaction('r2', { on: false, order: now + 2 }), 'ada');
    await room.send(reaction('r1', { order: now + 1 }), 'ada');
    expect(room.relations()).toMatchObject([{ id: 'r2', on: false }]);
  });

  it('is stored once by two processes', async () => {
    const room = await setUp();
    const other = room.start().moderation;
    await Promise.all([room.send(reaction('r1'), 'ada'), room.send(reaction('r1'), 'ada', other)]);
    expect(room.relations()).toHaveLength(1);
  });

  it('has a rate of its own, and can be switched off', async () => {
    const room = await setUp({ reactionRateLimit: { messages: 2, seconds: 60 } });
    for (const id of ['r1', 'r2', 'r3']) await room.send(reaction(id), 'grace');
    expect(room.relations()).toMatchObject([{ id: 'r2' }]);
    expect(room.heard().at(-1)).toMatchObject({
      type: 'rejection',
      id: 'r3',
      code: 'rate-limited',
    });
    await room.send({ id: 'm2', message: 'Hi' }, 'grace');
    expect(room.messages()).toHaveLength(2);
    const silent = await setUp({ reactions: false });
    await silent.send(reaction('r1'), 'grace');
    expect(silent.relations()).toEqual([]);
    expect(silent.heard()).toMatchObject([{ type: 'rejection', id: 'r1', userId: 'grace' }]);
  });

  it.each([
    { emoji: '<b>' },
    { emoji: '👍👍' },
    { on: 'yes' },
    { target: '' },
    { id: 'x'.repeat(129) },
  ])('is dropped if it is broken: %j', async (more) => {
    const room = await setUp();
    await room.send(reaction('r1', more), 'grace');
    expect([room.relations(), room.heard()]).toEqual([[], []]);
  });
});

describe('an edit in a moderated room', () => {
  it('is moderated: moderate() gets the id of its message, and may change the text', async () => {
    const room = await setUp();
    room.moderate.mockReturnValue({ text: 'h***' });
    await room.send(edit('e1', 'hell'), 'ada');
    expect(room.moderate.mock.lastCall?.[0]).toMatchObject({
      id: 'e1',
      text: 'hell',
      editOf: 'm1',
      author: { id: 'ada' },
    });
    expect(room.relations()).toMatchObject([{ type: 'edit', text: 'h***', userId: 'ada' }]);
    expect(room.heard()).toEqual(room.relations());
  });

  it('is rejected with the moderator’s reason, and again when it is sent again', async () => {
    const room = await setUp();
    room.moderate.mockReturnValue({ reject: 'Be kind.' });
    await room.send(edit('e1', 'hell'), 'ada');
    await room.clock.advance(20_000);
    await room.send(edit('e1', 'hell'), 'ada');
    const rejection = {
      type: 'rejection',
      id: 'e1',
      userId: 'ada',
      code: 'rejected',
      reason: 'Be kind.',
    };
    expect(room.heard()).toEqual([rejection, rejection]);
    expect(room.moderate).toHaveBeenCalledTimes(1);
    expect(room.relations()).toEqual([]);
  });

  it('of another’s message, or of none, is rejected unseen', async () => {
    const room = await setUp();
    await room.send(edit('e1', 'forged'), 'mallory');
    await room.send({ ...edit('e2', 'lost'), target: 'none' }, 'ada');
    expect(room.heard()).toMatchObject([{ id: 'e1', code: 'rejected' }, { id: 'e2' }]);
    expect([room.relations(), room.moderate.mock.calls]).toEqual([[], []]);
  });

  it('is too late outside of its time', async () => {
    const room = await setUp({ editSeconds: 60 });
    await room.send(edit('e1', 'soon'), 'ada');
    await room.clock.advance(61_000);
    await room.send(edit('e2', 'late'), 'ada');
    expect(room.relations()).toMatchObject([{ text: 'soon' }]);
    expect(room.heard().at(-1)).toMatchObject({ type: 'rejection', id: 'e2' });
  });

  it('of an edited message takes the place of the edit before', async () => {
    const room = await setUp();
    await room.send(edit('e1', 'one'), 'ada');
    await room.send(edit('e2', 'two'), 'ada');
    expect(room.relations()).toMatchObject([{ id: 'e2', text: 'two' }]);
  });

  it('is stored once by two processes', async () => {
    const room = await setUp();
    const other = room.start().moderation;
    await Promise.all([
      room.send(edit('e1', 'x'), 'ada'),
      room.send(edit('e1', 'x'), 'ada', other),
    ]);
    expect(room.relations()).toHaveLength(1);
  });

  it('that was stored when its process ended is published by the next one', async () => {
    const room = await setUp();
    room.store.before(({ call }) =>
      call === 'publish' ? Promise.reject(new Error('gone')) : Promise.resolve(),
    );
    await room.send(edit('e1', 'second thoughts'), 'ada');
    expect(room.heard()).toEqual([]);
    await room.clock.advance(20_000);
    await room.send(edit('e1', 'second thoughts'), 'ada', room.start().moderation);
    expect(room.heard()).toMatchObject([{ id: 'e1', text: 'second thoughts' }]);
    expect(room.moderate).toHaveBeenCalledTimes(1);
  });
});

describe('a removal in a moderated room', () => {
  it('by the author takes the message and its text out of every place', async () => {
    const room = await setUp();
    await room.send(edit('e1', 'secret'), 'ada');
    await room.send(removal, 'ada');
    expect(room.messages()).toEqual([]);
    expect(room.relations()).toMatchObject([{ type: 'removal', id: 'm1', userId: 'ada' }]);
    expect(room.heard().at(-1)).toEqual(room.relations()[0]);
    // The message's record, which answers a sender that repeats it, has no text.
    expect(JSON.stringify([...room.memory.items])).not.toMatch(/Hello|secret/);
    await room.clock.advance(20_000);
    // Their sender has missed the answers.
    await room.send({ id: 'm1', username: 'x', message: 'Hello' }, 'ada');
    await room.send(edit('e1', 'secret'), 'ada');
    expect([room.messages(), room.relations()]).toMatchObject([[], [{ type: 'removal' }]]);
  });

  it('that overtakes the verdict on an edit wins', async () => {
    const room = await setUp();
    room.moderate.mockImplementation(async () => {
      await removeMessage(room.store, 'lobby', 'm1');
    });
    await room.send(edit('e1', 'secret'), 'ada');
    expect(room.relations()).toMatchObject([{ type: 'removal' }]);
    expect(room.heard()).toMatchObject([{ type: 'removal' }, { type: 'rejection', id: 'e1' }]);
  });

  it('of a message that is not stored yet is rejected, and tried again later', async () => {
    const room = await setUp();
    await room.send({ ...removal, id: 'm2' }, 'ada');
    expect(room.heard()).toMatchObject([{ type: 'rejection', id: 'm2' }]);
    await room.send({ id: 'm2', message: 'Hi' }, 'ada');
    await room.clock.advance(20_000);
    await room.send({ ...removal, id: 'm2' }, 'ada');
    expect(room.messages()).toMatchObject([{ id: 'm1' }]);
  });

  it('is too late outside of its time', async () => {
    const room = await setUp({ removalSeconds: 60 });
    await room.clock.advance(61_000);
    await room.send(removal, 'ada');
    expect(room.messages()).toHaveLength(1);
  });

  it('by another user is rejected', async () => {
    const room = await setUp();
    await room.send(removal, 'mallory');
    expect(room.messages()).toHaveLength(1);
    expect(room.heard()).toMatchObject([{ type: 'rejection', id: 'm1', userId: 'mallory' }]);
  });
});

describe('a batch of reactions', () => {
  it('fills as few topic items as hold all of them', () => {
    const items = Array.from({ length: 60 }, (_, at) => JSON.stringify(reaction(`r${at}`)));
    const batches = batchesOf(items);
    expect(batches.length).toBeGreaterThan(1);
    for (const batch of batches) expect(new TextEncoder().encode(batch).length).toBeLessThan(4_097);
    const events = batches.flatMap((batch) => (JSON.parse(batch) as { events: Fields[] }).events);
    expect(events.map((event) => JSON.stringify(event))).toEqual(items);
  });
});
