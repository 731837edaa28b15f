import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createRelay } from '../../src/server/relay/relay.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { ask } from '../helpers/relay-clients.js';
import { upload } from '../helpers/relay-files.js';
import { CACHE, startRelay, storeFor } from '../helpers/relay-server.js';
import { sentFile } from '../helpers/sent-files.js';

describe('a relay that takes no files', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    store = storeFor(momento);
  });

  afterEach(async () => {
    store.close();
    await momento.close();
  });

  async function expectNone(url: string): Promise<void> {
    const socket = io(url, { forceNew: true, reconnection: false });
    try {
      expect(await ask(socket, 'join', { room: 'r' })).not.toHaveProperty('attachments');
      const file = sentFile();
      const { id } = file.attachment;
      expect(await upload(socket, 'r', file)).toMatchObject({ code: 'file-refused' });
      const download = await ask(socket, 'download', { room: 'r', id, part: 0 });
      expect(download).toMatchObject({ code: 'file-refused' });
    } finally {
      socket.disconnect();
    }
  }

  it('passes on none, and refuses a message that has nothing else', async () => {
    const relay = await startRelay(momento, { attachments: false });
    const socket = io(relay.url, { forceNew: true, reconnection: false });
    await ask(socket, 'join', { room: 'r' });
    const request = { room: 'r', attachments: [sentFile().attachment] };
    expect(await ask(socket, 'message', { ...request, message: 'x' })).toMatchObject({ ok: true });
    expect(await ask(socket, 'message', { ...request, message: '' })).toMatchObject({
      code: 'malformed',
    });
    const items = momento.direct.listFetch({ cache: CACHE, list: 'r' });
    expect(items).toHaveLength(1);
    expect(items[0]).not.toMatch(/attach|photo/);
    await expectNone(relay.url);
    socket.disconnect();
    await relay.stop();
  });

  it('is one whose server accepts small packets only, and the host is told', async () => {
    const server = createServer();
    const errors: unknown[] = [];
    const own = new Server(server, { maxHttpBufferSize: 32_768 });
    const onError = (error: unknown): number => errors.push(error);
    const relay = createRelay({ io: own, store, attachments: {}, onError });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expectNone(`http://127.0.0.1:${port}`);
    await expectNone(`http://127.0.0.1:${port}`);
    expect(errors.map(String)).toEqual([expect.stringContaining('maxHttpBufferSize')]);
    relay.close();
    await own.close();
  });

  it('is one whose store has no bytes, unless the host asks for files', () => {
    const calls = Object.entries(store).filter(([name]) => !name.endsWith('Bytes'));
    const texts = Object.fromEntries(calls) as unknown as LiveRoomStore;
    const io = new Server();
    createRelay({ io, store: texts }).close();
    expect(() => createRelay({ io, store: texts, attachments: {} })).toThrow('getBytes');
  });

  it.each([
    ['attachments', true],
    ['attachments', { types: 'all' }],
    ['attachments', { maxSize: 5_242_881 }],
    ['uploadLimit', { bytes: 0, seconds: 1 }],
    ['downloadLimit', { bytes: 1, seconds: 0 }],
  ])('is not made of %s %j', (name, value) => {
    const options = { io: new Server(), store, [name]: value } as Parameters<typeof createRelay>[0];
    expect(() => createRelay(options)).toThrow(name);
  });
});
