import { describe, expect, it, vi } from 'vitest';
import { change, ROOM, setUpDesk, write } from './desk-fixture.js';
import { message } from './moderation-fixture.js';

describe('the reports of members', () => {
  it('are a queue that every process sees, without a copy of the text', async () => {
    const { start, memory, clock } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1', 'Rude words');
    await write(moderation, 'eve', 'e2', 'More');
    const at = clock.now();
    expect(await desk.report({ room: ROOM, id: 'e1', by: 'ada', reason: 'Rude' })).toBe(true);
    expect(await desk.report({ room: ROOM, id: 'e2', by: 'ada' })).toBe(true);
    expect(await start().desk.report({ room: ROOM, id: 'e1', by: 'bob' })).toBe(true);
    const queue = await start().desk.reports(ROOM);
    expect(queue).toMatchObject([
      { message: { id: 'e2' }, reports: [{ at, by: 'ada' }] },
      {
        message: { id: 'e1' },
        reports: [
          { at, by: 'ada', reason: 'Rude' },
          { at, by: 'bob' },
        ],
      },
    ]);
    const lists = [...memory.lists].filter(([name]) => name !== ROOM);
    expect(JSON.stringify(lists)).not.toContain('Rude words');
  });

  it('count once for each member, in all processes', async () => {
    const { start } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1');
    await desk.report({ room: ROOM, id: 'e1', by: 'ada' });
    expect(await start().desk.report({ room: ROOM, id: 'e1', by: 'ada' })).toBe(false);
    expect((await desk.reports(ROOM))[0]?.reports).toHaveLength(1);
  });

  it('are limited for each member', async () => {
    const { desk } = setUpDesk().start();
    const results = [];
    for (let count = 0; count < 25; count += 1) {
      results.push(await desk.report({ room: ROOM, id: `m${count}`, by: 'mallory' }));
    }
    expect(results.filter(Boolean)).toHaveLength(20);
    expect(await desk.report({ room: ROOM, id: 'm1', by: 'ada' })).toBe(true);
  });

  it.each([
    { room: 'lobby-input', id: 'e1', by: 'ada' },
    { room: ROOM, id: '', by: 'ada' },
    { room: ROOM, id: 'e1', by: '' },
    { room: ROOM, id: 'e1', by: 'ada', reason: 7 as never },
  ])('are errors in another form: %j', async (report) => {
    const { start, memory } = setUpDesk();
    await expect(start().desk.report(report)).rejects.toThrow(TypeError);
    expect(memory.lists.size + memory.items.size).toBe(0);
  });

  it.each(['removeMessage', 'dismiss'] as const)('are settled by %s', async (name) => {
    const { start, shown } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1');
    await write(moderation, 'eve', 'e2');
    for (const id of ['e1', 'e2']) await desk.report({ room: ROOM, id, by: 'ada' });
    await desk[name]({ room: ROOM, id: 'e1', by: 'grace' });
    expect(await start().desk.reports(ROOM)).toMatchObject([{ message: { id: 'e2' } }]);
    expect(shown()).toEqual(name === 'dismiss' ? ['e1', 'e2'] : ['e2']);
    const action = name === 'dismiss' ? 'dismiss' : 'remove';
    expect(await desk.audit(ROOM)).toMatchObject([{ action, messageId: 'e1', by: 'grace' }]);
    await expect(desk[name]({ room: ROOM, id: 'e2', by: 'ada' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('of a message that its author has removed are none', async () => {
    const { start } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1');
    await desk.report({ room: ROOM, id: 'e1', by: 'ada' });
    const removal = JSON.stringify({ type: 'removal', id: 'e1' });
    await moderation.handle(ROOM, removal, 'eve');
    expect(await desk.reports(ROOM)).toEqual([]);
  });

  it('of all rooms are found, until they are settled', async () => {
    const { start } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1');
    await moderation.handle('garden', message('g1', 'Hello'), 'eve');
    await desk.report({ room: ROOM, id: 'e1', by: 'ada' });
    await start().desk.report({ room: 'garden', id: 'g1', by: 'ada' });
    const found = await start().desk.allReports();
    expect(found).toMatchObject([
      { room: ROOM, message: { id: 'e1' } },
      { room: 'garden', message: { id: 'g1' } },
    ]);
    expect(await desk.allReports((room) => room === ROOM)).toHaveLength(1);
    await desk.dismiss({ room: ROOM, id: 'e1' });
    expect(await start().desk.allReports()).toMatchObject([{ room: 'garden' }]);
  });

  it('of a room are not lost where it is reported while it is found empty', async () => {
    const { start, memory } = setUpDesk();
    const { desk, store, moderation } = start();
    await write(moderation, 'eve', 'e1');
    await write(moderation, 'eve', 'e2');
    await desk.report({ room: ROOM, id: 'e1', by: 'ada' });
    await desk.dismiss({ room: ROOM, id: 'e1' });
    // Another member reports after the queue was read, and before the room is taken out of those with reports.
    const fetch = store.fetch.bind(store);
    let once: Promise<unknown> | undefined;
    vi.spyOn(store, 'fetch').mockImplementation(async (list, limit) => {
      const items = await fetch(list, limit);
      if (list === ROOM) once ??= start().desk.report({ room: ROOM, id: 'e2', by: 'bob' });
      await once;
      return items;
    });
    expect(await desk.allReports()).toEqual([]);
    expect(await start().desk.allReports()).toMatchObject([{ message: { id: 'e2' } }]);
    expect(memory.items.size).toBeGreaterThan(0);
  });

  it('come by the chat, once, and nobody hears of them', async () => {
    const { start, memory } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'eve', 'e1');
    const heard = memory.heard(ROOM).length;
    const order = { type: 'desk', id: 'o1', act: 'report', target: 'e1', user: 'grace' };
    await change(moderation, 'ada', order);
    await change(moderation, 'ada', { ...order, id: 'o2' });
    expect(await desk.reports(ROOM)).toMatchObject([{ reports: [{ by: 'ada' }] }]);
    expect(memory.heard(ROOM)).toHaveLength(heard);
  });
});
