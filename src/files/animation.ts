import { ChatError } from '../protocol/errors.js';
import type { PictureHeader } from '../protocol/picture-header.js';

/** The parts of a PNG that say what is seen: its form, its colours, its pixels, and how they move. */
const SEEN_IN_PNG = new Set(
  'IHDR PLTE tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD acTL fcTL fdAT IDAT IEND'.split(' '),
);
/** The same of a WebP. */
const SEEN_IN_WEBP = new Set(['VP8X', 'ICCP', 'ANIM', 'ANMF']);

/** The bits of a `VP8X` header: it moves; there are a camera's words (EXIF, XMP). */
const MOVES = 0x02;
const HAS_WORDS = 0x0c;

/** A part of a file: its name, and where it and its data begin and end. */
interface Part {
  readonly name: string;
  readonly start: number;
  readonly data: number;
  readonly length: number;
  readonly end: number;
}

/**
 * A moving PNG or WebP without what stands beside its pixels. Drawn anew, only its first picture would remain.
 *
 * @returns undefined for a picture that does not move, or whose parts cannot be told apart
 * @throws ChatError `attachment-broken` where a picture of it is larger than its header says
 */
export function movingPicture(
  bytes: Uint8Array<ArrayBuffer>,
  header: PictureHeader,
): Blob | undefined {
  const { type } = header;
  const isPng = type === 'image/png';
  if (!isPng && type !== 'image/webp') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = isPng ? partsOfPng(view) : partsOfWebp(view);
  if (!parts || !(isPng ? movesPng(parts) : movesWebp(view, parts))) return undefined;
  for (const part of parts) requireFrame(view, part, header);
  const seen = isPng ? SEEN_IN_PNG : SEEN_IN_WEBP;
  const kept = parts.filter(({ name }) => seen.has(name));
  const contents = kept.map(({ start, end }) => bytes.slice(start, end));
  if (isPng) return new Blob([bytes.slice(0, 8), ...contents], { type });
  // A `VP8X` is the first part of a WebP that moves.
  const [first] = contents;
  if (first) first[8] = (first[8] ?? 0) & ~HAS_WORDS;
  const start = bytes.slice(0, 12);
  const size = contents.reduce((sum, { length }) => sum + length, 4);
  new DataView(start.buffer).setUint32(4, size, true);
  return new Blob([start, ...contents], { type });
}

/** All up to the end; what follows that is none of the picture. */
function partsOfPng(view: DataView): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (let start = 8; start + 12 <= view.byteLength;) {
    const length = view.getUint32(start);
    const end = start + 12 + length;
    const name = nameAt(view, start + 4);
    if (end > view.byteLength) return undefined;
    parts.push({ name, start, data: start + 8, length, end });
    if (name === 'IEND') return parts;
    start = end;
  }
  return undefined;
}

function partsOfWebp(view: DataView): readonly Part[] | undefined {
  if (view.byteLength < 12) return undefined;
  const last = view.getUint32(4, true) + 8;
  if (last > view.byteLength) return undefined;
  const parts: Part[] = [];
  for (let start = 12; start + 8 <= last;) {
    const length = view.getUint32(start + 4, true);
    // Their lengths are made even.
    const end = start + 8 + length + (length % 2);
    if (end > last) return undefined;
    parts.push({ name: nameAt(view, start), start, data: start + 8, length, end });
    start = end;
  }
  return parts;
}

/** Behind the first pixels it is a still picture, with parts that no browser reads. */
function movesPng(parts: readonly Part[]): boolean {
  const names = parts.map(({ name }) => name);
  return names.includes('acTL') && names.indexOf('acTL') < names.indexOf('IDAT');
}

function movesWebp(view: DataView, parts: readonly Part[]): boolean {
  const [first] = parts;
  if (first?.name !== 'VP8X' || first.length < 10) return false;
  return (view.getUint8(first.data) & MOVES) !== 0 && parts.some(({ name }) => name === 'ANMF');
}

/** Each picture lies within the sides that were checked: a larger one would take the reader's memory. */
function requireFrame(
  view: DataView,
  { name, data, length }: Part,
  { width, height }: PictureHeader,
): void {
  let edges: readonly [right: number, bottom: number] | undefined;
  if (name === 'fcTL' && length >= 26) {
    const [w, h, x, y] = [4, 8, 12, 16].map((at) => view.getUint32(data + at));
    edges = [(w ?? 0) + (x ?? 0), (h ?? 0) + (y ?? 0)];
  } else if (name === 'ANMF' && length >= 16) {
    const [x, y, w, h] = [0, 3, 6, 9].map((at) => view.getUint32(data + at, true) & 0xffffff);
    edges = [2 * (x ?? 0) + (w ?? 0) + 1, 2 * (y ?? 0) + (h ?? 0) + 1];
  } else if (name !== 'fcTL' && name !== 'ANMF') return;
  if (edges && edges[0] <= width && edges[1] <= height) return;
  throw new ChatError(
    'attachment-broken',
    'unable to take a moving picture; one of its pictures is larger than the whole.',
  );
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
}
