import { describe, expect, it, vi } from 'vitest';
import { setUp, message, gate } from './moderation-fixture.js';

describe('a user who sends too many messages', () => {
  it('has so much pass, is told so much, and is then not answered at all', async () => {
    const { start, stored, heard } = setUp();
    const { moderation, store } = start({ rateLimit: { messages: 2, seconds: 10 } });
    for (let n = 0; n < 9; n += 1) await moderation.handle('lobby', message(`m${n}`), 'ada');
    expect(stored()).toHaveLength(2);
    expect(heard().slice(2)).toEqual([
      { type: 'rejection', id: 'm2', userId: 'ada', code: 'rate-limited' },
      { type: 'rejection', id: 'm3', userId: 'ada', code: 'rate-limited' },
    ]);
    const before = store.calls.length;
    await moderation.handle('lobby', message('m9'), 'ada');
    expect(store.calls).toHaveLength(before);
  });

  it('is not refused for good: the same message may pass later', async () => {
    const { start, stored, clock } = setUp();
    const { moderation } = start({ rateLimit: { messages: 1, seconds: 10 } });
    await moderation.handle('lobby', message('m1'), 'ada');
    await moderation.handle('lobby', message('m2'), 'ada');
    expect(stored()).toHaveLength(1);
    await clock.advance(10_000);
    await moderation.handle('lobby', message('m2'), 'ada');
    expect(stored().map(({ id }) => id)).toEqual(['m1', 'm2']);
  });

  it('is one person in all rooms, and takes nothing from others', async () => {
    const { start, heard, memory } = setUp();
    const { moderation } = start({ rateLimit: { messages: 1, seconds: 10 } });
    await moderation.handle('lobby', message('m1'), 'ada');
    await moderation.handle('support', message('m2'), 'ada');
    await moderation.handle('lobby', message('m3'), 'grace');
    expect(memory.lists.get('support')).toBeUndefined();
    expect(heard().map(({ id }) => id)).toEqual(['m1', 'm3']);
  });

  it('is answered by one process alone', async () => {
    const { start, heard } = setUp();
    const limit = { rateLimit: { messages: 1, seconds: 10 } };
    const processes = [start(limit), start(limit)];
    for (const id of ['m1', 'm2']) {
      await Promise.all(
        processes.map(({ moderation }) => moderation.handle('lobby', message(id), 'ada')),
      );
    }
    expect(heard().map(({ type }) => type)).toEqual([undefined, 'rejection']);
  });

  it('is not one who repeats a message that is being moderated', async () => {
    const { start, stored, heard } = setUp();
    const { opened, open } = gate();
    const { moderation } = start({
      moderate: () => opened,
      rateLimit: { messages: 2, seconds: 10 },
    });
    const handled = ['m1', 'm1', 'm1', 'm2'].map((id) =>
      moderation.handle('lobby', message(id), 'ada'),
    );
    open();
    await Promise.all(handled);
    expect(stored().map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(heard()).toEqual(stored());
  });

  it('does not fill the memory while moderation hangs', async () => {
    const { start } = setUp();
    const { opened, open } = gate();
    const moderate = vi.fn(() => opened);
    const { moderation } = start({ moderate, rateLimit: { messages: 1_000, seconds: 1 } });
    const handled = Array.from({ length: 100 }, (_, n) =>
      moderation.handle('lobby', message(`m${n}`), 'ada'),
    );
    open();
    await Promise.all(handled);
    expect(moderate).toHaveBeenCalledTimes(20);
  });
});
