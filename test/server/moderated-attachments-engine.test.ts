import { CacheGet, CredentialProvider, MomentoErrorCode } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKey, uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import { inboxOf } from '../../src/protocol/room-rules.js';
import { createModerator, type LiveRoomStore, type Moderator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import type { Clients } from '../helpers/engine-node-clients.js';
import { outcome } from '../helpers/room-calls.js';
import { hashOf, partsOf, picture, sentFile, type SentFile } from '../helpers/sent-files.js';
import { TokenWorld } from '../helpers/token-world.js';
import { message } from './moderation-fixture.js';

const CACHE = 'instant-messaging';
const ROOM = 'talk';
const OTHER = picture(50_000, 7, 5);

/** The real SDK, and tokens of the endpoint, over the wire. */
let world: TokenWorld;
let store: LiveRoomStore;
let moderator: Moderator;
let ada: Clients;
let eve: Clients;

async function visitor(name: string): Promise<Clients> {
  world.endpoint.behave({ mode: 'moderated', times: 1 });
  return world.visitorOf(ROOM, name);
}

async function upload(by: Clients, user: string, file: SentFile): Promise<string[]> {
  const results: string[] = [];
  for (const [part, bytes] of partsOf(file.bytes).entries()) {
    const key = uploadKey(ROOM, user, file.attachment.id, part);
    results.push(outcome(await by.cache.set(CACHE, key, bytes, { ttl: 60 })));
  }
  return results;
}

async function read(by: Clients, { id, size }: Attachment): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const part of partsOf(new Uint8Array(size)).keys()) {
    const response = await by.cache.get(CACHE, fileKey(ROOM, id, part));
    if (response instanceof CacheGet.Hit) parts.push(response.valueUint8Array());
  }
  return Buffer.concat(parts);
}

/** Sends a message, and waits for it in the list. */
async function sendBy(by: Clients, id: string, file: SentFile): Promise<Attachment> {
  const item = message(id, 'Look', { attachments: [file.attachment] });
  await by.topics.publish(CACHE, inboxOf(ROOM), item);
  const find = async () => {
    const items = (await store.fetch(ROOM, 100)).map((text) => JSON.parse(text) as object);
    return items.find((one) => 'id' in one && one.id === id);
  };
  await eventually(async () => (await find()) !== undefined);
  const { attachments: [attachment] = [] } = (await find()) as { attachments?: Attachment[] };
  if (!attachment) throw new Error('the message has no file');
  return attachment;
}

beforeAll(async () => {
  world = await TokenWorld.start([CACHE], {
    moderator: { attachments: { types: 'images', maxSize: 1_048_576 } },
  });
  store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({
      hostname: '127.0.0.1',
      port: world.engine.grpcPort,
    }),
  });
  moderator = createModerator({
    store,
    rooms: [ROOM],
    moderate: () => undefined,
    moderateAttachment: (_, { name }) => (name === 'bad.png' ? { bytes: OTHER } : undefined),
  });
  ada = await visitor('ada');
  eve = await visitor('eve');
  await eventually(() => moderator.stats().streams === 1);
});

afterAll(async () => {
  moderator.close();
  store.close();
  await world.close();
});

describe('a file in a moderated room', () => {
  it('goes from its sender to every reader, by way of the moderator', async () => {
    const file = sentFile(picture(300_000));
    expect(new Set(await upload(ada, 'ada', file))).toEqual(new Set(['Success']));
    const shown = await sendBy(ada, 'm1', file);
    expect(shown.id).not.toBe(file.attachment.id);
    for (const reader of [ada, eve]) {
      expect(hashOf(await read(reader, shown))).toBe(file.attachment.sha256);
    }
    const own = uploadKey(ROOM, 'ada', file.attachment.id, 0);
    await eventually(async () => (await store.getBytes?.(own)) === undefined);
  });

  it('is what the host has made of it', async () => {
    const file = sentFile(picture(), { name: 'bad.png' });
    await upload(ada, 'ada', file);
    const shown = await sendBy(ada, 'm2', file);
    expect(shown).toMatchObject({ size: 50_000, width: 7, height: 5 });
    expect(hashOf(await read(eve, shown))).toBe(hashOf(OTHER));
  });

  it('is out of reach of others before it passes, and of all writers afterwards', async () => {
    const file = sentFile();
    await upload(ada, 'ada', file);
    const own = uploadKey(ROOM, 'ada', file.attachment.id, 0);
    const denied = MomentoErrorCode.PERMISSION_ERROR;
    for (const reader of [ada, eve]) {
      expect(outcome(await reader.cache.get(CACHE, own))).toBe(denied);
    }
    expect(await upload(eve, 'ada', file)).toEqual([denied]);
    const shown = await sendBy(ada, 'm3', file);
    const key = fileKey(ROOM, shown.id, 0);
    for (const writer of [ada, eve]) {
      expect(outcome(await writer.cache.set(CACHE, key, file.bytes))).toBe(denied);
      expect(outcome(await writer.cache.delete(CACHE, key))).toBe(denied);
    }
    expect(hashOf(await read(eve, shown))).toBe(file.attachment.sha256);
  });

  it('goes with its message where that is removed', async () => {
    const file = sentFile(picture(100_000));
    await upload(ada, 'ada', file);
    const shown = await sendBy(ada, 'm4', file);
    expect(await read(eve, shown)).toHaveLength(100_000);
    await moderator.removeMessage(ROOM, 'm4');
    expect(await read(eve, shown)).toHaveLength(0);
  });

  it('is lost, and not looked for again, where its sender has stored a list under its key', async () => {
    const file = sentFile();
    const key = uploadKey(ROOM, 'ada', file.attachment.id, 0);
    expect(outcome(await ada.cache.listPushBack(CACHE, key, 'x'))).toBe('Success');
    const rejections: unknown[] = [];
    const subscription = await ada.topics.subscribe(CACHE, ROOM, {
      onItem: (item) => rejections.push(JSON.parse(item.valueString())),
    });
    const item = message('m5', 'Look', { attachments: [file.attachment] });
    await ada.topics.publish(CACHE, inboxOf(ROOM), item);
    await eventually(() => rejections.length > 0);
    expect(rejections).toMatchObject([{ type: 'rejection', id: 'm5', code: 'file-lost' }]);
    if ('unsubscribe' in subscription) subscription.unsubscribe();
  });
});
