import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasClaimedForm,
  MAX_PIXELS,
  readPictureHeader,
  strangePicture,
} from '../../src/protocol/picture-header.js';
import { MAX_SIDE } from '../../src/protocol/attachments.js';
import { ChatError } from '../../src/protocol/errors.js';
import { bytesOf, gifHeader, jpegHeader, pngHeader, webpHeader } from '../files/pictures.js';

const HEADERS = {
  'image/png': pngHeader,
  'image/jpeg': jpegHeader,
  'image/gif': (width: number, height: number) => gifHeader(width, height),
  'image/webp': (width: number, height: number) => webpHeader('VP8 ', width, height),
};

function codeOf(bytes: Uint8Array): string | undefined {
  try {
    readPictureHeader(bytes);
    return undefined;
  } catch (error) {
    return error instanceof ChatError ? error.code : String(error);
  }
}

describe('the header of a picture', () => {
  for (const [type, make] of Object.entries(HEADERS)) {
    it(`has the type and the sides of ${type}`, () => {
      expect(readPictureHeader(make(300, 5))).toEqual({ type, width: 300, height: 5 });
    });

    it(`is broken where ${type} ends early, or has no sides`, () => {
      const whole = make(300, 200);
      for (let length = 12; length < whole.length - 10; length += 1) {
        expect(codeOf(whole.subarray(0, length))).toBe('attachment-broken');
      }
      expect(codeOf(make(0, 0))).toBe('attachment-broken');
    });

    it(`is refused where a browser would need too much memory for ${type}`, () => {
      // Fewer bits for a side have no room for more.
      if (type !== 'image/webp') {
        expect(codeOf(make(MAX_SIDE + 1, 1))).toBe('attachment-too-large');
      }
      expect(codeOf(make(8000, MAX_PIXELS / 8000 + 1))).toBe('attachment-too-large');
      expect(codeOf(make(8000, MAX_PIXELS / 8000))).toBeUndefined();
    });
  }

  it('is read from all forms of WebP', () => {
    for (const form of ['VP8 ', 'VP8L', 'VP8X'] as const) {
      const header = readPictureHeader(webpHeader(form, 4321, 1234));
      expect(header).toEqual({ type: 'image/webp', width: 4321, height: 1234 });
    }
    expect(codeOf(webpHeader('VP8X', 2 ** 24, 2 ** 24))).toBe('attachment-too-large');
  });

  it('is broken in a JPEG of a coding that browsers cannot read', () => {
    for (const marker of [0xc1, 0xc2]) expect(codeOf(jpegHeader(9, 9, marker))).toBeUndefined();
    for (const marker of [0xc3, 0xc9, 0xcf, 0xda, 0x01]) {
      expect(codeOf(jpegHeader(9, 9, marker))).toBe('attachment-broken');
    }
  });

  it('counts the first frame of a GIF, which browsers make space for', () => {
    const header = readPictureHeader(gifHeader(10, 10, [400, 300]));
    expect(header).toMatchObject({ width: 400, height: 300 });
    expect(codeOf(gifHeader(1, 1, [60_000, 60_000]))).toBe('attachment-too-large');
  });

  it('has a type by its bytes, whatever follows them', () => {
    const polyglot = Uint8Array.from([...gifHeader(4, 3), ...bytesOf('<script>alert(1)</script>')]);
    expect(readPictureHeader(polyglot)?.type).toBe('image/gif');
  });

  it('is no picture’s in other files', () => {
    for (const text of [
      '',
      'G',
      'GIF',
      '%PDF-1.7',
      '<svg/>',
      'RIFF0000WAVEfmt ',
      'PK\u0003\u0004',
    ]) {
      expect(readPictureHeader(bytesOf(text))).toBeUndefined();
    }
  });

  it('is read from any bytes without another error, and never beyond the limits', () => {
    const start = fc.constantFrom(
      new Uint8Array(),
      ...Object.values(HEADERS).map((make) => make(20, 10)),
      webpHeader('VP8L', 20, 10),
      webpHeader('VP8X', 20, 10),
    );
    const hostile = fc
      .tuple(start, fc.nat(60), fc.uint8Array({ maxLength: 300 }), fc.nat(60))
      .map(([head, kept, noise, skipped]) =>
        Uint8Array.from([...head.subarray(0, kept), ...noise, ...head.subarray(skipped)]),
      );
    fc.assert(
      fc.property(hostile, (bytes) => {
        strangePicture(bytes);
        try {
          const { width, height } = readPictureHeader(bytes) ?? { width: 1, height: 1 };
          expect(Number.isInteger(width) && Number.isInteger(height)).toBe(true);
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(Math.max(width, height)).toBeLessThanOrEqual(MAX_SIDE);
          expect(width * height).toBeLessThanOrEqual(MAX_PIXELS);
        } catch (error) {
          if (!(error instanceof ChatError)) throw error;
          expect(error.code).toMatch(/^attachment-(?:broken|too-large)$/);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('is read in one pass, however many empty segments there are', () => {
    const jpeg = new Uint8Array(1024 * 1024).fill(0xff);
    jpeg[1] = 0xd8;
    expect(codeOf(jpeg)).toBe('attachment-broken');
    const gif = new Uint8Array(1024 * 1024);
    gif.set(bytesOf('GIF89a'));
    for (let at = 13; at < gif.length; at += 3) gif.set([0x21, 0xfe, 0], at);
    expect(codeOf(gif)).toBe('attachment-broken');
  });
});

describe('a file that some take for a picture', () => {
  it('is recognised by its bytes', () => {
    expect(strangePicture(bytesOf('\0\0\0\u0018ftypheic\0\0\0\0'))).toBe('HEIC');
    expect(strangePicture(bytesOf('\0\0\0\u0018ftypmif1\0\0\0\0'))).toBe('HEIC');
    expect(strangePicture(bytesOf('\0\0\0\u0018ftypavif\0\0\0\0'))).toBe('AVIF');
    expect(strangePicture(bytesOf('\u00ef\u00bb\u00bf <?xml version="1.0"?><SVG>'))).toBe('SVG');
    expect(strangePicture(bytesOf('<!DOCTYPE html><p>'))).toBe('HTML');
    for (const text of ['', 'ftyp', '\0\0\0\u0018ftypmp42', 'a < b', '<note/>']) {
      expect(strangePicture(bytesOf(text))).toBeUndefined();
    }
  });
});

describe('the form that a message claims of a picture', () => {
  it('may be another size, or lie on its side, and differ by rounding', () => {
    const sides = { width: 1600, height: 1067 };
    for (const [width, height] of [
      [1600, 1067],
      [1067, 1600],
      [320, 213],
      [320, 214],
    ]) {
      expect(hasClaimedForm(sides, { width: width ?? 0, height: height ?? 0 })).toBe(true);
    }
    expect(hasClaimedForm(sides, { width: 1600, height: 1200 })).toBe(false);
    expect(hasClaimedForm({ width: 10, height: 16_000 }, { width: 500, height: 500 })).toBe(false);
  });
});
