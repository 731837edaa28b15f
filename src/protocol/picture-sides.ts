/** A picture's width and height, in pixels, as its header has them. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/*
 * Each function knows the signature to be right, and nothing else: the bytes may end anywhere, and say anything. A byte beyond
 * the end reads as NaN, which no comparison lets pass, so that every loop ends there.
 */

export function pngSides(bytes: Uint8Array): Sides | undefined {
  // The first chunk: its length, its name, and the sides.
  if (uint32(bytes, 8) !== 13 || uint32(bytes, 12) !== 0x49484452) return undefined;
  return sides(uint32(bytes, 16), uint32(bytes, 20));
}

export function jpegSides(bytes: Uint8Array): Sides | undefined {
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    // Baseline, extended and progressive: browsers read no others.
    if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      return sides(uint16(bytes, at + 7), uint16(bytes, at + 5));
    }
    if (marker === 0xff) {
      // Between segments there may be any number of these.
      at += 1;
    } else {
      const length = uint16(bytes, at + 2);
      // Of another coding, or the pixels without a frame before them.
      if (marker === undefined || isFrame(marker) || isBare(marker) || !(length >= 2)) {
        return undefined;
      }
      at += 2 + length;
    }
  }
  return undefined;
}

/** The larger one of the whole and its first frame: browsers widen a picture that is smaller than the frame. */
export function gifSides(bytes: Uint8Array): Sides | undefined {
  const width = uint16(bytes, 6, true);
  const height = uint16(bytes, 8, true);
  let at = 13 + paletteBytes(bytes[10]);
  while (at < bytes.length) {
    if (bytes[at] === 0x2c) {
      const right = uint16(bytes, at + 1, true) + uint16(bytes, at + 5, true);
      const bottom = uint16(bytes, at + 3, true) + uint16(bytes, at + 7, true);
      return sides(Math.max(width, right), Math.max(height, bottom));
    }
    if (bytes[at] !== 0x21) return undefined;
    // An extension: blocks, each behind its length, up to one of no length.
    at += 2;
    for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
    at += 1;
  }
  return undefined;
}

export function webpSides(bytes: Uint8Array): Sides | undefined {
  switch (uint32(bytes, 12)) {
    case 0x56503820: // "VP8 ", with pixels that lose something.
      if (uint16(bytes, 23) !== 0x9d01 || bytes[25] !== 0x2a) return undefined;
      return sides(uint16(bytes, 26, true) & 0x3fff, uint16(bytes, 28, true) & 0x3fff);
    case 0x5650384c: {
      // "VP8L", without loss: 14 bits each, less one.
      if (bytes[20] !== 0x2f || bytes.length < 25) return undefined;
      const low = uint16(bytes, 21, true);
      const high = uint16(bytes, 23, true);
      return sides((low & 0x3fff) + 1, ((low >> 14) | ((high & 0xfff) << 2)) + 1);
    }
    case 0x56503858: // "VP8X", with more than pixels: 24 bits each, less one.
      return sides(uint24(bytes, 24) + 1, uint24(bytes, 27) + 1);
    default:
      return undefined;
  }
}

function sides(width: number, height: number): Sides | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Frames of all codings; the three markers between them have another meaning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length, the end, and the begin of the pixels: no frame is behind these. */
function isBare(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xda);
}

/** Of a GIF's table of colours. */
function paletteBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function uint16(bytes: Uint8Array, at: number, little = false): number {
  const [first = NaN, second = NaN] = bytes.subarray(at, at + 2);
  return little ? first + 256 * second : 256 * first + second;
}

/** The least byte first. */
function uint24(bytes: Uint8Array, at: number): number {
  const [first = NaN, second = NaN, third = NaN] = bytes.subarray(at, at + 3);
  return first + 256 * second + 65_536 * third;
}

function uint32(bytes: Uint8Array, at: number): number {
  return 65_536 * uint16(bytes, at) + uint16(bytes, at + 2);
}
