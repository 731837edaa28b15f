/** A picture of a moving one. */
export interface Frame {
  /** A still WebP without transparency, as browsers make it. */
  readonly webp: Uint8Array;
  /** How long it is seen, in ms. */
  readonly ms: number;
}

/** The bits of a `VP8X` header: there is an animation. */
const ANIMATED = 0x02;
/** The bits of a frame: it covers the one before, without blending. */
const OPAQUE = 0x02;

/**
 * Joins pictures of equal size to a moving one: a container of their own data, see the container specification of WebP.
 *
 * @param loops how often it is played; 0: for ever
 */
export function animatedWebp(
  frames: readonly Frame[],
  size: { readonly width: number; readonly height: number },
  loops: number,
): Uint8Array {
  const [width, height] = [uint24(size.width - 1), uint24(size.height - 1)];
  const parts = [
    chunk('VP8X', Buffer.from([ANIMATED, 0, 0, 0]), width, height),
    chunk('ANIM', Buffer.from([255, 255, 255, 255, loops & 255, loops >> 8])),
    ...frames.map(({ webp, ms }) =>
      chunk(
        'ANMF',
        uint24(0),
        uint24(0),
        width,
        height,
        uint24(ms),
        Buffer.from([OPAQUE]),
        pictureIn(webp),
      ),
    ),
  ];
  return chunk('RIFF', Buffer.from('WEBP'), ...parts);
}

/** The chunk with the picture itself, as it is. */
function pictureIn(webp: Uint8Array): Buffer {
  const file = Buffer.from(webp);
  // After `RIFF`, the size and `WEBP`: chunks of a name, a size, data, and a byte that makes their length even.
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (name === 'VP8 ' || name === 'VP8L') return file.subarray(at, end);
    at = end;
  }
  throw new Error('unable to animate a picture; it is no still WebP');
}

function chunk(name: string, ...data: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(data);
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function uint24(value: number): Buffer {
  return Buffer.from([value & 255, (value >> 8) & 255, value >> 16]);
}
