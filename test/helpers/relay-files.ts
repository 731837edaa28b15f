import type { Socket } from 'socket.io-client';
import { fileKey, PART_BYTES, uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { ask, type Answer } from './relay-clients.js';
import { partsOf, type SentFile } from './sent-files.js';

/** Values in place of an event's fields, or of one field. */
export const GARBAGE: readonly unknown[] = [
  ...[null, undefined, 0, -1, 1.5, 1e9, Number.NaN, true, '', ' ', '0', 'x'.repeat(26)],
  ...[[], [[]], {}, { length: 1 }, { type: 'Buffer', data: [1] }, new Uint8Array([1, 2, 3])],
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

/** Stores all parts of a file as the chat does. @returns the first answer that is not `ok`, or the last one */
export async function upload(
  socket: Socket,
  room: string,
  { attachment, bytes }: SentFile,
): Promise<Answer> {
  let answer: Answer = { ok: true };
  for (const [part, content] of partsOf(bytes).entries()) {
    answer = await askAgain(socket, 'upload', {
      ...{ room, id: attachment.id, part, bytes: content },
    });
    if (!answer.ok) break;
  }
  return answer;
}

/** Asks until the store answers: it has two seconds, and a machine with much to do may take longer. */
async function askAgain(socket: Socket, event: string, payload: object): Promise<Answer> {
  for (;;) {
    const answer = await ask(socket, event, payload);
    if (answer.code !== 'unavailable') return answer;
  }
}

/** Stores files and sends a message with them. @param more further fields of the message, which win */
export async function sendFiles(
  socket: Socket,
  room: string,
  files: readonly SentFile[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  for (const file of files) {
    const answer = await upload(socket, room, file);
    if (!answer.ok) return answer;
  }
  const attachments = files.map(({ attachment }) => attachment);
  return ask(socket, 'message', { room, message: 'Look', attachments, ...more });
}

/** Fetches a file as a reader does; undefined where a part is missing. */
export async function download(
  socket: Socket,
  room: string,
  { id, size }: Attachment,
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  for (let part = 0; part * PART_BYTES < size; part += 1) {
    const { ok, code, bytes } = await askAgain(socket, 'download', { room, id, part });
    if (!ok) throw new Error(`unable to fetch a part; the relay says ${String(code)}`);
    if (!(bytes instanceof Uint8Array)) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Whether the store has a file's first part: among a visitor's uploads, or where the room's readers fetch it. */
export async function isStored(
  store: LiveRoomStore,
  room: string,
  id: string,
  userId?: string,
): Promise<boolean> {
  const key = userId === undefined ? fileKey(room, id, 0) : uploadKey(room, userId, id, 0);
  return (await store.getBytes?.(key)) !== undefined;
}
