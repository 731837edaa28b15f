import { MAX_SIDE, type Attachment } from './attachments.js';
import { ChatError } from './errors.js';
import { gifSides, jpegSides, pngSides, webpSides, type Sides } from './picture-sides.js';

/** The picture types that all browsers show. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** What the first bytes of a picture say. */
export interface PictureHeader extends Sides {
  readonly type: PictureType;
}

/** So many bytes are enough to find the sides: cameras put previews and colour profiles before them. */
export const HEADER_BYTES = 1024 * 1024;

/** The most pixels of a picture: each takes four bytes where it is decoded. */
export const MAX_PIXELS = 40_000_000;

/** How far to look for the first tag of a document. */
const TAG_BYTES = 1024;

const SIDES_OF: Readonly<Record<PictureType, (bytes: Uint8Array) => Sides | undefined>> = {
  'image/png': pngSides,
  'image/jpeg': jpegSides,
  'image/gif': gifSides,
  'image/webp': webpSides,
};

/**
 * The type and the sides of a picture by its bytes alone, which nothing decodes. A file that is something else as well stays
 * the picture that its first bytes claim: browsers are told this type, and guess no other.
 *
 * @param bytes the file, or its first {@link HEADER_BYTES}
 * @returns undefined where it is none of the four
 * @throws ChatError `attachment-broken` where no sides can be read, `attachment-too-large` where a browser would need too much
 *   memory for it
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const type = pictureType(bytes);
  if (!type) return undefined;
  const sides = SIDES_OF[type](bytes);
  if (!sides || sides.width === 0 || sides.height === 0) {
    const text = `unable to read a picture; its header (${type}) has no width and height.`;
    throw new ChatError('attachment-broken', text);
  }
  const { width, height } = sides;
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new ChatError(
      'attachment-too-large',
      `unable to take a picture of ${width} × ${height} pixels; ${MAX_SIDE} a side and ${MAX_PIXELS} in all are the most.`,
    );
  }
  return { type, width, height };
}

/** What a file is that some take for a picture, but not all browsers show as one; undefined for all others. */
export function strangePicture(bytes: Uint8Array): 'HEIC' | 'AVIF' | 'SVG' | 'HTML' | undefined {
  if (text(bytes, 4, 4) === 'ftyp') {
    const brand = text(bytes, 8, 4);
    if (/^avi[fs]$/.test(brand)) return 'AVIF';
    return /^(?:he[iv][a-z]|mif1|msf1)$/.test(brand) ? 'HEIC' : undefined;
  }
  const start = text(bytes, 0, TAG_BYTES).toLowerCase();
  // Behind a byte order mark, perhaps.
  if (!/^(?:\u00ef\u00bb\u00bf)?\s*</.test(start)) return undefined;
  if (start.includes('<svg')) return 'SVG';
  return /<(?:!doctype html|html|head|body|script)/.test(start) ? 'HTML' : undefined;
}

/**
 * Whether a picture has the form that its message claims, but for rounding: its space is reserved by the claim. Cameras store
 * pictures lying on their side, so that the two may be exchanged.
 */
export function hasClaimedForm(
  { width, height }: Sides,
  claim: Pick<Attachment, 'width' | 'height'>,
): boolean {
  const { width: across = 0, height: down = 0 } = claim;
  return isAlike(width, height, across, down) || isAlike(height, width, across, down);
}

function isAlike(width: number, height: number, across: number, down: number): boolean {
  return (
    Math.abs(down - (height * across) / width) <= 1 ||
    Math.abs(across - (width * down) / height) <= 1
  );
}

function pictureType(bytes: Uint8Array): PictureType | undefined {
  if (text(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png';
  if (text(bytes, 0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg';
  if (/^GIF8[79]a$/.test(text(bytes, 0, 6))) return 'image/gif';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return 'image/webp';
  return undefined;
}

/** Bytes as Latin letters. */
function text(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
