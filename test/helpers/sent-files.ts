import { createHash } from 'node:crypto';
import { PART_BYTES, partCount, type Attachment } from '../../src/protocol/attachments.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { pngHeader } from '../files/pictures.js';

/** A file, and what its sender says of it. */
export interface SentFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** A picture with noise behind its header, so that no two have the same bytes. */
export function picture(size = 100, width = 30, height = 20): Uint8Array<ArrayBuffer> {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 60_000)));
  const whole = new Uint8Array(size);
  whole.set(bytes);
  whole.set(pngHeader(width, height));
  return whole;
}

export function sentFile(bytes = picture(), more: Partial<Attachment> = {}): SentFile {
  const id = createMessageId(Date.now());
  const { length: size } = bytes;
  const attachment = { id, name: 'photo.png', type: 'image/png', size, sha256: hashOf(bytes) };
  return { bytes, attachment: { ...attachment, ...more } };
}

/** The parts of a file, in order. */
export function partsOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: partCount({ size: bytes.length }) }, (_, part) =>
    bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}
