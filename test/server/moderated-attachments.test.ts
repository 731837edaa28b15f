import { describe, expect, it, vi } from 'vitest';
import { fileKey, uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import { isMessageId } from '../../src/protocol/ids.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { LEASE_TIMES } from '../../src/server/store/leases.js';
import { hashOf, partsOf, picture, sentFile, type SentFile } from '../helpers/sent-files.js';
import { message, setUp as setUpRoom } from './moderation-fixture.js';

type Hook = NonNullable<ModerationOptions['moderateAttachment']>;

/** A room whose moderator looks at files; Ada has uploaded some. */
function setUp(options: Partial<ModerationOptions> = {}) {
  const room = setUpRoom();
  const { memory } = room;
  const filesOf = (kind: string): string[] =>
    [...memory.files.keys()].filter((key) => key.startsWith(`momento-chat/${kind}/`));
  return {
    ...room,
    start: (hook: Hook = () => undefined) => {
      const moderateAttachment = vi.fn<Hook>(hook);
      return { moderateAttachment, ...room.start({ ...options, moderateAttachment }) };
    },
    upload: (...files: readonly SentFile[]): readonly Attachment[] => {
      for (const { attachment, bytes } of files) {
        for (const [part, content] of partsOf(bytes).entries()) {
          memory.files.set(uploadKey('lobby', 'ada', attachment.id, part), content);
        }
      }
      return files.map(({ attachment }) => attachment);
    },
    uploads: () => filesOf('upload'),
    files: () => filesOf('file'),
    /** The bytes of a file as readers get them. */
    shown: ({ id, size }: Attachment): Uint8Array => {
      const parts = partsOf(new Uint8Array(size));
      return Buffer.concat(
        parts.map((_, part) => memory.files.get(fileKey('lobby', id, part)) ?? new Uint8Array()),
      );
    },
  };
}

function attachmentsIn(item: Record<string, unknown> | undefined): readonly Attachment[] {
  return (item?.attachments ?? []) as readonly Attachment[];
}

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
    expect(heard()).toMatchObject([{ type: 'rejection', code: 'rejected' }]);
  });

  it('are another user’s: nobody sends what they have uploaded', async () => {
    const { start, upload, stored, heard, uploads } = setUp();
    const { moderation, moderateAttachment } = start();
    const attachments = upload(sentFile());
    await moderation.handle('lobby', message('m1', 'Look', { attachments }), 'eve');
    expect(stored()).toEqual([]);
    expect(heard()).toMatchObject([{ type: 'rejection', userId: 'eve', code: 'rejected' }]);
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

describe('several processes', () => {
  it('give files the same ids: one goes on where another was killed', async () => {
    const { start, upload, stored, files, uploads, clock } = setUp();
    const item = message('m1', 'Look', { attachments: upload(sentFile(picture(70_000))) });
    const victim = start();
    victim.store.before(({ call, args }) => {
      if (call === 'set' && String(args[1]).includes('storing')) victim.store.kill();
      return Promise.resolve();
    });
    void victim.moderation.handle('lobby', item, 'ada');
    await vi.waitFor(() => expect(files()).toHaveLength(2));
    await vi.waitFor(() => expect(victim.store.isDead).toBe(true));
    const before = files();

    await clock.advance(20_000);
    await start().moderation.handle('lobby', item, 'ada');
    expect(stored()).toHaveLength(1);
    expect(files()).toEqual(before);
    expect(uploads()).toEqual([]);
    const [file] = attachmentsIn(stored()[0]);
    expect(before[0]).toBe(fileKey('lobby', file?.id ?? '', 0));
  });

  it('need no uploads any more once one has noted its verdict', async () => {
    const { start, upload, stored, memory, clock } = setUp();
    const file = sentFile();
    const item = message('m1', 'Look', { attachments: upload(file) });
    const victim = start();
    victim.store.before(({ call }) => {
      if (call === 'push') victim.store.kill();
      return Promise.resolve();
    });
    void victim.moderation.handle('lobby', item, 'ada');
    await vi.waitFor(() => expect(victim.store.isDead).toBe(true));
    memory.files.delete(uploadKey('lobby', 'ada', file.attachment.id, 0));
    await clock.advance(20_000);
    const { moderation, moderateAttachment } = start();
    await moderation.handle('lobby', item, 'ada');
    expect(attachmentsIn(stored()[0])).toMatchObject([{ sha256: file.attachment.sha256 }]);
    expect(moderateAttachment).not.toHaveBeenCalled();
  });

  it('keep a message while they work on it, longer than one lease', async () => {
    const { start, upload, stored, clock } = setUp({ timeoutMs: 8_000 });
    const waiting: (() => void)[] = [];
    const { moderation } = start(async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
    });
    const other = start();
    const attachments = upload(sentFile(), sentFile(), sentFile(), sentFile());
    const item = message('m1', 'Look', { attachments });
    const handled = moderation.handle('lobby', item, 'ada');
    for (const count of [1, 2, 3, 4]) {
      await vi.waitFor(() => expect(waiting).toHaveLength(count));
      await clock.advance(7_000);
      await other.moderation.handle('lobby', item, 'ada');
      waiting.at(-1)?.();
    }
    await handled;
    expect(other.moderateAttachment).not.toHaveBeenCalled();
    expect(attachmentsIn(stored()[0])).toHaveLength(4);
  });

  it('do nothing more with a message whose lease has ended', async () => {
    const { start, upload, stored, heard, files, clock } = setUp();
    const frozen = start(() => {
      // The process is suspended meanwhile.
      clock.sleep(LEASE_TIMES.lease);
      return { reject: 'No' };
    });
    const item = message('m1', 'Look', { attachments: upload(sentFile()) });
    await frozen.moderation.handle('lobby', item, 'ada');
    expect([stored(), heard(), files(), frozen.errors]).toEqual([[], [], [], []]);
  });

  it('look at the files of four messages at a time', async () => {
    const { start, memory, stored } = setUp();
    const waiting: (() => void)[] = [];
    let isOpen = false;
    const { moderation } = start(async () => {
      if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
    });
    const { attachment, bytes } = sentFile();
    const users = Array.from({ length: 9 }, (_, index) => `user${index}`);
    for (const user of users) memory.files.set(uploadKey('lobby', user, attachment.id, 0), bytes);
    const item = message('m1', 'Look', { attachments: [attachment] });
    const handled = users.map((user) => moderation.handle('lobby', item, user));
    await vi.waitFor(() => expect(waiting).toHaveLength(4));
    // Time for a fifth one, if there were a place for it.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(waiting).toHaveLength(4);
    isOpen = true;
    for (const open of waiting) open();
    await Promise.all(handled);
    expect(stored()).toHaveLength(9);
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
