import { describe, expect, it } from 'vitest';
import { uploadKey } from '../../src/protocol/attachments.js';
import { picture, sentFile, type SentFile } from '../helpers/sent-files.js';
import { attachmentsIn, setUp } from './moderated-attachments-fixture.js';
import { message } from './moderation-fixture.js';

describe('files that are not what their message says', () => {
  const html = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');

  it.each<[string, SentFile]>([
    ['another hash', sentFile(picture(), { sha256: 'x'.repeat(43) })],
    ['fewer bytes', sentFile(picture(), { size: 99 })],
    ['more bytes', sentFile(picture(), { size: 101 })],
    ['more bytes than the room takes', sentFile(picture(1_048_577))],
    ['a document as a picture', sentFile(html)],
    ['a document as itself', sentFile(html, { type: 'text/html' })],
    ['a picture without sides', sentFile(picture(100, 0, 20))],
    ['a picture that takes all memory to show', sentFile(picture(100, 16_000, 16_000))],
    ['bytes that another server has', sentFile(picture(), { url: 'https://example.com/cat.png' })],
  ])('hold it back: %s', async (_, file) => {
    const { start, upload, stored, heard, uploads, files } = setUp();
    const { moderation, moderateAttachment, errors } = start();
    const attachments = upload(file);
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    expect([stored(), files(), errors]).toEqual([[], [], []]);
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'rejected' }]);
    expect(moderateAttachment).not.toHaveBeenCalled();
    if (file.attachment.size >= file.bytes.length) expect(uploads()).toEqual([]);
  });

  it.each([0, 1, 2])('hold it back where part %i is missing', async (missing) => {
    const { start, upload, stored, heard, memory } = setUp();
    const { moderation } = start();
    const file = sentFile(picture(140_000));
    const attachments = upload(file);
    memory.files.delete(uploadKey('lobby', 'ada', file.attachment.id, missing));
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'file-lost' }]);
  });

  it('are another user’s: nobody sends what they have uploaded', async () => {
    const { start, upload, stored, heard, uploads } = setUp();
    const { moderation, moderateAttachment } = start();
    const attachments = upload(sentFile());
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'eve');
    expect(stored()).toEqual([]);
    expect(heard()).toMatchObject([{ type: 'rejection', userId: 'eve', code: 'file-lost' }]);
    expect(moderateAttachment).not.toHaveBeenCalled();
    expect(uploads()).toHaveLength(1);
  });

  it('have their type and sides by the bytes', async () => {
    const { start, upload, stored } = setUp({ attachments: { types: 'any' } });
    const { moderation } = start();
    const claims = { type: 'application/pdf', width: 9, height: 9 };
    const text = sentFile(html, { name: 'page.html', type: 'text/html', width: 9, height: 9 });
    const attachments = upload(sentFile(picture(), claims), text);
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    const [first, second] = attachmentsIn(stored()[0]);
    expect(first).toMatchObject({ type: 'image/png', width: 30, height: 20 });
    expect(second).toMatchObject({ type: 'text/html', name: 'page.html' });
    expect(second).not.toHaveProperty('width');
  });

  it('are ten at most', async () => {
    const { start, upload, stored } = setUp();
    const { moderation } = start();
    const attachments = upload(...Array.from({ length: 11 }, () => sentFile()));
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    expect(attachmentsIn(stored()[0])).toHaveLength(10);
  });

  it('leave nothing behind where all of it does not fit in an item', async () => {
    const { start, upload, stored, heard, files } = setUp({
      moderate: () => ({ text: 'x'.repeat(4_000) }),
    });
    const { moderation } = start();
    const attachments = upload(sentFile());
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'ada');
    expect([stored(), files()]).toEqual([[], []]);
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'too-long' }]);
  });
});
