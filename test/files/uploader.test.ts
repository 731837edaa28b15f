import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptBytes } from '../../src/files/kept-bytes.js';
import { Uploader } from '../../src/files/uploader.js';
import { PART_BYTES, type Attachment } from '../../src/protocol/attachments.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault } from '../helpers/scripted-transport.js';
import { attachmentOf, FakePort, FakeStore, someBytes } from './files-fixture.js';

const CONTENT = someBytes(4 * PART_BYTES + 10);

describe('the uploader', () => {
  let clock: FakeClock;
  let store: FakeStore;
  let port: FakePort;
  let kept: KeptBytes;
  let uploader: Uploader;
  let file: Attachment;
  const bytes = new Blob([CONTENT]);

  function reload(): void {
    uploader = new Uploader({ port, kept, clock, onProgress: () => undefined });
  }

  /** The upload's outcome so far. */
  function outcomeOf(upload: Promise<void>): { value: string } {
    const outcome = { value: 'open' };
    upload.then(
      () => (outcome.value = 'stored'),
      (error: Error & { code?: string }) => (outcome.value = error.code ?? String(error)),
    );
    return outcome;
  }

  /** Lets all that needs no time happen: reading blobs takes some turns. */
  async function rest(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await settle();
  }

  function storedBytes({ id }: Attachment): Buffer {
    return Buffer.concat(
      [0, 1, 2, 3, 4].map((part) => store.parts.get(`${id}/${part}`) ?? Buffer.of()),
    );
  }

  beforeEach(() => {
    clock = new FakeClock();
    store = new FakeStore();
    port = new FakePort(store);
    // Node has no IndexedDB: what is kept is in memory, as long as this object is there.
    kept = new KeptBytes({ owner: () => 'ada', clock, onFault: () => undefined });
    file = attachmentOf(CONTENT);
    reload();
  });

  it('stores the parts in order, two at a time, and each once', async () => {
    await uploader.start(file, bytes);
    expect(store.calls).toEqual([0, 1, 2, 3, 4].map((part) => `put ${part}`));
    expect(store.busiest).toBe(2);
    expect(storedBytes(file).equals(CONTENT)).toBe(true);
    await uploader.upload([file]);
    expect(store.calls).toHaveLength(5);
    expect(uploader.progressOf(file.id)).toBe(1);
    expect(port.listeners).toBe(1);
  });

  it('stores two parts at a time of several files together', async () => {
    const files = [file, attachmentOf(CONTENT), attachmentOf(CONTENT)];
    await Promise.all(files.map((one) => uploader.start(one, bytes)));
    expect(store.busiest).toBe(2);
    for (const one of files) expect(storedBytes(one).equals(CONTENT)).toBe(true);
  });

  it('waits while there is no way to the files', async () => {
    port.store = undefined;
    const outcome = outcomeOf(uploader.start(file, bytes));
    await clock.advance(3_600_000);
    await rest();
    expect([outcome.value, clock.pending]).toEqual(['open', 0]);
    port.store = store;
    await vi.waitFor(() => expect(outcome.value).toBe('stored'));
  });

  it('tries again, later each time, where a fault passes', async () => {
    store.faults.push(...Array.from({ length: 6 }, () => fault('service-unavailable')));
    const outcome = outcomeOf(uploader.start(file, bytes));
    await rest();
    expect(store.calls).toHaveLength(2);
    expect(clock.pending).toBe(2);
    for (let round = 0; round < 4; round += 1) {
      await clock.advance(10_000);
      await rest();
    }
    await vi.waitFor(() => expect(outcome.value).toBe('stored'));
    expect(clock.pending).toBe(0);
  });

  it('tries again at once with a new way to the files', async () => {
    store.faults.push(fault('connection-lost'), fault('connection-lost'));
    const outcome = outcomeOf(uploader.start(file, bytes));
    await rest();
    port.store = undefined;
    port.store = store;
    await vi.waitFor(() => expect(outcome.value).toBe('stored'));
  });

  it('asks for another token where the service refuses the one it has', async () => {
    store.faults.push(fault('not-authenticated'), fault('not-authenticated'));
    const outcome = outcomeOf(uploader.start(file, bytes));
    await rest();
    expect([outcome.value, port.renewals > 0]).toEqual(['open', true]);
    port.store = store;
    await vi.waitFor(() => expect(outcome.value).toBe('stored'));
  });

  it('fails where the fault does not pass, and can be tried again', async () => {
    store.faults.push(fault('not-permitted'));
    await kept.keep(file.id, bytes);
    await expect(uploader.start(file, bytes)).rejects.toMatchObject({ code: 'not-permitted' });
    const { length } = store.calls;
    await rest();
    expect([store.calls.length, clock.pending, port.listeners]).toEqual([length, 0, 1]);
    await uploader.upload([file]);
    expect(storedBytes(file).equals(CONTENT)).toBe(true);
  });

  it('goes on after a reload, and sends no part twice', async () => {
    await kept.keep(file.id, bytes);
    store.faults.push(fault('service-unavailable'));
    void uploader.start(file, bytes);
    await vi.waitFor(() => expect(store.parts.size).toBe(4));
    await rest();
    uploader.dispose();
    const missing = store.calls.length;
    reload();
    await uploader.upload([file]);
    expect(store.calls.length - missing).toBe(1);
    expect(storedBytes(file).equals(CONTENT)).toBe(true);
  });

  it('fails where the bytes are gone, or are others', async () => {
    await expect(uploader.upload([file])).rejects.toMatchObject({ code: 'attachment-lost' });
    await kept.keep(file.id, new Blob([someBytes(CONTENT.length).reverse()]));
    await expect(uploader.upload([file])).rejects.toMatchObject({ code: 'attachment-lost' });
    expect(store.calls).toEqual([]);
  });

  it('forgets the bytes of a message that was sent', async () => {
    await kept.keep(file.id, bytes);
    await uploader.start(file, bytes);
    uploader.release([file]);
    await rest();
    expect(await kept.get(file.id)).toBeUndefined();
    expect([uploader.progressOf(file.id), uploader.bytesOf(file)]).toEqual([undefined, undefined]);
    expect(store.parts.size).toBe(5);
  });

  it('stores all parts again where the room has lost them', async () => {
    await kept.keep(file.id, bytes);
    await uploader.start(file, bytes);
    store.parts.clear();
    await uploader.upload([file], 'lost');
    expect(storedBytes(file).equals(CONTENT)).toBe(true);
    uploader.dispose();
    reload();
    store.parts.clear();
    await uploader.upload([file], 'lost');
    expect(storedBytes(file).equals(CONTENT)).toBe(true);
    expect(store.calls).toHaveLength(15);
  });

  it('ends where the room loses a file again, until the visitor tries again', async () => {
    await kept.keep(file.id, bytes);
    await uploader.start(file, bytes);
    for (let tries = 0; tries < 2; tries += 1) {
      await uploader.upload([file], 'lost');
      store.parts.clear();
      await expect(uploader.upload([file], 'lost')).rejects.toMatchObject({
        code: 'attachment-lost',
      });
      await uploader.upload([file]);
      expect(storedBytes(file).equals(CONTENT)).toBe(true);
    }
  });

  it('looks whether a file is still there where the room may have lost it', async () => {
    const look = (): Promise<void> => uploader.upload([file], 'stored');
    await uploader.start(file, bytes);
    const { length } = store.calls;
    await look();
    expect(store.calls).toHaveLength(length);
    await clock.advance(60_000);
    await look();
    expect(store.calls.slice(length)).toEqual(['get 0']);
    store.parts.clear();
    await expect(look()).rejects.toMatchObject({ code: 'attachment-lost' });
    store.faults.push(fault('service-unavailable'));
    await look();
    await uploader.upload([file], 'lost');
    port.store = undefined;
    await look();
    port.store = store;
    store.parts.clear();
    await expect(look()).rejects.toMatchObject({ code: 'attachment-lost' });
    // Of what was stored before a reload nothing is known.
    reload();
    await expect(look()).rejects.toMatchObject({ code: 'attachment-lost' });
    store.fill(file, CONTENT);
    await look();
  });

  it('leaves nothing of a message that is given up, not even a part on its way', async () => {
    await kept.keep(file.id, bytes);
    let open = (): void => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const outcome = outcomeOf(uploader.start(file, bytes));
    await vi.waitFor(() => expect(store.calls).toHaveLength(2));
    uploader.cancel([file]);
    await rest();
    expect(store.calls).toHaveLength(2);
    open();
    await vi.waitFor(() => expect(store.calls).toEqual(['put 0', 'put 1', 'remove 0', 'remove 1']));
    await rest();
    expect([store.parts.size, outcome.value]).toEqual([0, 'open']);
    expect(await kept.get(file.id)).toBeUndefined();
  });

  it('removes after a reload what may be stored', async () => {
    await kept.keep(file.id, bytes);
    await kept.noteStored(file.id, [0, 1]);
    store.fill(file, CONTENT.slice(0, 3 * PART_BYTES));
    uploader.cancel([file]);
    await vi.waitFor(() => expect(store.parts.size).toBe(0));
  });

  it('does nothing any more once it is disposed of', async () => {
    store.faults.push(fault('service-unavailable'), fault('service-unavailable'));
    const outcome = outcomeOf(uploader.start(file, bytes));
    await rest();
    uploader.dispose();
    const outcomeOfLater = outcomeOf(uploader.start(attachmentOf(CONTENT), bytes));
    uploader.cancel([file]);
    await rest();
    expect([clock.pending, port.listeners, store.calls.length]).toEqual([0, 0, 2]);
    expect([outcome.value, outcomeOfLater.value]).toEqual(['open', 'open']);
  });
});
