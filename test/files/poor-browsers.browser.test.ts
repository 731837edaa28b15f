import { expect } from '@open-wc/testing';
import { prepare, type Prepared } from '../../src/files/prepare.js';
import type { AttachmentRules } from '../../src/protocol/attachments.js';
import type { ChatError } from '../../src/protocol/errors.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { readPictureHeader } from '../../src/protocol/picture-header.js';
import { bytesOf } from './pictures.js';

const RULES: AttachmentRules = { types: 'any', maxSize: 1024 * 1024 };

/** Noise, which JPEG makes smaller than PNG, and nothing in the right half. */
async function halfEmpty(): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 100 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const data = context.createImageData(100, 100);
  let seed = 1;
  for (let at = 0; at < data.data.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    data.data[at] = at % 4 === 3 ? 255 : seed >>> 24;
  }
  context.putImageData(data, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([blob ?? ''], 'cat.png', { type: 'image/png' });
}

/** The colour of a point, and how much of it there is. */
async function colourAt(bytes: Blob, x: number, y: number): Promise<readonly number[]> {
  const bitmap = await createImageBitmap(bytes);
  const { width, height } = bitmap;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(x, y, 1, 1).data];
}

function prepared(file: File, rules = RULES): Promise<Prepared> {
  return prepare(file, rules, createMessageId(Date.now()));
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason as ChatError,
  );
  return error ? `${error.name} ${error.code}` : 'none';
}

describe('the preparation of a file, in a browser that lacks something', () => {
  const restore: (() => void)[] = [];

  /** Gives an object another member, until the test ends. */
  function replace(target: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    restore.push(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  }

  /** Lets canvases write PNG in place of WebP, as WebKit does. */
  function writeNoWebp(): void {
    const { prototype } = HTMLCanvasElement;
    const toBlob = Reflect.get(prototype, 'toBlob');
    replace(prototype, 'toBlob', function (this: HTMLCanvasElement, ...args: unknown[]) {
      const [callback, type, quality] = args as Parameters<HTMLCanvasElement['toBlob']>;
      toBlob.call(this, callback, type === 'image/webp' ? 'image/png' : type, quality);
    });
    if (typeof OffscreenCanvas !== 'function') return;
    const offscreen = OffscreenCanvas.prototype;
    const convert = Reflect.get(offscreen, 'convertToBlob');
    replace(offscreen, 'convertToBlob', function (this: OffscreenCanvas, options: object) {
      const { type = 'image/png', ...rest } = options as ImageEncodeOptions;
      return convert.call(this, { ...rest, type: type === 'image/webp' ? 'image/png' : type });
    });
  }

  afterEach(() => {
    for (const undo of restore.splice(0).reverse()) undo();
  });

  for (const canvas of ['OffscreenCanvas', 'a canvas of the document']) {
    describe(`with ${canvas}`, () => {
      beforeEach(function () {
        if (canvas !== 'OffscreenCanvas') replace(globalThis, 'OffscreenCanvas', undefined);
        else if (typeof OffscreenCanvas !== 'function') this.skip();
      });

      it('sends a picture that its message describes', async () => {
        const { attachment, bytes } = await prepared(await halfEmpty());
        expect([attachment.width, attachment.height]).to.deep.equal([200, 100]);
        const content = new Uint8Array(await bytes.arrayBuffer());
        expect(content.length).to.equal(attachment.size);
        expect(readPictureHeader(content)?.type).to.equal(attachment.type);
      });

      it('writes JPEG where WebP is unknown, on white in place of nothing', async () => {
        writeNoWebp();
        const sharp = await prepared(await halfEmpty());
        // Without a loss, as long as it fits.
        expect(sharp.attachment.type).to.equal('image/png');
        const maxSize = sharp.attachment.size - 1;
        const { attachment, bytes } = await prepared(await halfEmpty(), { ...RULES, maxSize });
        expect([attachment.type, attachment.name]).to.deep.equal(['image/jpeg', 'cat.jpg']);
        const content = new Uint8Array(await bytes.arrayBuffer());
        expect(readPictureHeader(content)?.type).to.equal('image/jpeg');
        for (const part of await colourAt(bytes, 180, 50)) expect(part).to.be.above(240);
      });

      it('says so where no picture can be written', async () => {
        replace(HTMLCanvasElement.prototype, 'toBlob', (callback: BlobCallback) => callback(null));
        if (canvas === 'OffscreenCanvas') {
          const fail = (): Promise<Blob> => Promise.reject(new DOMException('', 'EncodingError'));
          replace(OffscreenCanvas.prototype, 'convertToBlob', fail);
        }
        const bytes = new File([PIXEL], 'a.png', { type: 'image/png' });
        expect(await codeOf(prepared(bytes))).to.equal('ChatError attachment-broken');
      });

      it('says so where nothing can be drawn', async () => {
        const { prototype } = canvas === 'OffscreenCanvas' ? OffscreenCanvas : HTMLCanvasElement;
        const bytes = new File([PIXEL], 'a.png', { type: 'image/png' });
        replace(prototype, 'getContext', () => null);
        expect(await codeOf(prepared(bytes))).to.equal('ChatError attachment-broken');
      });
    });
  }

  it('refuses to send noise in place of a picture', async () => {
    const file = await halfEmpty();
    const data = { data: Uint8ClampedArray.of(0, 0, 0, 255) };
    for (const { prototype } of [
      CanvasRenderingContext2D,
      ...('OffscreenCanvasRenderingContext2D' in globalThis
        ? [OffscreenCanvasRenderingContext2D]
        : []),
    ]) {
      replace(prototype, 'getImageData', () => data);
    }
    expect(await codeOf(prepared(file))).to.equal('ChatError attachment-broken');
  });

  it('decodes without a word for the orientation', async () => {
    const decode = createImageBitmap;
    replace(globalThis, 'createImageBitmap', (picture: Blob, ...options: unknown[]) => {
      if (options.length > 0) return Promise.reject(new TypeError('imageOrientation'));
      return decode(picture);
    });
    const { attachment } = await prepared(await halfEmpty());
    expect(attachment.width).to.equal(200);
  });

  it('explains on an insecure page why no file can be sent', async () => {
    replace(crypto, 'subtle', undefined);
    const file = new File([bytesOf('%PDF')], 'a.pdf', { type: 'application/pdf' });
    for (const chosen of [file, await halfEmpty()]) {
      expect(await codeOf(prepared(chosen))).to.equal('ChatError attachment-not-allowed');
    }
  });
});

/** A PNG of one pixel. */
const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (letter) => letter.charCodeAt(0),
);
