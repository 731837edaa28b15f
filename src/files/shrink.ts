import { asChatError, ChatError } from '../protocol/errors.js';
import type { PictureType } from '../protocol/picture-header.js';

/** The longest side of a picture that is sent, in pixels. */
export const LONGEST_SIDE = 1600;

/** From one at which nobody sees a loss to one that everybody sees. */
const QUALITIES = [0.85, 0.75, 0.6, 0.45, 0.3];

/** How far a colour may be off that was read back, of 255: some browsers change the last bit of a few. */
const COLOUR_TOLERANCE = 8;

/** A picture as it is sent. */
export interface Shrunk {
  readonly bytes: Blob;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

type Canvas = OffscreenCanvas | HTMLCanvasElement;
type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/**
 * Draws a picture anew, upright and no larger than needed: what a camera wrote beside the pixels (the place, the time, the
 * owner) is not in the result. Of an animation the first frame remains.
 *
 * Browsers decode and encode apart from the thread that asks, which only draws once. `shrink-apart.ts` asks from a worker.
 *
 * @param picture its type has to be the one of its bytes
 * @param maxSize of the result, in bytes
 * @throws ChatError `attachment-broken` where the browser cannot decode or draw it, `attachment-too-large` where no quality
 *   makes it small enough
 */
export async function shrink(picture: Blob, maxSize: number): Promise<Shrunk> {
  const bitmap = await decode(picture);
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = createCanvas(width, height);
    const context = contextOf(canvas);
    requireTrueColours(context);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const bytes = await encode(canvas, context, picture.type === 'image/png', maxSize);
    return { bytes, type: bytes.type as PictureType, width, height };
  } finally {
    // Up to 160 MB, which would otherwise stay until the next collection.
    bitmap.close();
  }
}

async function decode(picture: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture, { imageOrientation: 'from-image' });
  } catch (error) {
    // Browsers that do not know the word turn pictures upright without it.
    if (error instanceof TypeError) return createImageBitmap(picture).catch(refuse);
    return refuse(error);
  }
}

function refuse(cause: unknown): never {
  const text = 'unable to read a picture; the browser cannot decode it, see the cause.';
  throw new ChatError('attachment-broken', text, { cause });
}

/** The smallest form that fits, and looks as good as it can. */
async function encode(
  canvas: Canvas,
  context: Context,
  wasPng: boolean,
  maxSize: number,
): Promise<Blob> {
  // Pictures of a screen have few colours: without loss they are often smaller, and always sharper.
  const png = wasPng ? await toBlob(canvas, 'image/png', 1) : undefined;
  const sharp = png && png.size <= maxSize ? png : undefined;
  const first = await toBlob(canvas, 'image/webp', QUALITIES[0]);
  const type = first.type === 'image/webp' ? first.type : 'image/jpeg';
  if (sharp && (type === 'image/jpeg' || sharp.size <= first.size)) return sharp;
  // JPEG has no transparency: it would become black.
  if (type === 'image/jpeg') fillBehind(canvas, context);
  for (const quality of QUALITIES) {
    const bytes =
      type === first.type && quality === QUALITIES[0] ? first : await toBlob(canvas, type, quality);
    if (bytes.size <= maxSize) return bytes;
  }
  if (sharp) return sharp;
  throw new ChatError(
    'attachment-too-large',
    `unable to take a picture; it has more than ${maxSize} bytes even at the lowest quality.`,
  );
}

function fillBehind({ width, height }: Canvas, context: Context): void {
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
}

/** @returns a blob of another type (PNG) where the browser cannot encode this one */
async function toBlob(canvas: Canvas, type: string, quality = 1): Promise<Blob> {
  const blob = await ('convertToBlob' in canvas
    ? canvas.convertToBlob({ type, quality }).catch((error: unknown) => {
        throw asChatError(error, 'write a picture', 'attachment-broken');
      })
    : new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality)));
  if (blob) return blob;
  throw new ChatError('attachment-broken', 'unable to write a picture; the browser encodes none.');
}

function createCanvas(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function contextOf(canvas: Canvas): Context {
  const context = canvas.getContext('2d') as Context | null;
  if (context) return context;
  throw new ChatError('attachment-broken', 'unable to draw a picture; the browser has no canvas.');
}

/**
 * Browsers that hide what tells one visitor from another give noise in place of a canvas's colours: the visitor would send
 * that.
 */
function requireTrueColours(context: Context): void {
  context.fillStyle = '#3a7';
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  context.clearRect(0, 0, 1, 1);
  const off = Math.max(Math.abs(red - 0x33), Math.abs(green - 0xaa), Math.abs(blue - 0x77));
  if (off <= COLOUR_TOLERANCE) return;
  throw new ChatError(
    'attachment-broken',
    'unable to take a picture; this browser keeps pages from reading a canvas, so that no picture can be made smaller.',
  );
}
