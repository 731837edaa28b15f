import { describe, expect, it, vi } from 'vitest';
import { isMessageId } from '../../src/protocol/ids.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { hashOf, picture, sentFile } from '../helpers/sent-files.js';
import { attachmentsIn, setUp, type Hook } from './moderated-attachments-fixture.js';
import { message, setUp as setUpRoom } from './moderation-fixture.js';

describe('a message with files', () => {
  it('passes with files that only the server has named and stored', async () => {
    const { start, upload, stored, heard, uploads, files, shown } = setUp();
    const { moderation, moderate, moderateAttachment, errors } = start();
    const sent = [sentFile(picture(120_000, 640, 480), { alt: 'A cat' }), sentFile()];
    const attachments = upload(...sent);
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');

    expect(errors).toEqual([]);
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Look', userId: 'ada' }]);
    expect(heard()).toEqual(stored());
    const passed = attachmentsIn(stored()[0]);
    expect(passed).toMatchObject([
      {
        name: 'photo.png',
        type: 'image/png',
        size: 120_000,
        width: 640,
        height: 480,
        alt: 'A cat',
      },
      { name: 'photo.png', type: 'image/png', size: 100, width: 30, height: 20 },
    ]);
    for (const [index, file] of passed.entries()) {
      expect(isMessageId(file.id)).toBe(true);
      expect(attachments.map(({ id }) => id)).not.toContain(file.id);
      expect(hashOf(shown(file))).toBe(file.sha256);
      expect(file.sha256).toBe(sent[index]?.attachment.sha256);
    }
    expect(uploads()).toEqual([]);
    expect(files()).toHaveLength(4);
    expect(moderate).toHaveBeenCalledOnce();
    const [bytes, info] = moderateAttachment.mock.calls[0] ?? [];
    expect(bytes).toEqual(sent[0]?.bytes);
    expect(info).toEqual({
      messageId: 'm1',
      room: 'lobby',
      author: { id: 'ada', name: 'ada' },
      name: 'photo.png',
      type: 'image/png',
      size: 120_000,
      width: 640,
      height: 480,
      alt: 'A cat',
    });
  });

  it('needs no text, and its author is judged all the same', async () => {
    const { start, upload, stored } = setUp();
    const { moderation, moderate } = start();
    const attachments = upload(sentFile());
    await moderation.handle('lobby', message('m1', '', { attachments }), 'ada');
    expect(stored()).toMatchObject([{ id: 'm1', message: '' }]);
    expect(moderate.mock.calls[0]?.[0]).toMatchObject({ text: '', author: { id: 'ada' } });
  });

  it('is judged by its text first: its files are not read where that does not pass', async () => {
    const { start, upload, stored, heard, uploads } = setUp({
      moderate: () => ({ reject: 'No' }),
    });
    const { moderation, moderateAttachment, store } = start();
    const attachments = upload(sentFile());
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'rejected', reason: 'No' }]);
    expect(moderateAttachment).not.toHaveBeenCalled();
    expect(store.calls.map(({ call }) => call)).not.toContain('getBytes');
    expect(uploads()).toEqual([]);
  });

  it('shows what the host puts in a file’s place', async () => {
    const { start, upload, stored, shown } = setUp();
    const other = picture(60_000, 7, 5);
    const { moderation } = start(() => ({ bytes: other, name: 'safe.png', alt: '' }));
    const attachments = upload(sentFile(picture(), { alt: 'A cat' }));
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    const [file] = attachmentsIn(stored()[0]);
    expect(file).toMatchObject({ name: 'safe.png', size: 60_000, width: 7, height: 5 });
    expect(file).not.toHaveProperty('alt');
    expect(file?.sha256).toBe(hashOf(other));
    expect(file && hashOf(shown(file))).toBe(hashOf(other));
  });

  it('does not pass where one of them is rejected, and leaves none behind', async () => {
    const { start, upload, stored, heard, uploads, files } = setUp();
    let count = 0;
    const { moderation } = start(() => {
      count += 1;
      return count === 2 ? { reject: 'No weapons' } : undefined;
    });
    const attachments = upload(sentFile(), sentFile(), sentFile());
    const item = message('m1', 'Look', { attachments });
    await moderation.handle('lobby', item, 'ada');
    expect([stored(), uploads(), files()]).toEqual([[], [], []]);
    const rejection = { type: 'rejection', id: 'm1', code: 'rejected', reason: 'No weapons' };
    expect(heard()).toMatchObject([rejection]);
    expect(count).toBe(2);
  });

  it('does not pass where the verdict has both other bytes and a reason', async () => {
    const { start, upload, stored, heard } = setUp();
    const { moderation } = start(() => ({ bytes: picture(), reject: 'No' }));
    await moderation.handle('lobby', message('m1', '', { attachments: upload(sentFile()) }), 'ada');
    expect([stored(), heard()]).toMatchObject([[], [{ code: 'rejected', reason: 'No' }]]);
  });

  it.each<[string, Hook]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['returns a text', () => 'yes' as never],
    ['returns no verdict', () => ({}) as never],
    ['returns bytes that are none', () => ({ bytes: [1, 2, 3] }) as never],
    ['returns a document', () => ({ bytes: new TextEncoder().encode('<html>') })],
    ['returns nothing at all as bytes', () => ({ bytes: new Uint8Array() })],
    ['returns more than the room takes', () => ({ bytes: picture(1_048_577) })],
    ['returns a name that is none', () => ({ bytes: picture(), name: 7 }) as never],
  ])('is kept back, to be tried again, where the host %s', async (_, hook) => {
    const { start, upload, stored, heard, uploads, files } = setUp();
    const failing = start(hook);
    const item = message('m1', 'Look', { attachments: upload(sentFile()) });
    await failing.moderation.handle('lobby', item, 'ada');
    expect([stored(), files()]).toEqual([[], []]);
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'moderation-failed' }]);
    expect(failing.errors).toHaveLength(1);
    expect(uploads()).toHaveLength(1);

    await start().moderation.handle('lobby', item, 'ada');
    expect(attachmentsIn(stored()[0])).toHaveLength(1);
  });

  it('is kept back where the host takes too long', async () => {
    const { start, upload, heard, clock } = setUp({ timeoutMs: 1_000 });
    const { moderation, moderateAttachment, errors } = start(() => new Promise(() => undefined));
    const item = message('m1', 'Look', { attachments: upload(sentFile()) });
    const handled = moderation.handle('lobby', item, 'ada');
    await vi.waitFor(() => expect(moderateAttachment).toHaveBeenCalled());
    await clock.advance(1_000);
    await handled;
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'moderation-failed' }]);
    expect(errors).toMatchObject([{ message: expect.stringContaining('took too long') as string }]);
  });
});

describe('a moderator', () => {
  it('takes files only with a store that has them', () => {
    const { start } = setUpRoom();
    const { store } = start();
    const blind = Object.assign(Object.create(store) as typeof store, { getBytes: undefined });
    const moderateAttachment: Hook = () => undefined;
    const open = (options: Partial<ModerationOptions>): unknown =>
      new Moderation({ store: blind, moderate: () => undefined, ...options }, setUpRoom().clock)
        .attachments;
    expect(() => open({ moderateAttachment })).toThrow(/the store has no getBytes/);
    expect(open({})).toBeUndefined();
    expect(open({ moderateAttachment, attachments: false })).toBeUndefined();
    expect(open({ moderateAttachment, store })).toEqual({ types: 'images', maxSize: 1_048_576 });
    expect(() => open({ attachments: { maxSize: 0 } })).toThrow(/attachments\.maxSize 0/);
  });
});
