import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BlobCache, MAX_CACHED_BLOBS, MAX_CACHED_BYTES } from '../../src/files/blob-cache.js';
import { Downloads } from '../../src/files/downloads.js';
import { PART_BYTES, type Attachment } from '../../src/protocol/attachments.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault } from '../helpers/scripted-transport.js';
import { attachmentOf, FakePort, FakeStore, someBytes } from './files-fixture.js';
import { bytesOf, gifHeader, pngHeader } from './pictures.js';

const CONTENT = someBytes(4 * PART_BYTES + 10);

describe('downloads', () => {
  let clock: FakeClock;
  let store: FakeStore;
  let port: FakePort;
  let downloads: Downloads;
  let own: Blob | undefined;
  let kept: Blob | undefined;

  beforeEach(() => {
    clock = new FakeClock();
    store = new FakeStore();
    port = new FakePort(store);
    own = kept = undefined;
    downloads = new Downloads({
      ...{ port, clock, origins: () => [], own: () => own },
      kept: () => Promise.resolve(kept),
    });
  });

  function stored(bytes: Uint8Array, more?: Partial<Attachment>): Attachment {
    const attachment = attachmentOf(bytes, more);
    store.fill(attachment, bytes);
    return attachment;
  }

  async function codeOf(attachment: Attachment): Promise<string | undefined> {
    const error = await downloads.open(attachment).catch((reason: unknown) => reason);
    return (error as { code?: string }).code;
  }

  it('bring a file whole, and never under the type that its writer claims', async () => {
    const file = stored(CONTENT, { type: 'text/html' });
    const blob = await downloads.blobOf(file);
    expect(blob.type).toBe('application/octet-stream');
    expect(Buffer.from(await blob.arrayBuffer()).equals(CONTENT)).toBe(true);
    expect(port.listeners).toBe(0);
  });

  it('give a picture the type of its bytes', async () => {
    const file = stored(gifHeader(40, 30), { type: 'image/png', width: 40, height: 30 });
    expect((await downloads.blobOf(file)).type).toBe('image/gif');
    expect(await downloads.open(file)).toMatch(/^blob:/);
  });

  it('show no picture whose bytes are none, or another than the message claims', async () => {
    const html = stored(bytesOf('<script>'), { type: 'image/png', width: 4, height: 3 });
    expect(await codeOf(html)).toBe('attachment-broken');
    const wide = stored(pngHeader(4000, 30), { type: 'image/png', width: 40, height: 30 });
    expect(await codeOf(wide)).toBe('attachment-broken');
    const huge = stored(pngHeader(16_000, 16_000), { type: 'image/png', width: 9, height: 9 });
    expect(await codeOf(huge)).toBe('attachment-too-large');
  });

  it('let no other bytes pass than those that the message describes', async () => {
    const file = stored(CONTENT);
    const part = store.parts.get(`${file.id}/2`) ?? new Uint8Array();
    store.parts.set(
      `${file.id}/2`,
      part.map((byte) => byte ^ 1),
    );
    expect(await codeOf(file)).toBe('attachment-broken');
    for (const wrong of [new Uint8Array(PART_BYTES + 1), new Uint8Array(), part.subarray(2)]) {
      store.parts.set(`${file.id}/2`, wrong);
      expect(await codeOf(file)).toBe('attachment-broken');
    }
    // It can be tried again.
    store.fill(file, CONTENT);
    expect(await codeOf(file)).toBeUndefined();
  });

  it('say where a part is lost, or was removed a moment ago', async () => {
    const file = stored(CONTENT);
    store.parts.set(`${file.id}/1`, Uint8Array.of(0));
    expect(await codeOf(file)).toBe('attachment-lost');
    store.parts.delete(`${file.id}/1`);
    expect(await codeOf(file)).toBe('attachment-lost');
  });

  it('take what the browser has kept of a file that is not stored yet, and check it', async () => {
    const file = stored(CONTENT);
    store.parts.delete(`${file.id}/1`);
    kept = new Blob([CONTENT.subarray(1)]);
    expect(await codeOf(file)).toBe('attachment-broken');
    kept = new Blob([CONTENT]);
    expect(await codeOf(file)).toBeUndefined();
  });

  it('fetch from no address that a writer chose', async () => {
    const file = stored(CONTENT, { url: 'https://example.com/tracker' });
    expect(await codeOf(file)).toBe('attachment-lost');
    expect(store.calls).toEqual([]);
  });

  it('fetch a file once for all who ask for it', async () => {
    const file = stored(CONTENT);
    const urls = await Promise.all([downloads.open(file), downloads.open(file)]);
    expect(urls[0]).toBe(urls[1]);
    expect(await downloads.open(file)).toBe(urls[0]);
    expect(store.calls).toHaveLength(5);
  });

  it('take the bytes that are here for another file of the same content, whose id a moderator has given', async () => {
    const sent = stored(CONTENT);
    const url = await downloads.open(sent);
    const passed = { ...sent, id: attachmentOf(CONTENT).id };
    expect(passed.id).not.toBe(sent.id);
    downloads.close(sent);
    expect(await downloads.open(passed)).toBe(url);
    expect(store.calls).toHaveLength(5);
  });

  it('look for each file at its own place, where the bytes are not here', async () => {
    const lost = attachmentOf(CONTENT);
    const found = { ...stored(CONTENT), sha256: lost.sha256 };
    const codes = await Promise.all([codeOf(lost), codeOf(found)]);
    expect(codes).toEqual(['attachment-lost', undefined]);
  });

  it('keep files apart that claim the same id', async () => {
    const file = stored(CONTENT);
    await downloads.open(file);
    const other = { ...file, sha256: attachmentOf(bytesOf('other')).sha256 };
    expect(await codeOf(other)).toBe('attachment-broken');
  });

  it('make six calls at a time, at most', async () => {
    const files = Array.from({ length: 9 }, () => stored(CONTENT));
    await Promise.all(files.map((file) => downloads.open(file)));
    expect(store.busiest).toBe(6);
  });

  it('take a file of the visitor’s own from where it is', async () => {
    own = new Blob([CONTENT]);
    await downloads.open(attachmentOf(CONTENT));
    expect(store.calls).toEqual([]);
  });

  it('try again where faults pass, some times', async () => {
    const file = stored(bytesOf('short'));
    store.faults.push(fault('service-unavailable'));
    const code = codeOf(file);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    await clock.advance(60_000);
    expect(await code).toBeUndefined();
    const other = stored(bytesOf('other'));
    store.faults.push(...Array.from({ length: 5 }, () => fault('service-unavailable')));
    let end: string | undefined;
    void codeOf(other).then((value) => (end = value));
    await vi.waitFor(async () => {
      await clock.advance(60_000);
      expect(end).toBe('service-unavailable');
    });
    expect(await codeOf(other)).toBeUndefined();
  });

  it('end when nobody waits for them any more', async () => {
    const file = stored(CONTENT);
    port.store = undefined;
    const [one, other] = [new AbortController(), new AbortController()];
    const first = downloads.open(file, one.signal);
    const second = downloads.open(file, other.signal);
    one.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(port.listeners).toBe(2);
    other.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    expect(port.listeners).toBe(0);
    port.store = store;
    expect(await downloads.open(file)).toMatch(/^blob:/);
  });

  it('leave nothing behind', async () => {
    const file = stored(CONTENT);
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const url = await downloads.open(file);
    port.store = undefined;
    const waiting = downloads.open(stored(bytesOf('other')));
    downloads.dispose();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    expect(revoke).toHaveBeenCalledWith(url);
    expect([port.listeners, clock.pending]).toEqual([0, 0]);
    await expect(downloads.open(file)).rejects.toMatchObject({ name: 'AbortError' });
    revoke.mockRestore();
  });
});

describe('the cache of files', () => {
  it('drops what was used least recently, and keeps what is shown', () => {
    const cache = new BlobCache();
    const blob = new Blob(['x']);
    cache.show('shown', blob);
    for (let number = 0; number < MAX_CACHED_BLOBS; number += 1) cache.add(`file ${number}`, blob);
    expect([cache.get('shown'), cache.get('file 0')]).toEqual([blob, undefined]);
    cache.get('file 1');
    cache.add('another', blob);
    expect([cache.get('file 1'), cache.get('file 2')]).toEqual([blob, undefined]);
    cache.clear();
  });

  it('counts bytes, and drops more once they are hidden', () => {
    const cache = new BlobCache();
    const half = new Blob([new Uint8Array(MAX_CACHED_BYTES / 2)]);
    for (const key of ['a', 'b', 'c']) cache.show(key, half);
    expect(cache.get('a')).toBe(half);
    cache.hide('b');
    expect(['a', 'b', 'c'].map((key) => cache.get(key) === half)).toEqual([true, false, true]);
    cache.clear();
  });
});
