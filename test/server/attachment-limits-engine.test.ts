import { CredentialProvider, TopicSubscribe } from '@gomomento/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import { inboxOf } from '../../src/protocol/room-rules.js';
import { createModerator, type LiveRoomStore, type Moderator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import type { Clients } from '../helpers/engine-node-clients.js';
import { partsOf, picture, sentFile, type SentFile } from '../helpers/sent-files.js';
import { TokenWorld } from '../helpers/token-world.js';
import { message } from './moderation-fixture.js';

const CACHE = 'instant-messaging';
const ROOM = 'talk';
const MAX_SIZE = 1_048_576;

type Heard = Readonly<Record<string, unknown>>;

/** The real SDK, and tokens of the endpoint, over the wire. Each test has visitors and a moderator of its own. */
let world: TokenWorld;
let store: LiveRoomStore;
let moderator: Moderator | undefined;
/** The keys that the moderator has read files from. */
let reads: string[] = [];
let deletions: string[] = [];
let count = 0;

class Visitor {
  readonly heard: Heard[] = [];
  readonly id: string;
  readonly #clients: Clients;

  private constructor(id: string, clients: Clients) {
    this.id = id;
    this.#clients = clients;
  }

  static async join(name: string): Promise<Visitor> {
    const id = `${name}${(count += 1)}`;
    world.endpoint.behave({ mode: 'moderated', times: 1 });
    const clients = await world.visitorOf(ROOM, id);
    const visitor = new Visitor(id, clients);
    const response = await clients.topics.subscribe(CACHE, ROOM, {
      onItem: (item) => visitor.heard.push(JSON.parse(item.valueString()) as Heard),
    });
    expect(response).toBeInstanceOf(TopicSubscribe.Subscription);
    return visitor;
  }

  /** @param bytes in place of those of the file */
  async upload({ attachment, bytes }: SentFile, ...parts: readonly Uint8Array[]): Promise<void> {
    const contents = parts.length > 0 ? parts : partsOf(bytes);
    for (const [part, content] of contents.entries()) {
      const key = uploadKey(ROOM, this.id, attachment.id, part);
      await this.#clients.cache.set(CACHE, key, content, { ttl: 60 });
    }
  }

  async publish(id: string, ...attachments: readonly Attachment[]): Promise<void> {
    await this.#clients.topics.publish(
      CACHE,
      inboxOf(ROOM),
      message(`${this.id}-${id}`, 'Look', { attachments }),
    );
  }

  /** What became of the messages, by their ids: a code, or `shown`. */
  get answers(): Readonly<Record<string, unknown>> {
    const own = this.heard.filter(({ userId }) => userId === this.id);
    return Object.fromEntries(
      own.map(({ id, code = 'shown' }) => [String(id).slice(this.id.length + 1), code]),
    );
  }

  async answered(...ids: readonly string[]): Promise<void> {
    await eventually(() => ids.every((id) => id in this.answers));
  }
}

async function moderate(limits: Parameters<typeof createModerator>[0]['attachmentLimits']) {
  const started = createModerator({
    store: {
      ...store,
      async getBytes(key) {
        reads.push(key);
        return store.getBytes?.(key);
      },
      async delete(key) {
        deletions.push(key);
        await store.delete(key);
      },
    },
    rooms: [ROOM],
    moderate: () => undefined,
    moderateAttachment: () => undefined,
    ...(limits && { attachmentLimits: limits }),
  });
  moderator = started;
  await eventually(() => started.stats().streams === 1);
  return started;
}

beforeAll(async () => {
  world = await TokenWorld.start([CACHE], {
    moderator: { attachments: { types: 'images', maxSize: MAX_SIZE } },
  });
  store = momentoRoomStore({
    credentialProvider: CredentialProvider.forMomentoLocal({
      hostname: '127.0.0.1',
      port: world.engine.grpcPort,
    }),
  });
});

beforeEach(() => {
  moderator?.close();
  reads = [];
  deletions = [];
});

afterAll(async () => {
  moderator?.close();
  store.close();
  await world.close();
});

