import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { Attachment } from '../../src/protocol/attachments.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { keyOf } from '../../src/server/store/leases.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { download, isStored, sendFiles, upload } from '../helpers/relay-files.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';
import { picture, sentFile } from '../helpers/sent-files.js';

const RULES = { types: 'images', maxSize: 1_048_576 };

describe('the files of a relay’s direct rooms', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;
  let relay: RelayServer;
  let sockets: Socket[];

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    store = storeFor(momento);
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => ({ id: String(handshake.auth['user']) }),
      authorizeRoom: (user) => ({ role: user?.id === 'grace' ? 'moderator' : 'member' }),
    });
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    store.close();
    await momento.close();
  });

  async function open(user: string, transports = ['websocket'], room = 'r'): Promise<Socket> {
    const socket = io(relay.url, { forceNew: true, auth: { user }, transports });
    sockets.push(socket);
    expect(await ask(socket, 'join', { room, items: true })).toMatchObject({ attachments: RULES });
    return socket;
  }

  function stored(): { message: string; attachments?: readonly Attachment[] }[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: 'r' });
    return items.map((item) => JSON.parse(item) as ReturnType<typeof stored>[0]);
  }

  it.each(['websocket', 'polling'])('go with a message to all members, over %s', async (wire) => {
    const [ada, bob] = [await open('ada', [wire]), await open('bob', [wire])];
    const files = [sentFile(picture(200_000, 640, 480), { alt: 'A cat' }), sentFile()];
    expect(await sendFiles(ada, 'r', files)).toMatchObject({ ok: true });
    const [{ attachments = [] } = {}] = stored();
    expect(attachments).toEqual(files.map(({ attachment }) => attachment));
    for (const { attachment, bytes } of files) {
      expect(await download(bob, 'r', attachment)).toEqual(Buffer.from(bytes));
      // What was uploaded is of no use any more.
      expect(await isStored(store, 'r', attachment.id, 'ada')).toBe(false);
    }
    expect(relay.errors).toEqual([]);
  });

  it('are their names, for clients of the documented protocol', async () => {
    const reader = new DocumentClient(relay.url, 'Reader', { user: 'reader' });
    sockets.push(reader.socket);
    await reader.join('r');
    const ada = await open('ada');
    await sendFiles(ada, 'r', [sentFile()], { message: '' });
    await reader.untilTexts(['photo.png']);
    await sendFiles(ada, 'r', [sentFile()], { message: 'Look' });
    await reader.untilTexts(['photo.png', 'Look']);
    expect(JSON.stringify(reader.shown)).not.toContain('sha256');
  });

  it('are read by nobody before their message is sent', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    const file = sentFile();
    await upload(ada, 'r', file);
    for (const socket of [ada, bob]) {
      expect(await download(socket, 'r', file.attachment)).toBe(undefined);
    }
    expect(await isStored(store, 'r', file.attachment.id, 'ada')).toBe(true);
  });

  it('are taken back part by part', async () => {
    const ada = await open('ada');
    const file = sentFile(picture(60_000));
    const { id } = file.attachment;
    await upload(ada, 'r', file);
    await ask(ada, 'upload', { room: 'r', id, part: 0, bytes: null });
    expect(await isStored(store, 'r', id, 'ada')).toBe(false);
    const answer = await sendFiles(ada, 'r', [], { attachments: [file.attachment] });
    expect(answer).toMatchObject({ code: 'file-lost' });
    expect(stored()).toEqual([]);
  });

  it('are stored once, however often their message is repeated, and over two relays', async () => {
    const ada = await open('ada');
    const file = sentFile(picture(200_000));
    const request = {
      ...{ room: 'r', id: createMessageId(Date.now()), message: 'Look' },
      attachments: [file.attachment],
    };
    await upload(ada, 'r', file);
    const other = await startRelay(momento, {
      authorize: () => ({ id: 'ada' }),
    });
    const again = io(other.url, { forceNew: true });
    sockets.push(again);
    await ask(again, 'join', { room: 'r' });
    const repeat = async (socket: Socket): Promise<void> => {
      for (;;) {
        const { ok, code } = await ask(socket, 'message', request);
        if (ok) return;
        // Another relay is at it.
        expect(code).toBe('unavailable');
      }
    };
    await Promise.all([repeat(ada), repeat(again), repeat(ada)]);
    await other.stop();
    expect(stored()).toHaveLength(1);
    expect(await download(ada, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });

  it('are brought by the next try where a call failed', async () => {
    const ada = await open('ada');
    const file = sentFile(picture(200_000));
    const id = createMessageId(Date.now());
    await upload(ada, 'r', file);
    const send = () => sendFiles(ada, 'r', [], { id, attachments: [file.attachment] });
    for (const rpc of ['Set', 'Get'] as const) {
      momento.faults.inject({ kind: 'error', rpc, status: 'UNAVAILABLE' });
      expect(await send()).toMatchObject({ code: 'unavailable' });
      expect(stored()).toEqual([]);
      momento.faults.clear();
    }
    expect(await send()).toMatchObject({ ok: true });
    expect(await download(ada, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });

  it('are known by a try that comes when all else about the message is forgotten', async () => {
    const ada = await open('ada');
    const file = sentFile(picture(200_000));
    const request = { id: createMessageId(Date.now()), attachments: [file.attachment] };
    await sendFiles(ada, 'r', [file], request);
    for (const kind of ['lease', 'result'] as const) {
      await store.delete(keyOf(kind, 'r', 'ada', request.id));
    }
    expect(await sendFiles(ada, 'r', [], request)).toMatchObject({ ok: true });
    expect(await download(ada, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });

  it.each(['ada', 'grace'])('leave the room with their message, which %s removes', async (by) => {
    const ada = await open('ada');
    const file = sentFile(picture(200_000));
    const id = createMessageId(Date.now());
    await sendFiles(ada, 'r', [file], { id });
    const remover = by === 'ada' ? ada : await open(by);
    const event = { type: 'removal', id, order: Date.now() };
    expect(await ask(remover, 'relation', { room: 'r', event })).toMatchObject({ ok: true });
    expect(await download(ada, 'r', file.attachment)).toBe(undefined);
    expect(stored()).toEqual([]);
  });

  it('stay where the removed message only claims them', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    const file = sentFile();
    await sendFiles(ada, 'r', [file]);
    // A browser with a token of the room can write any message.
    const id = createMessageId(Date.now());
    const forged = { id, username: 'Bob', userId: 'bob', message: 'Mine' };
    const item = JSON.stringify({ ...forged, attachments: [file.attachment] });
    momento.direct.listPush({ cache: CACHE, list: 'r', values: [item] });
    momento.direct.publish({ cache: CACHE, topic: 'r', text: item });
    const event = { type: 'removal', id, order: Date.now() };
    expect(await ask(bob, 'relation', { room: 'r', event })).toMatchObject({ ok: true });
    expect(await download(bob, 'r', file.attachment)).toEqual(Buffer.from(file.bytes));
  });
});
