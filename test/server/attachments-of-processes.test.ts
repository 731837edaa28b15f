import { describe, expect, it, vi } from 'vitest';
import { fileKey, uploadKey } from '../../src/protocol/attachments.js';
import { LEASE_TIMES } from '../../src/server/store/leases.js';
import { picture, sentFile } from '../helpers/sent-files.js';
import { attachmentsIn, setUp } from './moderated-attachments-fixture.js';
import { message } from './moderation-fixture.js';

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
