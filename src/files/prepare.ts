import {
  cleanFileName,
  isTypeAllowed,
  readAttachments,
  type Attachment,
  type AttachmentRules,
} from '../protocol/attachments.js';
import { asChatError, ChatError } from '../protocol/errors.js';
import { sha256 } from '../protocol/digest.js';
import {
  HEADER_BYTES,
  readPictureHeader,
  strangePicture,
  type PictureHeader,
} from '../protocol/picture-header.js';
import { movingPicture } from './animation.js';
import { shrinkApart } from './shrink-apart.js';
import type { Shrunk } from './shrink.js';

/** The largest picture that is read, in bytes, before it is made smaller. */
const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

const OTHER_TYPE = 'application/octet-stream';

const ENDINGS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
} as const;

const PICTURE_ENDING = /\.(?:png|apng|jpe?g|jfif|pjpeg|gif|webp|bmp|tiff?)$/i;

/** A file that is ready to be sent. */
export interface Prepared {
  readonly attachment: Attachment;
  /** Of the size, the type and the hash that the attachment says. */
  readonly bytes: Blob;
}

/**
 * Makes of a visitor's file what a room takes: pictures smaller, and without what cameras write beside the pixels.
 *
 * @param id of the attachment
 * @throws ChatError `attachment-not-allowed`, `attachment-too-large` or `attachment-broken`
 */
export async function prepare(file: File, rules: AttachmentRules, id: string): Promise<Prepared> {
  try {
    const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
    const header = readHeader(file, start);
    return header
      ? await preparePicture(file, header, rules, id)
      : await prepareFile(file, rules, id);
  } catch (error) {
    // A folder that was dropped, or a file that is gone by now.
    throw asChatError(error, 'read a file', 'attachment-broken');
  }
}

/** @returns undefined for a file that is no picture, and says so */
function readHeader({ type }: File, start: Uint8Array): PictureHeader | undefined {
  if (start.length === 0) {
    throw new ChatError('attachment-broken', 'unable to take a file; it is empty.');
  }
  const header = readPictureHeader(start);
  const strange = strangePicture(start);
  const isClaimed = /^image\//i.test(type);
  if (!header && (isClaimed || strange === 'HEIC' || strange === 'AVIF')) {
    throw new ChatError(
      'attachment-broken',
      `unable to take a picture; it is ${strange ?? 'no picture by its bytes'}, and browsers all show only PNG, JPEG, GIF and WebP.`,
    );
  }
  return header;
}

async function preparePicture(
  file: File,
  header: PictureHeader,
  { maxSize }: AttachmentRules,
  id: string,
): Promise<Prepared> {
  requireSize(file.size, MAX_SOURCE_BYTES);
  const picture = file.slice(0, file.size, header.type);
  const { bytes, type, width, height } =
    (await keepAnimation(picture, header, maxSize)) ?? (await shrinkApart(picture, maxSize));
  const name = `${cleanFileName(file.name).replace(PICTURE_ENDING, '')}.${ENDINGS[type]}`;
  return describe(bytes, { id, name, type, width, height });
}

/**
 * What moves keeps its pixels, or it would no longer move. Of a PNG or a WebP, what stands beside them is taken out. Of a GIF
 * it stays: comments, at most; no camera makes GIFs.
 *
 * @returns undefined for a picture that does not move
 */
async function keepAnimation(
  picture: Blob,
  header: PictureHeader,
  maxSize: number,
): Promise<Shrunk | undefined> {
  const { type, width, height } = header;
  if (type === 'image/jpeg') return undefined;
  if (type === 'image/gif') requireSize(picture.size, maxSize);
  const whole = await inMemory(picture, type);
  const bytes =
    type === 'image/gif' ? whole : movingPicture(new Uint8Array(await whole.arrayBuffer()), header);
  if (bytes) requireSize(bytes.size, maxSize);
  return bytes && { bytes, type, width, height };
}

async function prepareFile(file: File, rules: AttachmentRules, id: string): Promise<Prepared> {
  // Without parameters, such as the encoding of a text.
  const type = (/^[^;]*/.exec(file.type)?.[0] ?? '').trim().toLowerCase() || OTHER_TYPE;
  if (!isTypeAllowed(rules, type)) {
    const text = `unable to take a file of type ${type}; the room takes pictures only.`;
    throw new ChatError('attachment-not-allowed', text);
  }
  requireSize(file.size, rules.maxSize);
  return describe(await inMemory(file, type), { id, name: file.name, type });
}

/** The bytes as they are now: the file may change on the disk while it is sent. */
async function inMemory(file: Blob, type: string): Promise<Blob> {
  return new Blob([await file.arrayBuffer()], { type });
}

async function describe(
  bytes: Blob,
  file: Pick<Attachment, 'id' | 'name' | 'type' | 'width' | 'height'>,
): Promise<Prepared> {
  const { size } = bytes;
  const described = { ...file, size, sha256: await sha256(await bytes.arrayBuffer()) };
  // As readers will read it. A type that the wire does not know is none.
  const attachment =
    readAttachment(described) ?? readAttachment({ ...described, type: OTHER_TYPE });
  if (attachment) return { attachment, bytes };
  throw new ChatError('attachment-broken', 'unable to take a file; readers could not read it.');
}

function readAttachment(value: unknown): Attachment | undefined {
  return readAttachments([value]).attachments?.[0];
}

function requireSize(size: number, most: number): void {
  if (size <= most) return;
  const text = `unable to take a file of ${size} bytes; ${most} are the most.`;
  throw new ChatError('attachment-too-large', text);
}
