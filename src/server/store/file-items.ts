import {
  FILE_TTL_SECONDS,
  fileKey,
  PART_BYTES,
  partCount,
  type Attachment,
} from '../../protocol/attachments.js';
import { ChatError } from '../../protocol/errors.js';
import { idFrom } from '../../protocol/ids.js';
import { toJson } from '../../protocol/json.js';
import type { RoomStore } from './room-store.js';

/** A store that has files. */
export type FileItemStore = RoomStore & Required<Pick<RoomStore, 'getBytes' | 'setBytes'>>;

/** The cache key of a file's part. */
export type KeyOfPart = (part: number) => string;

/**
 * Requests at a time for one file that is read or written. A visitor can store 5 MB as a part of any file, so they also
 * bound the memory.
 */
const PARTS_AT_A_TIME = 2;
/** Nothing comes back for these. */
const REMOVALS_AT_A_TIME = 8;

export function hasFiles(store: RoomStore): store is FileItemStore {
  return store.getBytes !== undefined && store.setBytes !== undefined;
}

/**
 * The id under which a moderated room has a file: the same for each process that stores it, and after each retry. So a file
 * that is stored again replaces itself.
 */
export async function storedFileId(
  room: string,
  userId: string,
  messageId: string,
  fileId: string,
): Promise<string> {
  const path = new TextEncoder().encode(toJson([room, userId, messageId, fileId]));
  return idFrom(new Uint8Array(await crypto.subtle.digest('SHA-256', path)));
}

/**
 * Reads a file part by part.
 *
 * @param step called before each request; if it rejects, so does the result
 * @param onSurplus called with the bytes of a part that it has beyond its size: they were read all the same
 * @returns why there is none: parts are missing, or some are of another size
 */
export async function readFile(
  store: FileItemStore,
  keyOf: KeyOfPart,
  size: number,
  step: () => Promise<void>,
  onSurplus: (bytes: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer> | 'missing' | 'altered'> {
  const bytes = new Uint8Array(size);
  let fault: 'missing' | 'altered' | undefined;
  await forEachPart(size, PARTS_AT_A_TIME, async (part) => {
    if (fault) return;
    await step();
    const start = part * PART_BYTES;
    const content = await readPart(store, keyOf(part));
    const length = Math.min(PART_BYTES, size - start);
    if (content?.length === length) bytes.set(content, start);
    else fault = content ? 'altered' : 'missing';
    if (content && content.length > length) onSurplus(content.length - length);
  });
  return fault ?? bytes;
}

/** Writes a file part by part. @param step called before each request; if it rejects, so does the result */
export async function writeFile(
  store: FileItemStore,
  keyOf: KeyOfPart,
  bytes: Uint8Array,
  step: () => Promise<void>,
): Promise<void> {
  await forEachPart(bytes.length, PARTS_AT_A_TIME, async (part) => {
    await step();
    const start = part * PART_BYTES;
    await store.setBytes(keyOf(part), bytes.subarray(start, start + PART_BYTES), FILE_TTL_SECONDS);
  });
}

/** Deletes the parts of a file of this size. */
export async function eraseFile(
  store: Pick<RoomStore, 'delete'>,
  keyOf: KeyOfPart,
  size: number,
): Promise<void> {
  await forEachPart(size, REMOVALS_AT_A_TIME, (part) => store.delete(keyOf(part)));
}

/** Deletes the files of a room's message, except those that the host's own storage has. */
export async function eraseFilesOf(
  store: Pick<RoomStore, 'delete'>,
  room: string,
  attachments: readonly Attachment[] = [],
): Promise<void> {
  for (const { id, size, url } of attachments) {
    if (url === undefined) await eraseFile(store, (part) => fileKey(room, id, part), size);
  }
}

/**
 * One part of a file.
 *
 * @returns undefined if it is missing, or no item of bytes
 */
export async function readPart(store: FileItemStore, key: string): Promise<Uint8Array | undefined> {
  try {
    return await store.getBytes(key);
  } catch (error) {
    // Under the key there is a list, for example: its writer chose that, and no retry reads it.
    if (error instanceof ChatError && error.code === 'service-rejected') return undefined;
    throw error;
  }
}

/** After a failure no further part begins, and those that have begun end before it rejects. */
async function forEachPart(
  size: number,
  lanes: number,
  work: (part: number) => Promise<void>,
): Promise<void> {
  const count = partCount({ size });
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const part = next;
      next += 1;
      try {
        await work(part);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}