describe('a hostile client', () => {
  it('that floods the room with files has so many looked at, and the others still get theirs', async () => {
    const server = await moderate({ filesPerMinute: 4, roomFilesPerMinute: 100 });
    const [mallory, eve] = [await Visitor.join('mallory'), await Visitor.join('eve')];
    const ids = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
    for (const id of ids) {
      const files = [sentFile(), sentFile()];
      for (const file of files) await mallory.upload(file);
      await mallory.publish(id, ...files.map(({ attachment }) => attachment));
    }
    await mallory.answered(...ids);
    expect(Object.values(mallory.answers).sort()).toEqual([
      ...Array<string>(4).fill('rate-limited'),
      ...['shown', 'shown'],
    ]);
    const refusal = mallory.heard.find(({ code }) => code === 'rate-limited');
    expect(refusal?.reason).toMatch(/^Too many files for now\. Try again in \d+ seconds\.$/);
    expect(refusal?.retryAfterMs).toBeGreaterThan(0);
    expect(refusal?.retryAfterMs).toBeLessThanOrEqual(30_000);
    expect(reads).toHaveLength(4);
    expect(server.stats().files).toMatchObject({ judged: 4, passed: 4, rateLimited: 8 });

    const file = sentFile();
    await eve.upload(file);
    await eve.publish('e1', file.attachment);
    await eve.answered('e1');
    expect(eve.answers).toEqual({ e1: 'shown' });
  });

  it('that claims files without end makes the moderator read and delete almost nothing', async () => {
    await moderate({ filesPerMinute: 1_000, bytesPerHour: 3 * MAX_SIZE });
    const mallory = await Visitor.join('mallory');
    const ids = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'];
    for (const id of ids) {
      const files = Array.from({ length: 3 }, () => sentFile(picture(), { size: MAX_SIZE }));
      await mallory.publish(id, ...files.map(({ attachment }) => attachment));
    }
    await mallory.answered(...ids);
    expect(Object.values(mallory.answers).sort()).toEqual([
      'file-lost',
      ...Array<string>(7).fill('rate-limited'),
    ]);
    // The first file's first parts are not there.
    expect(reads.length).toBeLessThanOrEqual(2);
    // An earlier test's message may be settled only now.
    const own = (): number => deletions.filter((key) => key.includes(`"${mallory.id}"`)).length;
    expect(own()).toBeLessThanOrEqual(66);
  });

  it('that stores more than it claims pays for what is read', async () => {
    await moderate({ bytesPerHour: 3 * MAX_SIZE });
    const mallory = await Visitor.join('mallory');
    for (const id of ['m1', 'm2', 'm3']) {
      const file = sentFile();
      await mallory.upload(file, new Uint8Array(4 * MAX_SIZE));
      await mallory.publish(id, file.attachment);
      await mallory.answered(id);
    }
    expect(mallory.answers).toEqual({ m1: 'rejected', m2: 'rate-limited', m3: 'rate-limited' });
    expect(reads).toHaveLength(1);
  });

  it('is one of those who share the room’s limit', async () => {
    await moderate({ filesPerMinute: 2, roomFilesPerMinute: 3 });
    const visitors = [await Visitor.join('ada'), await Visitor.join('eve')];
    for (const visitor of visitors) {
      for (const id of ['m1', 'm2']) {
        const file = sentFile();
        await visitor.upload(file);
        await visitor.publish(id, file.attachment);
        await visitor.answered(id);
      }
    }
    expect(visitors.map(({ answers }) => Object.values(answers))).toEqual([
      ['shown', 'shown'],
      ['shown', 'rate-limited'],
    ]);
  });
});

describe('several processes', () => {
  it('count together what one visitor sends to the inbox', async () => {
    const first = await moderate({ filesPerMinute: 3 });
    await moderate({ filesPerMinute: 3 });
    const mallory = await Visitor.join('mallory');
    const ids = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
    for (const id of ids) {
      const file = sentFile();
      await mallory.upload(file);
      await mallory.publish(id, file.attachment);
    }
    await mallory.answered(...ids);
    expect(Object.values(mallory.answers).filter((one) => one === 'shown')).toHaveLength(3);
    expect(reads).toHaveLength(3);
    first.close();
  });
});

describe('a room that is closed', () => {
  it('leaves no files behind', async () => {
    const server = await moderate({});
    const ada = await Visitor.join('ada');
    const file = sentFile(picture(200_000));
    await ada.upload(file);
    await ada.publish('m1', file.attachment);
    await ada.answered('m1');
    const { attachments: [shown] = [] } = ada.heard.find(({ id }) => id === `${ada.id}-m1`) as {
      attachments?: Attachment[];
    };
    const keyOf = (part: number): string =>
      `momento-chat/file/${JSON.stringify([ROOM, shown?.id, part])}`;
    expect(await store.getBytes?.(keyOf(4))).toBeDefined();
    await server.closeRoom(ROOM);
    const left: unknown[] = [];
    for (const part of [0, 1, 2, 3, 4]) left.push(await store.getBytes?.(keyOf(part)));
    expect(left).toEqual(Array(5).fill(undefined));
  });
});
