import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { PART_BYTES } from '../../src/protocol/attachments.js';
import { Random } from '../helpers/random.js';

/** A file that a visitor is to choose, drawn before it is known who does. */
export interface SourceFile {
  /** With its dot. */
  readonly ending: '.png' | '.jpg' | '.bin';
  readonly type: string;
  readonly bytes: Buffer;
  /** Of bytes that no browser changes; in base64url. */
  readonly sha256: string | undefined;
}

/** Noise does not become smaller: a large picture of it has several parts. */
const SIDES = { small: [48, 32], large: [320, 240] } as const;
/** Bytes of files: of one part, a whole one, and several. */
const SIZES = [2, 1000, PART_BYTES, PART_BYTES + 1, 2.5 * PART_BYTES] as const;
const KINDS = ['small', 'small', 'large', 'jpeg', 'file', 'file'] as const;

/** Draws the files of one message: one as a rule, two at most. */
export function drawFiles(random: Random): readonly SourceFile[] {
  return Array.from({ length: random.next() < 0.2 ? 2 : 1 }, () => drawFile(random));
}

/** A file of several parts. */
export function largeFile(random: Random): SourceFile {
  return fileOf(noise(Number(SIZES.at(-1)), seedOf(random)));
}

function drawFile(random: Random): SourceFile {
  const kind = random.pick(KINDS);
  const [size, seed] = [random.pick(SIZES), seedOf(random)];
  if (kind === 'file') return fileOf(noise(size, seed));
  const [width, height] = SIDES[kind === 'small' ? 'small' : 'large'];
  const bytes = pngOf(width, height, seed);
  return kind === 'jpeg'
    ? { ending: '.jpg', type: 'image/jpeg', bytes, sha256: undefined }
    : { ending: '.png', type: 'image/png', bytes, sha256: undefined };
}

function fileOf(bytes: Buffer): SourceFile {
  const sha256 = createHash('sha256').update(bytes).digest('base64url');
  return { ending: '.bin', type: 'application/pdf', bytes, sha256 };
}

function seedOf(random: Random): number {
  return random.between(0, 2 ** 31);
}

function noise(length: number, seed: number): Buffer {
  const random = new Random(seed);
  return Buffer.from(Array.from({ length }, () => random.between(0, 255)));
}

/** A picture of noise. */
function pngOf(width: number, height: number, seed: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Three colours of eight bits.
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = noise((1 + 3 * width) * height, seed);
  // Each line begins with its filter: none.
  for (let line = 0; line < height; line += 1) pixels[line * (1 + 3 * width)] = 0;
  const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
