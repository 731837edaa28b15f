import { describe, expect, it } from 'vitest';
import { message, setUp } from './moderation-fixture.js';

/** A file's description that every reader of a direct room would take. */
const FILE = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  name: 'photo.png',
  type: 'image/png',
  size: 68,
  sha256: 'x'.repeat(43),
  width: 8,
  height: 8,
};

describe('a message with files, sent to a moderator that looks at none', () => {
  it('passes without them', async () => {
    const { start, stored, heard } = setUp();
    const { moderation, moderate } = start();
    await moderation.handle('lobby', message('m1', 'Look', { attachments: [FILE] }), 'ada');
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Look' }]);
    expect(JSON.stringify([stored(), heard(), moderate.mock.calls])).not.toMatch(/attach|photo/);
  });

  it('has none after a process has died while it stored the message', async () => {
    const { start, stored, heard, clock } = setUp();
    const text = message('m1', 'Look', { attachments: [FILE] });
    const { moderation, store } = start();
    store.before(({ call }) => {
      if (call === 'push') store.kill();
      return Promise.resolve();
    });
    void moderation.handle('lobby', text, 'ada');
    await clock.advance(20_000);
    await start().moderation.handle('lobby', text, 'ada');
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Look' }]);
    expect(JSON.stringify([stored(), heard()])).not.toMatch(/attach|photo/);
  });

  it.each(['', ' \n'])('is refused where it has no other content than %j', async (text) => {
    const { start, stored, heard } = setUp();
    const { moderation, moderate, errors } = start();
    await moderation.handle('lobby', message('m1', text, { attachments: [FILE] }), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ type: 'rejection', id: 'm1', userId: 'ada', code: 'rejected' }]);
    expect(moderate).not.toHaveBeenCalled();
    expect(errors).toEqual([]);
  });

  it('is dropped as before where neither text nor files are left', async () => {
    const { start, stored, heard } = setUp();
    const { moderation } = start();
    await moderation.handle('lobby', message('m1', '', { attachments: [{ id: 'x' }] }), 'ada');
    expect([stored(), heard()]).toEqual([[], []]);
  });

  it('gains none by an edit', async () => {
    const { start, memory } = setUp();
    const { moderation } = start();
    await moderation.handle('lobby', message('m1'), 'ada');
    const edit = { type: 'edit', id: 'e1', target: 'm1', text: 'Look', attachments: [FILE] };
    await moderation.handle('lobby', JSON.stringify(edit), 'ada');
    const all = JSON.stringify([[...memory.lists], memory.published]);
    expect(all).toContain('Look');
    expect(all).not.toMatch(/attach|photo/);
  });
});
