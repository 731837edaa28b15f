import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { Attachment } from '../../src/protocol/attachments.js';
import { createModerator, type Moderator } from '../../src/server/moderation/moderator.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { download, isStored, sendFiles, upload } from '../helpers/relay-files.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';
import { picture, sentFile } from '../helpers/sent-files.js';

describe('the files of a relay’s moderated rooms', () => {
  let momento: LocalMomento;
  let store: LiveRoomStore;
  let moderator: Moderator;
  let relay: RelayServer;
  let sockets: Socket[];
  /** Called when the moderator looks at a file. */
  let onLook: (bytes: Uint8Array) => Promise<void>;

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    store = storeFor(momento);
    sockets = [];
    onLook = () => Promise.resolve();
    moderator = createModerator({
      store,
      moderate: () => undefined,
      async moderateAttachment(bytes, { alt }) {
        await onLook(bytes);
        return alt === 'rude' ? { reject: 'Please be kind.' } : undefined;
      },
      attachments: { maxSize: 500_000 },
      onError: () => undefined,
    });
    relay = await startRelay(momento, {
      moderator,
      authorize: ({ handshake }) => ({ id: String(handshake.auth['user']) }),
    });
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await relay.stop();
    moderator.close();
    store.close();
    await momento.close();
    expect(relay.errors).toEqual([]);
  });

  async function open(user: string): Promise<Socket> {
    const socket = io(relay.url, { forceNew: true, auth: { user } });
    sockets.push(socket);
    // The rules are the moderator's.
    const rules = { attachments: { types: 'images', maxSize: 500_000 }, mode: 'moderated' };
    expect(await ask(socket, 'join', { room: 'r', items: true })).toMatchObject(rules);
    return socket;
  }

  function stored(): { attachments?: readonly Attachment[] }[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: 'r' });
    return items.map((item) => JSON.parse(item) as ReturnType<typeof stored>[0]);
  }

  it('are seen by the moderator before anybody else', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    const file = sentFile(picture(200_000));
    const { id } = file.attachment;
    let seen: Uint8Array | undefined;
    let early: unknown;
    onLook = async (bytes) => {
      seen = bytes;
      early = [await download(bob, 'r', file.attachment), await isStored(store, 'r', id)];
    };
    expect(await sendFiles(ada, 'r', [file])).toMatchObject({ ok: true });
    await eventually(() => stored().length === 1);
    expect(seen).toEqual(file.bytes);
    expect(early).toEqual([undefined, false]);
    const [passed] = stored()[0]?.attachments ?? [];
    if (!passed) throw new Error('no file');
    // The server's own name for it: no client can have stored anything under it.
    expect(passed.id).not.toBe(id);
    expect(await download(bob, 'r', passed)).toEqual(Buffer.from(file.bytes));
    expect(await download(bob, 'r', file.attachment)).toBe(undefined);
    await eventually(async () => !(await isStored(store, 'r', id, 'ada')));
  });

  it('hold their message back where one does not pass, and the sender is told why', async () => {
    const bob = await open('bob');
    const reader = new DocumentClient(relay.url, 'Ada', { user: 'ada' });
    sockets.push(reader.socket);
    await reader.join('r');
    const files = [sentFile(), sentFile(picture(), { alt: 'rude' })];
    expect(await sendFiles(reader.socket, 'r', files)).toMatchObject({
      ...{ code: 'rejected', message: 'Please be kind.' },
    });
    // The moderator has deleted the uploads.
    const attachments = files.map(({ attachment }) => attachment);
    const again = await sendFiles(reader.socket, 'r', [], { attachments });
    expect(again).toMatchObject({ code: 'file-lost' });
    for (const attachment of attachments) {
      expect(await download(bob, 'r', attachment)).toBe(undefined);
    }
    expect(stored()).toEqual([]);
  });

  it('are taken from guests, within limits that a new connection does not change', async () => {
    await relay.stop();
    moderator.close();
    moderator = createModerator({
      store,
      moderate: () => undefined,
      moderateAttachment: () => undefined,
      attachmentLimits: { filesPerMinute: 1 },
      onError: () => undefined,
    });
    relay = await startRelay(momento, { moderator });
    const secret = { momentoChatGuest: 'a secret of sixteen characters' };
    const send = async (auth: object): Promise<unknown> => {
      const socket = io(relay.url, { forceNew: true, auth });
      sockets.push(socket);
      await ask(socket, 'join', { room: 'r' });
      return sendFiles(socket, 'r', [sentFile()]);
    };
    expect(await send(secret)).toMatchObject({ ok: true });
    expect(await send(secret)).toMatchObject({ code: 'rate-limited' });
    expect(await send({ momentoChatGuest: 'the secret of another guest' })).toMatchObject({
      ok: true,
    });
    const [passed] = stored()[0]?.attachments ?? [];
    expect(passed?.type).toBe('image/png');
  });

  it('are bounded by the moderator’s rules', async () => {
    const ada = await open('ada');
    const large = sentFile(picture(500_001));
    expect(await upload(ada, 'r', large)).toMatchObject({ ok: true });
    expect(await sendFiles(ada, 'r', [large])).toMatchObject({ code: 'file-refused' });
    const { id } = large.attachment;
    const bytes = new Uint8Array(1);
    const behind = await ask(ada, 'upload', { room: 'r', id, part: 11, bytes });
    expect(behind).toMatchObject({ code: 'file-refused' });
  });
});

describe('a relay whose moderator looks at no files', () => {
  it('takes none in moderated rooms, and some in direct ones', async () => {
    const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    const store = storeFor(momento);
    const moderator = createModerator({
      ...{ store, moderate: () => undefined, onError: () => undefined },
    });
    const relay = await startRelay(momento, {
      moderator,
      mode: (room) => (room === 'court' ? 'moderated' : 'direct'),
    });
    const socket = io(relay.url, { forceNew: true });
    expect(await ask(socket, 'join', { room: 'court' })).not.toHaveProperty('attachments');
    expect(await ask(socket, 'join', { room: 'lobby' })).toHaveProperty('attachments');
    const file = sentFile();
    expect(await upload(socket, 'court', file)).toMatchObject({ code: 'file-refused' });
    const request = { attachments: [file.attachment] };
    expect(await sendFiles(socket, 'court', [], request)).toMatchObject({ ok: true });
    expect(momento.direct.listFetch({ cache: CACHE, list: 'court' })[0]).not.toContain('photo');
    socket.disconnect();
    await relay.stop();
    moderator.close();
    store.close();
    await momento.close();
  });
});
