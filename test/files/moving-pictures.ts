import { bytesOf } from './pictures.js';

export { bytesOf, pngHeader, webpHeader } from './pictures.js';

export interface Moving {
  /** What a camera has written beside the pixels. */
  readonly words?: string;
  /** Where the second picture claims to be, and how large. */
  readonly claim?: Place;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of one colour; undefined where the browser does not write the type. */
export async function stillPicture(
  width: number,
  height: number,
  type: string,
  colour: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (context) context.fillStyle = colour;
  context?.fillRect(0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9));
  return blob?.type === type ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

/** @param frames still PNGs of equal size, as a browser writes them */
export function movingPng(
  frames: readonly Uint8Array[],
  { words, claim }: Moving,
): Uint8Array<ArrayBuffer> {
  const [first = new Uint8Array()] = frames;
  const view = new DataView(first.buffer);
  const whole = { x: 0, y: 0, width: view.getUint32(16), height: view.getUint32(20) };
  let sequence = 0;
  const body = frames.flatMap((frame, index) => {
    const { x, y, width, height } = (index === 1 && claim) || whole;
    const sides = [width, height, x, y].flatMap((side) => big32(side));
    const control = pngChunk('fcTL', [...big32(sequence++), ...sides, 0, 10, 0, 100, 0, 0]);
    const pixels = pngPixels(frame);
    const data = index === 0 ? pixels : [...big32(sequence++), ...pixels];
    return [...control, ...pngChunk(index === 0 ? 'IDAT' : 'fdAT', data)];
  });
  return Uint8Array.from([
    ...first.subarray(0, 33),
    ...pngChunk('acTL', [...big32(frames.length), ...big32(0)]),
    ...(words === undefined ? [] : pngChunk('tEXt', [...bytesOf(`Comment\0${words}`)])),
    ...body,
    ...(words === undefined ? [] : pngChunk('eXIf', [...bytesOf(words)])),
    ...pngChunk('IEND', []),
    ...bytesOf(words ?? ''),
  ]);
}

/** @param frames still WebPs of equal size, as a browser writes them */
export function movingWebp(
  frames: readonly Uint8Array[],
  { words, claim }: Moving,
): Uint8Array<ArrayBuffer> {
  const [width, height] = [60, 40];
  const whole = { x: 0, y: 0, width, height };
  const pictures = frames.flatMap((frame, index) => {
    const at = (index === 1 && claim) || whole;
    const place = [at.x / 2, at.y / 2, at.width - 1, at.height - 1, 100];
    const pixels = webpPixels(frame);
    return riffChunk('ANMF', [...place.flatMap((each) => little(each, 3)), 2, ...pixels]);
  });
  const flags = words === undefined ? 0x02 : 0x0e;
  const body = [
    ...bytesOf('WEBP'),
    ...riffChunk('VP8X', [flags, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]),
    ...riffChunk('ANIM', [255, 255, 255, 255, 0, 0]),
    ...pictures,
    ...(words === undefined ? [] : riffChunk('EXIF', [...bytesOf(words)])),
    ...(words === undefined ? [] : riffChunk('XMP ', [...bytesOf(words)])),
  ];
  return Uint8Array.from([...riffChunk('RIFF', body), ...bytesOf(words ?? '')]);
}

/** The data of all parts with pixels. */
function pngPixels(png: Uint8Array): number[] {
  const view = new DataView(png.buffer);
  const pixels: number[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (name === 'IDAT') pixels.push(...png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return pixels;
}

/** The parts with the pixels, whole. */
function webpPixels(webp: Uint8Array): number[] {
  const view = new DataView(webp.buffer);
  const pixels: number[] = [];
  for (let at = 12; at < webp.length;) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    const name = String.fromCharCode(...webp.subarray(at, at + 4));
    if (['ALPH', 'VP8 ', 'VP8L'].includes(name)) pixels.push(...webp.subarray(at, end));
    at = end;
  }
  return pixels;
}

function pngChunk(name: string, data: readonly number[]): number[] {
  const body = [...bytesOf(name), ...data];
  return [...big32(data.length), ...body, ...big32(crc32(body))];
}

function riffChunk(name: string, data: readonly number[]): number[] {
  return [...bytesOf(name), ...little(data.length, 4), ...data, ...(data.length % 2 ? [0] : [])];
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

function big32(value: number): number[] {
  return little(value, 4).reverse();
}

function little(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(value / 256 ** at) % 256);
}
