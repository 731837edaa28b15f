import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { fileKey, PART_BYTES, type Attachment } from '../../src/protocol/attachments.js';
import { createMessageId } from '../../src/protocol/ids.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, type Answer } from '../helpers/relay-clients.js';
import { download, GARBAGE, isStored, sendFiles, upload } from '../helpers/relay-files.js';
import {
  CACHE,
  startRelay,
  storeFor,
  type RelayServer,
  type RelayServerOptions,
} from '../helpers/relay-server.js';
import { partsOf, picture, sentFile, type SentFile } from '../helpers/sent-files.js';

describe('the files of a relay with hostile clients', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;
  let relay: RelayServer;
  let sockets: Socket[];
  let ada: Socket;
  let mallory: Socket;

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    store = storeFor(momento);
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    store.close();
    await momento.close();
    expect(relay.errors).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  async function start(options: RelayServerOptions = {}): Promise<void> {
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => ({ id: String(handshake.auth['user']) }),
      authorizeRoom: (_, room) => (room === 'private' ? false : { readOnly: room === 'museum' }),
      ...options,
    });
    ada = await open('ada');
    mallory = await open('mallory');
  }

  async function open(user: string): Promise<Socket> {
    const socket = io(relay.url, { forceNew: true, reconnection: false, auth: { user } });
    sockets.push(socket);
    await ask(socket, 'join', { room: 'r', items: true });
    return socket;
  }

  function stored(room = 'r'): Record<string, unknown>[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  /** Sends a message with descriptions of files, whether they are stored or not. */
  function announce(socket: Socket, attachments: unknown, more: object = {}): Promise<Answer> {
    return ask(socket, 'message', { room: 'r', message: 'Look', attachments, ...more });
  }

  it('refuses every malformed upload and download', async () => {
    await start();
    const valid = { room: 'r', id: sentFile().attachment.id, part: 0, bytes: new Uint8Array(1) };
    for (const event of ['upload', 'download']) {
      for (const garbage of GARBAGE) {
        expect(await ask(mallory, event, garbage)).toMatchObject({ code: 'malformed' });
        for (const field of ['room', 'id', 'part']) {
          // These are a part's number, and a room that is not joined.
          if (garbage === 0 && field === 'part') continue;
          const answer = await ask(mallory, event, { ...valid, [field]: garbage });
          expect(['malformed', 'not-joined']).toContain(answer.code);
        }
      }
    }
    for (const bytes of GARBAGE) {
      // JSON has no NaN: it is null, which takes a part back.
      if (bytes === null || Number.isNaN(bytes) || bytes instanceof Uint8Array) continue;
      const answer = await ask(mallory, 'upload', { ...valid, bytes });
      expect(answer).toMatchObject({ code: 'malformed' });
    }
    expect(await isStored(store, 'r', valid.id, 'mallory')).toBe(false);
    // Without an acknowledgement, too.
    const errors: object[] = [];
    mallory.on('error', (error: object) => errors.push(error));
    mallory.emit('upload', { room: 'r' });
    mallory.emit('download');
    await eventually(() => errors.length === 2);
  });

  it('refuses parts that are too large, empty, or behind the end of the largest file', async () => {
    await start({ attachments: { maxSize: 100_000 } });
    const { id } = sentFile().attachment;
    const put = (part: number, size: number): Promise<Answer> =>
      ask(mallory, 'upload', { room: 'r', id, part, bytes: new Uint8Array(size) });
    expect(await put(0, PART_BYTES + 1)).toMatchObject({ code: 'malformed' });
    expect(await put(0, 0)).toMatchObject({ code: 'malformed' });
    expect(await put(107, 1)).toMatchObject({ code: 'malformed' });
    expect(await put(3, 1)).toMatchObject({ code: 'file-refused' });
    expect(await put(2, PART_BYTES)).toMatchObject({ ok: true });
  });

  it('closes a connection that sends a packet larger than any part', async () => {
    await start();
    const { id } = sentFile().attachment;
    mallory.emit('upload', { room: 'r', id, part: 0, bytes: new Uint8Array(80_000) });
    await eventually(() => !mallory.connected);
  });

  it('takes and gives files in joined rooms only, and stores none for readers', async () => {
    await start();
    const file = sentFile();
    expect(await sendFiles(ada, 'r', [file])).toMatchObject({ ok: true });
    await ask(mallory, 'join', { room: 'private' });
    for (const room of ['elsewhere', 'private']) {
      expect(await upload(mallory, room, file)).toMatchObject({ code: 'not-joined' });
      const fields = { room, id: file.attachment.id, part: 0 };
      expect(await ask(mallory, 'download', fields)).toMatchObject({ code: 'not-joined' });
    }
    await ask(mallory, 'leave', { room: 'r' });
    const fields = { room: 'r', id: file.attachment.id, part: 0 };
    expect(await ask(mallory, 'download', fields)).toMatchObject({ code: 'not-joined' });
    // Another room's file is not in this one.
    expect(await ask(mallory, 'join', { room: 'museum' })).toMatchObject({ readOnly: true });
    expect(await download(mallory, 'museum', file.attachment)).toBe(undefined);
    expect(await upload(mallory, 'museum', file)).toMatchObject({ code: 'not-allowed' });
    expect(await isStored(store, 'museum', file.attachment.id, 'mallory')).toBe(false);
  });

  it('refuses files that are not what their message says, and keeps nothing of them', async () => {
    await start();
    const bytes = picture(60_000, 30, 20);
    const text = new Uint8Array(Buffer.from('<script>alert(1)</script>'));
    const large = { size: 1_048_577 };
    const cases: readonly [SentFile, string][] = [
      [sentFile(bytes, { sha256: 'x'.repeat(43) }), 'file-refused'],
      [sentFile(bytes, { size: 59_999 }), 'file-lost'],
      [sentFile(bytes, { size: 60_001 }), 'file-lost'],
      [sentFile(bytes, { size: PART_BYTES }), 'file-refused'],
      [sentFile(bytes, { type: 'image/jpeg' }), 'file-refused'],
      [sentFile(bytes, { width: 500, height: 20 }), 'file-refused'],
      [sentFile(bytes, { url: 'https://files.example/cat' }), 'file-refused'],
      [sentFile(bytes, large), 'file-refused'],
      [sentFile(text), 'file-refused'],
      [sentFile(text, { type: 'text/html' }), 'file-refused'],
      [sentFile(text, { type: 'image/svg+xml' }), 'file-refused'],
      [sentFile(picture(100, 20_000, 20)), 'file-refused'],
    ];
    for (const [file, code] of cases) {
      const good = sentFile();
      expect(await sendFiles(mallory, 'r', [good, file])).toMatchObject({ code });
      for (const { attachment } of [good, file]) {
        expect(await download(ada, 'r', { ...attachment, size: 1 })).toBe(undefined);
      }
    }
    expect(await announce(mallory, [sentFile().attachment])).toMatchObject({ code: 'file-lost' });
    expect(stored()).toEqual([]);
  });

  it('leaves out descriptions that no reader takes', async () => {
    await start({ rateLimit: { messages: 1_000, seconds: 1 } });
    const { attachment } = sentFile();
    for (const garbage of [...GARBAGE, { ...attachment, id: '../x' }, { ...attachment, size: 0 }]) {
      expect(await announce(mallory, garbage)).toMatchObject({ ok: true });
      expect(await announce(mallory, [garbage], { message: ' ' })).toMatchObject({
        code: 'malformed',
      });
    }
    expect(JSON.stringify(stored())).not.toContain('attachments');
  });

  it('lets nobody send, change or take over the file of another', async () => {
    await start();
    const file = sentFile();
    const { attachment } = file;
    // Uploads of one id are apart: nobody knows of the other.
    await upload(ada, 'r', file);
    const other: SentFile = { ...sentFile(picture()), attachment: { ...attachment } };
    await upload(mallory, 'r', other);
    expect(await announce(ada, [attachment])).toMatchObject({ ok: true });
    const forged = sentFile(picture(), { id: attachment.id });
    expect(await sendFiles(mallory, 'r', [forged])).toMatchObject({ code: 'file-refused' });
    expect(await sendFiles(mallory, 'r', [file])).toMatchObject({ code: 'file-refused' });
    expect(await download(ada, 'r', attachment)).toEqual(Buffer.from(file.bytes));
    expect(stored()).toHaveLength(1);
  });

  it('lets nobody change a file that was announced, its author neither', async () => {
    await start();
    const file = sentFile();
    const id = createMessageId(Date.now());
    expect(await sendFiles(ada, 'r', [file], { id })).toMatchObject({ ok: true });
    const changed = sentFile(picture(), { id: file.attachment.id });
    // The message is written: it is not written again.
    expect(await sendFiles(ada, 'r', [changed], { id })).toMatchObject({ ok: true });
    expect(await sendFiles(ada, 'r', [changed])).toMatchObject({ code: 'file-refused' });
    expect(await download(mallory, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
    expect(stored()).toHaveLength(1);
    // The same id in another room is another file.
    await ask(ada, 'join', { room: 'other' });
    expect(await sendFiles(ada, 'other', [changed])).toMatchObject({ ok: true });
    expect(await download(mallory, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });

  it('overwrites no file of a browser that reaches Momento itself', async () => {
    await start();
    const file = sentFile();
    const [part = new Uint8Array()] = partsOf(file.bytes);
    await store.setBytes?.(fileKey('r', file.attachment.id, 0), part, 60);
    const forged = sentFile(picture(), { id: file.attachment.id });
    expect(await sendFiles(mallory, 'r', [forged])).toMatchObject({ code: 'file-refused' });
    expect(await sendFiles(mallory, 'r', [forged])).toMatchObject({ code: 'file-refused' });
    expect(await download(ada, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });

  it('passes on nothing that is no part, though a token of the room can store it', async () => {
    await start();
    const ids = [sentFile(), sentFile()].map(({ attachment }) => attachment.id);
    const [large = '', list = ''] = ids;
    await store.setBytes?.(fileKey('r', large, 0), new Uint8Array(PART_BYTES + 1), 60);
    const key = fileKey('r', list, 0);
    momento.direct.listPush({ cache: CACHE, list: key, values: ['x'] });
    for (const id of ids) {
      expect(await ask(ada, 'download', { room: 'r', id, part: 0 })).toEqual({ ok: true });
    }
  });

  it('takes any type where the host says so, and believes no picture', async () => {
    await start({ attachments: { types: 'any' } });
    const text = new Uint8Array(Buffer.from('<script>alert(1)</script>'));
    const page = sentFile(text, { name: '../a\u202egnp.html', type: 'text/html' });
    expect(await sendFiles(ada, 'r', [page])).toMatchObject({ ok: true });
    const [{ attachments } = {}] = stored();
    expect((attachments as Attachment[])[0]?.name).toBe('a gnp.html');
    const disguised = sentFile(picture(), { type: 'text/plain' });
    expect(await sendFiles(ada, 'r', [disguised])).toMatchObject({ code: 'file-refused' });
  });

  it('bounds the bytes that a visitor, an address and a room take', async () => {
    await start({ uploadLimit: { bytes: 100_000, seconds: 1_000 } });
    const file = sentFile(picture(90_000));
    expect(await upload(mallory, 'r', file)).toMatchObject({ ok: true });
    const refused = await upload(mallory, 'r', file);
    expect(refused).toMatchObject({ code: 'rate-limited' });
    expect(refused['retryAfterMs']).toBeGreaterThan(1_000);
    // Other visitors are not held up, until the address has sent enough.
    expect(await upload(ada, 'r', file)).toMatchObject({ ok: true });
    for (const user of ['u1', 'u2', 'u3']) await upload(await open(user), 'r', file);
    expect(await upload(await open('u4'), 'r', file)).toMatchObject({ code: 'rate-limited' });
    // Each part counts as 1 KB at least.
    expect(relay.relay.stats().refusals['rate-limited']).toBe(2);
  });

  it('bounds the files that a visitor announces, since they are read', async () => {
    await start({ uploadLimit: { bytes: 100_000, seconds: 1_000 } });
    const file = sentFile(picture(40_000), { sha256: 'x'.repeat(43) });
    await upload(mallory, 'r', file);
    const codes: unknown[] = [];
    for (let index = 0; index < 3; index += 1) {
      codes.push((await announce(mallory, [file.attachment])).code);
    }
    expect(codes).toEqual(['file-refused', 'file-refused', 'rate-limited']);
  });

  it('bounds the bytes that a visitor fetches', async () => {
    await start({ downloadLimit: { bytes: 3 * PART_BYTES, seconds: 1_000 } });
    const { id } = sentFile().attachment;
    const fetch = (): Promise<Answer> => ask(mallory, 'download', { room: 'r', id, part: 0 });
    for (let index = 0; index < 3; index += 1) expect(await fetch()).toEqual({ ok: true });
    expect(await fetch()).toMatchObject({ code: 'rate-limited' });
    expect(await ask(ada, 'download', { room: 'r', id, part: 0 })).toEqual({ ok: true });
  });

  it('works on 16 parts of a client at a time, and on its messages meanwhile', async () => {
    await start();
    momento.faults.inject({ kind: 'delay', rpc: 'Get', ms: 1_000, count: 16 });
    const parts = Array.from({ length: 30 }, (_, part) =>
      ask(mallory, 'download', { room: 'r', id: sentFile().attachment.id, part }),
    );
    const answers = await Promise.all(parts);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(16);
    expect(answers.filter(({ code }) => code === 'rate-limited')).toHaveLength(14);
    const { id } = sentFile().attachment;
    for (let index = 0; index < 400; index += 1) {
      mallory.emit('download', { room: 'elsewhere', id, part: 0 });
    }
    expect(await ask(mallory, 'message', { room: 'r', message: 'Hi' })).toMatchObject({ ok: true });
  });
});
