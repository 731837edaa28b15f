import { expect } from '@open-wc/testing';
import { movingPicture } from '../../src/files/animation.js';
import { prepare, type Prepared } from '../../src/files/prepare.js';
import type { AttachmentRules } from '../../src/protocol/attachments.js';
import type { ChatError } from '../../src/protocol/errors.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { readPictureHeader } from '../../src/protocol/picture-header.js';
import {
  bytesOf,
  movingPng,
  movingWebp,
  pngHeader,
  stillPicture,
  webpHeader,
} from './moving-pictures.js';

const RULES: AttachmentRules = { types: 'images', maxSize: 1024 * 1024 };
const SECRET = 'SECRET-PLACE';

function prepared(bytes: Uint8Array<ArrayBuffer>, type: string, rules = RULES): Promise<Prepared> {
  return prepare(new File([bytes], 'cat', { type }), rules, createMessageId(Date.now()));
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'none',
    (reason: unknown) => (reason as ChatError).code,
  );
}

/** How many pictures it shows; undefined where the browser does not say. */
async function framesOf(blob: Blob): Promise<number | undefined> {
  if (typeof ImageDecoder !== 'function' || !(await ImageDecoder.isTypeSupported(blob.type))) {
    return undefined;
  }
  const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type: blob.type });
  await decoder.completed;
  return decoder.tracks.selectedTrack?.frameCount;
}

function textOf(bytes: ArrayBuffer): string {
  return new TextDecoder('latin1').decode(bytes);
}

const KINDS = {
  'image/png': { make: movingPng },
  'image/webp': { make: movingWebp },
} as const;

for (const [type, { make }] of Object.entries(KINDS)) {
  describe(`a moving picture (${type})`, () => {
    let frames: Uint8Array<ArrayBuffer>[];

    before(async function () {
      const colours = ['#f00', '#00f', '#0f0'];
      const made = await Promise.all(colours.map((colour) => stillPicture(60, 40, type, colour)));
      // WebKit writes no WebP.
      if (made.some((frame) => frame === undefined)) this.skip();
      frames = made.filter((frame) => frame !== undefined);
    });

    it('keeps moving, without what stands beside its pixels', async () => {
      const source = make(frames, { words: SECRET });
      expect(textOf(source.buffer)).to.contain(SECRET);
      const { attachment, bytes } = await prepared(source, type);
      expect(attachment).to.include({ type, width: 60, height: 40, size: bytes.size });
      const content = await bytes.arrayBuffer();
      expect(textOf(content)).not.to.contain(SECRET);
      expect(readPictureHeader(new Uint8Array(content))).to.deep.equal({
        type,
        width: 60,
        height: 40,
      });
      expect(await framesOf(bytes)).to.be.oneOf([3, undefined]);
      const bitmap = await createImageBitmap(bytes);
      expect([bitmap.width, bitmap.height]).to.deep.equal([60, 40]);
    });

    it('is refused where it is larger than the room takes', async () => {
      const source = make(frames, { words: SECRET });
      const { bytes } = await prepared(source, type);
      // Without the words it fits.
      expect(await codeOf(prepared(source, type, { ...RULES, maxSize: bytes.size }))).to.equal(
        'none',
      );
      const rules = { ...RULES, maxSize: bytes.size - 1 };
      expect(await codeOf(prepared(source, type, rules))).to.equal('attachment-too-large');
    });

    it('is refused where one of its pictures is larger than the whole', async () => {
      for (const claim of [
        { x: 2, y: 0, width: 60, height: 40 },
        { x: 0, y: 0, width: 16_000, height: 16_000 },
        { x: 0, y: 0, width: 60, height: 42 },
      ]) {
        const source = make(frames, { claim });
        expect(await codeOf(prepared(source, type))).to.equal('attachment-broken');
      }
    });

    it('is drawn anew where it is cut, or does not move', () => {
      const source = make(frames, {});
      const header = readPictureHeader(source);
      expect(header?.type).to.equal(type);
      if (!header) return;
      for (let length = 0; length < source.length; length += 7) {
        expect(movingPicture(source.slice(0, length), header) === undefined).to.equal(true);
      }
      const [still = new Uint8Array()] = frames;
      expect(movingPicture(still, header) === undefined).to.equal(true);
    });

    it('takes any bytes', () => {
      const source = make(frames, {});
      const header = readPictureHeader(source);
      if (!header) return;
      let seed = 7;
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return (seed >>> 8) % below;
      };
      for (let round = 0; round < 3_000; round += 1) {
        const bytes = source.slice();
        for (let changes = 0; changes < 4; changes += 1) {
          bytes[random(bytes.length)] = random(256);
        }
        try {
          const moving = movingPicture(bytes, header);
          expect(moving === undefined || moving.size <= bytes.length).to.equal(true);
        } catch (error) {
          expect((error as ChatError).code).to.equal('attachment-broken');
        }
      }
    });
  });
}

describe('a moving picture that takes all memory to show', () => {
  it('is refused by its header', async () => {
    const moves = bytesOf('acTL');
    const png = Uint8Array.from([...pngHeader(16_000, 16_000), ...moves]);
    expect(await codeOf(prepared(png, 'image/png'))).to.equal('attachment-too-large');
    const webp = webpHeader('VP8X', 16_000, 16_000);
    webp[20] = 2;
    expect(await codeOf(prepared(webp, 'image/webp'))).to.equal('attachment-too-large');
  });
});
