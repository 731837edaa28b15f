import { CacheClient, CacheGetResponse, Configurations, CredentialProvider } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHistory } from '../../demo/history.js';
import { CACHE_NAME } from '../../demo/momento-backend.js';
import { PEOPLE } from '../../demo/people.js';
import { HISTORY } from '../../demo/rooms-history.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { fileKey, partCount, type Attachment } from '../../src/protocol/attachments.js';
import { sha256 } from '../../src/protocol/digest.js';
import { isMessage, parseItem } from '../../src/protocol/item.js';
import { reaction } from '../../src/protocol/kinds/reaction.js';
import type { ParsedMessage } from '../../src/protocol/message-codec.js';
import { relationsKey } from '../../src/protocol/room-rules.js';

const ROOMS = Object.keys(HISTORY);

describe('the history of the demo’s rooms', () => {
  let engine: LocalMomento;
  let client: CacheClient;

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: [CACHE_NAME] });
    const credentialProvider = CredentialProvider.forMomentoLocal({
      hostname: engine.host,
      port: engine.grpcPort,
    });
    await writeHistory(credentialProvider, CACHE_NAME);
    client = new CacheClient({
      credentialProvider,
      configuration: Configurations.Laptop.v1(),
      defaultTtlSeconds: 60,
    });
  });

  afterAll(async () => {
    client.close();
    await engine.close();
  });

  it.each(ROOMS)('%s has every message, in order, by one of the demo’s people', async (room) => {
    const messages = await messagesOf(room);
    const texts = HISTORY[room]?.map(({ text }) => text);
    expect(messages.map(({ message }) => message.text)).toEqual(texts);
    const people = PEOPLE.map(({ id, name }) => `${id}: ${name}`);
    for (const { message } of messages) {
      expect(people).toContain(`${message.author.id ?? ''}: ${message.author.name}`);
    }
    const orders = messages.map(({ order = 0 }) => order);
    expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
    expect(Math.max(...orders)).toBeLessThanOrEqual(Date.now());
  });

  it.each(ROOMS)('%s has answers and reactions to messages that it has', async (room) => {
    const messages = await messagesOf(room);
    const ids = messages.map(({ message }) => message.id);
    const answered = messages.flatMap(({ message }) => message.replyTo ?? []);
    expect(answered.length).toBeGreaterThan(0);
    for (const { id } of answered) expect(ids).toContain(id);

    const relations = (await itemsOf(relationsKey(room))).map((item) => parseItem(item));
    expect(relations.length).toBeGreaterThan(0);
    for (const item of relations) {
      const event = item.kind === 'event' ? reaction.parse(item.fields) : undefined;
      expect(ids).toContain(event?.target);
    }
  });

  it('has pictures whose bytes are those that their messages announce', async () => {
    const pictures: string[] = [];
    for (const room of ROOMS) {
      for (const { message } of await messagesOf(room)) {
        for (const file of message.attachments ?? []) {
          expect(await sha256(await bytesOf(room, file))).toBe(file.sha256);
          pictures.push(file.name);
        }
      }
    }
    const announced = Object.values(HISTORY).flatMap((lines) =>
      lines.flatMap(({ picture }) => picture?.file ?? []),
    );
    expect(pictures).toEqual(announced);
  });

  async function itemsOf(key: string): Promise<string[]> {
    return (await client.listFetch(CACHE_NAME, key)).value() ?? [];
  }

  async function messagesOf(room: string): Promise<ParsedMessage[]> {
    return (await itemsOf(room)).map((item) => parseItem(item)).filter(isMessage);
  }

  async function bytesOf(room: string, file: Attachment): Promise<BufferSource> {
    const parts: Uint8Array[] = [];
    for (let part = 0; part < partCount(file); part += 1) {
      const response = await client.get(CACHE_NAME, fileKey(room, file.id, part));
      if (response.type === CacheGetResponse.Hit) parts.push(response.valueUint8Array());
    }
    return Buffer.concat(parts);
  }
});
