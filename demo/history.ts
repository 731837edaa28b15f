import { readFile } from 'node:fs/promises';
import { CacheClient, Configurations, type CredentialProvider } from '@gomomento/sdk';
import { fileKey, PART_BYTES, type Attachment } from '../src/protocol/attachments.js';
import { sha256 } from '../src/protocol/digest.js';
import { serializeItem, type Outgoing } from '../src/protocol/item.js';
import { reaction } from '../src/protocol/kinds/reaction.js';
import type { ChatMessage } from '../src/protocol/message.js';
import { readPictureHeader } from '../src/protocol/picture-header.js';
import { relationsKey } from '../src/protocol/room-rules.js';
import { personOf } from './people.js';
import { HISTORY, type Line, type Picture } from './rooms-history.js';

/** The longest that the service keeps anything, so that the pages look the same all day. */
const TTL_SECONDS = 86_400;

interface File {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/** Writes the rooms' first messages, in the form in which browsers write them. */
export async function writeHistory(
  credentialProvider: CredentialProvider,
  cacheName: string,
): Promise<void> {
  const client = new CacheClient({
    configuration: Configurations.Laptop.v1(),
    credentialProvider,
    defaultTtlSeconds: TTL_SECONDS,
  });
  const now = Date.now();

  async function writeRoom(room: string, lines: readonly Line[]): Promise<void> {
    const files = await Promise.all(lines.map((line, index) => fileOf(line, index)));
    for (const file of files) if (file) await writeFile(room, file);
    const messages = lines.map((line, index) => messageOf(room, line, index, files[index]));
    await append(room, messages);
    const reactions = lines.flatMap((line, index) => reactionsTo(line, idOf(room, index)));
    await append(relationsKey(room), reactions);
  }

  function messageOf(room: string, line: Line, index: number, file: File | undefined): Outgoing {
    const { answers } = line;
    const sentAt = timeOf(line, index);
    const { id, name } = authorOf(line.by);
    const message: ChatMessage = {
      id: idOf(room, index),
      text: line.text,
      author: { id, name, verified: true },
      sentAt,
      ...(answers && { replyTo: { id: idOf(room, index - answers), order: undefined } }),
      ...(file && { attachments: [file.attachment] }),
    };
    return { message, order: sentAt };
  }

  function reactionsTo({ reactions = {}, minutesAgo }: Line, target: string): Outgoing[] {
    const given = Object.entries(reactions).flatMap(([emoji, users]) =>
      users.map((user) => ({ emoji, ...authorOf(user) })),
    );
    return given.map(({ emoji, id, name }, index) => {
      const sentAt = now - minutesAgo * 60_000 + 30_000 + index;
      return {
        event: { type: reaction.type, target, emoji, on: true },
        by: { id, isServer: false },
        stamp: { id: `${target}-${String(index)}`, name, sentAt, order: sentAt },
      };
    });
  }

  /** The index keeps messages of the same minute in order. */
  function timeOf({ minutesAgo }: Line, index: number): number {
    return now - minutesAgo * 60_000 + index;
  }

  async function append(key: string, items: readonly Outgoing[]): Promise<void> {
    if (items.length === 0) return;
    succeed(await client.listConcatenateBack(cacheName, key, items.map(serializeItem)));
  }

  async function writeFile(room: string, { attachment, bytes }: File): Promise<void> {
    for (let start = 0; start < bytes.length; start += PART_BYTES) {
      const key = fileKey(room, attachment.id, start / PART_BYTES);
      succeed(await client.set(cacheName, key, bytes.slice(start, start + PART_BYTES)));
    }
  }

  try {
    await Promise.all(Object.entries(HISTORY).map(([room, lines]) => writeRoom(room, lines)));
  } finally {
    client.close();
  }
}

function idOf(room: string, index: number): string {
  return `${room}-${String(index)}`;
}

function authorOf(id: string): { id: string; name: string } {
  return { id, name: personOf(id)?.name ?? id };
}

async function fileOf({ picture }: Line, index: number): Promise<File | undefined> {
  // In the form of the ids that browsers make; a room's files need different ones.
  return picture && (await readPicture(picture, String(index).padStart(26, '0')));
}

/** @throws if it is missing, or none that browsers show */
async function readPicture({ file, alt }: Picture, id: string): Promise<File> {
  const bytes = new Uint8Array(await readFile(new URL(`pictures/${file}`, import.meta.url)));
  const header = readPictureHeader(bytes);
  if (!header) throw new Error(`unable to write the history; ${file} is no picture`);
  const { type, width, height } = header;
  const size = bytes.length;
  const hash = await sha256(bytes);
  return { attachment: { id, name: file, type, size, sha256: hash, width, height, alt }, bytes };
}

/** @throws if the response is an error; its text says which */
function succeed(response: { toString(): string }): void {
  if ('errorCode' in response) throw new Error(response.toString());
}
