import { describe, expect, it, vi } from 'vitest';
import { uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import { picture, sentFile } from '../helpers/sent-files.js';
import { setUp } from './moderated-attachments-fixture.js';
import { message } from './moderation-fixture.js';

/** A message with so many files, which their sender has uploaded. */
function item(id: string, attachments: readonly Attachment[]): string {
  return message(id, 'Look', { attachments });
}

const LATER = 'Too many files for now. Try again in';

describe('a message with more files than its sender may send', () => {
  it('is refused with the time, before a byte of them is read or the host is asked', async () => {
    const { start, upload, stored, heard, uploads } = setUp({
      attachmentLimits: { filesPerMinute: 3 },
    });
    const { moderation, moderate, store } = start();
    await moderation.handle('lobby', item('m1', upload(sentFile(), sentFile())), 'ada');
    const calls = store.calls.length;
    await moderation.handle('lobby', item('m2', upload(sentFile(), sentFile())), 'ada');
    expect(stored()).toHaveLength(1);
    expect(heard().at(-1)).toEqual({
      type: 'rejection',
      id: 'm2',
      userId: 'ada',
      code: 'rate-limited',
      reason: `${LATER} 20 seconds.`,
      retryAfterMs: 20_000,
    });
    expect(moderate).toHaveBeenCalledOnce();
    // It looks for a known result, acquires the lease, and tells the sender.
    const work = store.calls.slice(calls).map(({ call }) => call);
    expect(work).toEqual(['get', 'setIfAbsent', 'publish']);
    expect(uploads()).toHaveLength(2);
  });

  it('passes after the time, with what was uploaded', async () => {
    const { start, upload, stored, uploads, clock } = setUp({
      attachmentLimits: { filesPerMinute: 1 },
    });
    const { moderation } = start();
    await moderation.handle('lobby', item('m1', upload(sentFile())), 'ada');
    const second = item('m2', upload(sentFile()));
    await moderation.handle('lobby', second, 'ada');
    await clock.advance(60_000);
    await moderation.handle('lobby', second, 'ada');
    expect(stored()).toMatchObject([{ id: 'm1' }, { id: 'm2', attachments: [{}] }]);
    expect(uploads()).toEqual([]);
  });

  it('is about bytes as its sender claims them, uploaded or not', async () => {
    const { start, heard } = setUp({ attachmentLimits: { bytesPerHour: 1_000_000 } });
    const { moderation } = start();
    const claim = (): readonly Attachment[] => [sentFile(picture(), { size: 500_000 }).attachment];
    for (const id of ['m1', 'm2', 'm3']) await moderation.handle('lobby', item(id, claim()), 'ada');
    expect(heard()).toMatchObject([
      { id: 'm1', code: 'file-lost' },
      { id: 'm2', code: 'file-lost' },
      { id: 'm3', code: 'rate-limited', reason: `${LATER} 30 minutes.`, retryAfterMs: 1_800_000 },
    ]);
  });

  it('takes nothing from others, up to the limit of the room', async () => {
    const { start, memory, heard } = setUp({
      attachmentLimits: { filesPerMinute: 2, roomFilesPerMinute: 3 },
    });
    const { moderation } = start();
    const send = async (room: string, user: string, id: string): Promise<void> => {
      const { attachment, bytes } = sentFile();
      memory.files.set(uploadKey(room, user, attachment.id, 0), bytes);
      await moderation.handle(room, item(id, [attachment]), user);
    };
    for (const id of ['a1', 'a2', 'a3']) await send('lobby', 'ada', id);
    for (const id of ['b1', 'b2']) await send('lobby', 'bob', id);
    await send('hall', 'bob', 'b3');
    expect(heard().map(({ id, code }) => [id, code])).toEqual([
      ['a1', undefined],
      ['a2', undefined],
      ['a3', 'rate-limited'],
      ['b1', undefined],
      ['b2', 'rate-limited'],
    ]);
    expect(memory.heard('hall')).toMatchObject([{ id: 'b3', attachments: [{}] }]);
  });

  it('is rejected for good, without its uploads, where it can never pass', async () => {
    const { start, upload, heard, uploads, stored } = setUp({
      attachmentLimits: { filesPerMinute: 2 },
    });
    const { moderation } = start();
    const attachments = upload(sentFile(), sentFile(), sentFile());
    await moderation.handle('lobby', item('m1', attachments), 'ada');
    expect(heard()).toMatchObject([
      { code: 'rejected', reason: expect.stringContaining('for one message') as string },
    ]);
    expect(heard()[0]).not.toHaveProperty('retryAfterMs');
    expect([uploads(), stored()]).toEqual([[], []]);
    // It has used up nothing.
    await moderation.handle('lobby', item('m2', upload(sentFile(), sentFile())), 'ada');
    expect(stored()).toHaveLength(1);
  });

  it('is refused in the host’s words', async () => {
    const words = vi.fn((ms: number) => `${ms / 1000} 秒後に`);
    const { start, upload, heard } = setUp({
      attachmentLimits: { filesPerMinute: 1 },
      attachmentLimitReason: words,
    });
    const { moderation, errors } = start();
    for (const id of ['m1', 'm2']) {
      await moderation.handle('lobby', item(id, upload(sentFile())), 'ada');
    }
    expect(heard().at(-1)).toMatchObject({ code: 'rate-limited', reason: '60 秒後に' });
    expect(words).toHaveBeenCalledExactlyOnceWith(60_000, 'ada', 'lobby');
    words.mockImplementation(() => {
      throw new Error('no words');
    });
    await moderation.handle('lobby', item('m3', upload(sentFile())), 'ada');
    words.mockImplementation(() => 7 as never);
    await moderation.handle('lobby', item('m4', upload(sentFile())), 'ada');
    words.mockImplementation(() => '長'.repeat(5_000));
    await moderation.handle('lobby', item('m5', upload(sentFile())), 'ada');
    const reasons = heard().map(({ reason }) => reason);
    expect(reasons.slice(2)).toEqual([
      `${LATER} 1 minute.`,
      `${LATER} 1 minute.`,
      '長'.repeat(200),
    ]);
    expect(errors).toEqual([new Error('no words')]);
  });
});

describe('a message that is sent again', () => {
  it('counts once in each process that hears of it, until its files are read', async () => {
    const { start, upload, stored, heard } = setUp({ attachmentLimits: { filesPerMinute: 3 } });
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const [one, other] = [start(() => opened), start()];
    const first = item('m1', upload(sentFile()));
    const handled = one.moderation.handle('lobby', first, 'ada');
    await vi.waitFor(() => expect(one.moderateAttachment).toHaveBeenCalled());
    for (let n = 0; n < 5; n += 1) await other.moderation.handle('lobby', first, 'ada');
    open();
    await handled;
    // Two are left in both: the other process has counted it, too, and once.
    const second = item('m2', upload(sentFile(), sentFile(), sentFile()));
    await other.moderation.handle('lobby', second, 'ada');
    expect(heard().at(-1)).toMatchObject({ id: 'm2', code: 'rate-limited', retryAfterMs: 20_000 });
    await other.moderation.handle('lobby', item('m3', upload(sentFile(), sentFile())), 'ada');
    expect(stored().map(({ id }) => id)).toEqual(['m1', 'm3']);
  });

  it('counts again where the host failed: its files are read once more', async () => {
    const { start, upload, heard } = setUp({ attachmentLimits: { filesPerMinute: 2 } });
    const { moderation, moderateAttachment } = start(() => Promise.reject(new Error('down')));
    const text = item('m1', upload(sentFile()));
    for (let n = 0; n < 4; n += 1) await moderation.handle('lobby', text, 'ada');
    expect(moderateAttachment).toHaveBeenCalledTimes(2);
    expect(
      heard()
        .map(({ code }) => code)
        .slice(0, 3),
    ).toEqual(['moderation-failed', 'moderation-failed', 'rate-limited']);
  });

  it('counts again with other files under the same id', async () => {
    const { start, upload, heard, uploads } = setUp({
      attachmentLimits: { filesPerMinute: 3 },
      moderate: () => Promise.reject(new Error('down')),
    });
    const { moderation } = start();
    // Counted, and not read: its text had no verdict.
    await moderation.handle('lobby', item('m1', upload(sentFile())), 'ada');
    const more = upload(sentFile(), sentFile(), sentFile());
    await moderation.handle('lobby', item('m1', more), 'ada');
    expect(heard().map(({ code }) => code)).toEqual(['moderation-failed', 'rate-limited']);
    expect(uploads()).toHaveLength(4);
  });

  it('is answered as before once it is settled, whatever the limits say', async () => {
    const { start, upload, heard, clock } = setUp({ attachmentLimits: { filesPerMinute: 1 } });
    const { moderation, moderateAttachment } = start();
    const text = item('m1', upload(sentFile()));
    await moderation.handle('lobby', text, 'ada');
    await clock.advance(20_000);
    await moderation.handle('lobby', text, 'ada');
    expect(heard()).toMatchObject([{ message: 'Look' }, { message: 'Look' }]);
    expect(moderateAttachment).toHaveBeenCalledOnce();
  });
});

describe('work that no message claims', () => {
  it('is bounded: parts that are larger than they should be count', async () => {
    const { start, memory, heard } = setUp({ attachmentLimits: { bytesPerHour: 6_000_000 } });
    const { moderation, store } = start();
    for (const id of ['m1', 'm2', 'm3']) {
      const { attachment } = sentFile();
      memory.files.set(uploadKey('lobby', 'ada', attachment.id, 0), new Uint8Array(5_000_000));
      await moderation.handle('lobby', item(id, [attachment]), 'ada');
    }
    expect(store.calls.filter(({ call }) => call === 'getBytes')).toHaveLength(2);
    expect(heard().map(({ code }) => code)).toEqual(['rejected', 'rejected', 'rate-limited']);
    // What was read beyond the limit is paid back first.
    expect(heard()[2]?.retryAfterMs).toBeGreaterThan(2_300_000);
  });

  it('is bounded: files are erased as many as the limits of an hour allow', async () => {
    const { start, heard } = setUp({
      attachmentLimits: { bytesPerHour: 1_000_000, filesPerMinute: 1 },
    });
    const { moderation, store } = start();
    const huge = (): Attachment => sentFile(picture(), { size: 1_040_000 }).attachment;
    for (let n = 0; n < 9; n += 1) {
      const attachments = Array.from({ length: 10 }, huge);
      await moderation.handle('lobby', item(`m${n}`, attachments), 'ada');
    }
    expect(heard()).toHaveLength(9);
    const deleted = store.calls.filter(({ call }) => call === 'delete').length;
    expect(deleted).toBeGreaterThan(60);
    expect(deleted).toBeLessThanOrEqual(81);
  });
});

describe('the statistics of files', () => {
  it('count verdicts, replacements, untrue files, and those beyond the limits', async () => {
    const { start, upload, clock } = setUp({ attachmentLimits: { filesPerMinute: 8 } });
    const { moderation } = start((bytes, { name }) => {
      clock.sleep(name === 'ok' ? 400 : 100);
      if (name === 'rude') return { reject: 'No' };
      if (name === 'broken') throw new Error('down');
      if (name === 'unusable') return { bytes: new Uint8Array([1]) };
      if (name === 'other') return { bytes: picture() };
      // In the memory that it was given.
      if (name === 'changed') bytes.set([1, 2, 3], 60);
      return name === 'renamed' ? { bytes, name: 'cat.png' } : undefined;
    });
    let count = 0;
    const send = async (...names: readonly string[]): Promise<void> => {
      const files = names.map((name) => sentFile(picture(), { name }));
      count += 1;
      await moderation.handle('lobby', item(`m${count}`, upload(...files)), 'ada');
    };
    for (const name of ['ok', 'rude', 'broken', 'unusable']) await send(name);
    await send('other', 'changed', 'renamed');
    const untrue = sentFile(picture(), { sha256: 'x'.repeat(43) });
    await moderation.handle('lobby', item('m7', upload(untrue)), 'ada');
    await moderation.handle(
      'lobby',
      item('m8', upload(...[0, 1, 2, 3, 4].map(() => sentFile()))),
      'ada',
    );
    expect(moderation.stats.files).toMatchObject({
      ...{ judged: 7, passed: 2, replaced: 2, rejected: 1, failed: 2 },
      ...{ untrue: 1, rateLimited: 5 },
      verdictMs: { last: 100, mean: 1_000 / 7, max: 400 },
    });
  });
});
