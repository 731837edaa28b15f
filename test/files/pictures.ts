/** Headers of pictures, and nothing behind them. */

function latin(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function big(value: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, at) => Math.floor(value / 256 ** (count - 1 - at)) % 256,
  );
}

function little(value: number, count: number): number[] {
  return big(value, count).reverse();
}

export function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const signature = latin('\u0089PNG\r\n\u001a\n');
  return Uint8Array.from([
    ...[...signature, ...big(13, 4), ...latin('IHDR')],
    ...[...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0],
  ]);
}

/** @param marker of the frame */
export function jpegHeader(width: number, height: number, marker = 0xc0): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xff, 0xdb, 0, 3, 0],
    ...[0xff, marker, 0, 11, 8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0],
  ]);
}

/** @param frame the sides of its first frame */
export function gifHeader(
  width: number,
  height: number,
  frame: readonly [number, number] = [width, height],
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[...latin('GIF89a'), ...little(width, 2), ...little(height, 2), 0x80, 0, 0],
    // Two colours, a comment, and the frame.
    ...[0, 0, 0, 255, 255, 255, 0x21, 0xfe, 3, 1, 2, 3, 0],
    ...[0x2c, 0, 0, 0, 0, ...little(frame[0], 2), ...little(frame[1], 2), 0],
  ]);
}

export function webpHeader(
  form: 'VP8 ' | 'VP8L' | 'VP8X',
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const packed = width - 1 + (height - 1) * 2 ** 14;
  const bodies = {
    'VP8 ': [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2)],
    VP8L: [0x2f, ...little(packed, 4)],
    VP8X: [0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)],
  };
  const body = bodies[form];
  return Uint8Array.from([
    ...[...latin('RIFF'), ...little(body.length + 12, 4), ...latin('WEBP')],
    ...[...latin(form), ...little(body.length, 4), ...body],
  ]);
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(latin(text));
}
