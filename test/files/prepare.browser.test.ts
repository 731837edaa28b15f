import { expect } from '@open-wc/testing';
import { prepare, type Prepared } from '../../src/files/prepare.js';
import { readPictureHeader } from '../../src/protocol/picture-header.js';
import { LONGEST_SIDE } from '../../src/files/shrink.js';
import type { AttachmentRules } from '../../src/protocol/attachments.js';
import type { ChatError } from '../../src/protocol/errors.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { bytesOf, gifHeader, pngHeader } from './pictures.js';

const ANY: AttachmentRules = { types: 'any', maxSize: 1024 * 1024 };
const IMAGES: AttachmentRules = { types: 'images', maxSize: 1024 * 1024 };

/** A picture whose left half is red, and its right half blue, or noise. */
async function picture(
  width: number,
  height: number,
  type: string,
  noise = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  if (noise) {
    const data = context.getImageData(0, 0, width, height);
    let seed = 1;
    for (let at = 0; at < data.data.length; at += 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      data.data[at] = at % 4 === 3 ? 255 : seed >>> 24;
    }
    context.putImageData(data, 0, 0);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9));
  return new Uint8Array(await (blob as Blob).arrayBuffer());
}

/** The JPEG with an EXIF segment that turns it by a quarter, and has a secret. */
function turned(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const tiff = [
    ...bytesOf('MM\0*\0\0\0\u0008'),
    // One entry: the orientation (0x112), a short, of which there is one: 6.
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
    ...bytesOf('SECRET-PLACE'),
  ];
  const body = [...bytesOf('Exif\0\0'), ...tiff];
  const segment = [0xff, 0xe1, 0, body.length + 2, ...body];
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

function prepared(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  type: string,
  rules = ANY,
): Promise<Prepared> {
  return prepare(new File([bytes], name, { type }), rules, createMessageId(Date.now()));
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason as ChatError,
  );
  return error ? `${error.name} ${error.code}` : 'none';
}

async function colourAt(blob: Blob, x: number, y: number): Promise<string> {
  const bitmap = await createImageBitmap(blob);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  const [red = 0, , blue = 0] = context.getImageData(x, y, 1, 1).data;
  return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : 'another';
}

describe('the preparation of a file', () => {
  it('makes a large picture smaller, and describes what is sent', async () => {
    const bytes = await picture(2400, 1200, 'image/jpeg');
    const { attachment, bytes: sent } = await prepared(bytes, 'cat.JPEG', 'image/jpeg', IMAGES);
    expect([attachment.width, attachment.height]).to.deep.equal([LONGEST_SIDE, LONGEST_SIDE / 2]);
    const content = await sent.arrayBuffer();
    expect(readPictureHeader(new Uint8Array(content))).to.deep.equal({
      type: attachment.type,
      width: LONGEST_SIDE,
      height: LONGEST_SIDE / 2,
    });
    expect(attachment.type).to.match(/^image\/(?:webp|jpeg)$/);
    expect(attachment.name).to.equal(attachment.type === 'image/webp' ? 'cat.webp' : 'cat.jpg');
    expect([sent.size, sent.type]).to.deep.equal([attachment.size, attachment.type]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
    const hash = btoa(String.fromCharCode(...digest))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace('=', '');
    expect(attachment.sha256).to.equal(hash);
    expect(await colourAt(sent, 10, 10)).to.equal('red');
    expect(await colourAt(sent, LONGEST_SIDE - 10, 10)).to.equal('blue');
  });

  it('turns a picture upright, and leaves out what a camera wrote beside it', async () => {
    const bytes = turned(await picture(80, 40, 'image/jpeg'));
    const { attachment, bytes: sent } = await prepared(bytes, 'a.jpg', 'image/jpeg');
    expect([attachment.width, attachment.height]).to.deep.equal([40, 80]);
    expect(await colourAt(sent, 20, 5)).to.equal('red');
    expect(await colourAt(sent, 20, 75)).to.equal('blue');
    expect(await sent.text()).not.to.contain('SECRET-PLACE');
  });

  it('leaves a picture of few colours sharp, and one that is small as large as it is', async () => {
    const { attachment } = await prepared(
      await picture(60, 20, 'image/png'),
      'screen.png',
      'image/png',
    );
    expect([attachment.width, attachment.height]).to.deep.equal([60, 20]);
    expect(attachment.type).to.match(/^image\/(?:png|webp)$/);
  });

  it('lowers the quality until the picture fits, or refuses it', async () => {
    const bytes = await picture(700, 700, 'image/jpeg', true);
    const best = await prepared(bytes, 'a.jpg', 'image/jpeg');
    const maxSize = Math.floor(best.bytes.size * 0.7);
    const smaller = await prepared(bytes, 'a.jpg', 'image/jpeg', { types: 'images', maxSize });
    expect(smaller.bytes.size).to.be.at.most(maxSize);
    const tiny = prepared(bytes, 'a.jpg', 'image/jpeg', { types: 'images', maxSize: 500 });
    expect(await codeOf(tiny)).to.equal('ChatError attachment-too-large');
  });

  it('goes by the bytes, whatever the name and the type are', async () => {
    const bytes = await picture(30, 20, 'image/png');
    const { attachment } = await prepared(bytes, 'notes.txt', 'text/html', IMAGES);
    expect(attachment.name).to.match(/^notes\.txt\.(?:png|webp)$/);
    const { attachment: file } = await prepared(
      bytesOf('<p>'),
      'a.png.html',
      'text/html;charset=x',
    );
    expect([file.type, file.name, file.width]).to.deep.equal([
      'text/html',
      'a.png.html',
      undefined,
    ]);
  });

  it('leaves a GIF as it is', async () => {
    const gif = gifHeader(40, 30);
    const { attachment, bytes } = await prepared(gif, 'cat.gif', 'image/gif', IMAGES);
    expect([attachment.type, attachment.width, attachment.name]).to.deep.equal([
      'image/gif',
      40,
      'cat.gif',
    ]);
    expect(new Uint8Array(await bytes.arrayBuffer())).to.deep.equal(gif);
    const rules: AttachmentRules = { types: 'images', maxSize: gif.length - 1 };
    const tooLarge = prepared(gif, 'cat.gif', 'image/gif', rules);
    expect(await codeOf(tooLarge)).to.equal('ChatError attachment-too-large');
  });

  it('refuses what the room does not take', async () => {
    const file = prepared(bytesOf('%PDF'), 'a.pdf', 'application/pdf', IMAGES);
    expect(await codeOf(file)).to.equal('ChatError attachment-not-allowed');
    const large = prepared(new Uint8Array(101).fill(1), 'a.bin', '', {
      types: 'any',
      maxSize: 100,
    });
    expect(await codeOf(large)).to.equal('ChatError attachment-too-large');
  });

  it('refuses what is no picture that browsers can read', async () => {
    const cases: [Uint8Array<ArrayBuffer>, string][] = [
      [new Uint8Array(), 'text/plain'],
      [bytesOf('\0\0\0\u0018ftypheic'), 'image/heic'],
      [bytesOf('\0\0\0\u0018ftypheic'), ''],
      [bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
      [bytesOf('no picture'), 'image/png'],
      // Only the header of a picture.
      [pngHeader(40, 30), 'image/png'],
    ];
    for (const [bytes, type] of cases) {
      expect(await codeOf(prepared(bytes, 'a', type))).to.equal('ChatError attachment-broken');
    }
    const bomb = prepared(pngHeader(16_000, 16_000), 'a.png', 'image/png');
    expect(await codeOf(bomb)).to.equal('ChatError attachment-too-large');
  });

  it('makes names and types fit for the wire', async () => {
    const { attachment } = await prepared(bytesOf('x'), '../\u202Eevil/\u202Egpj.exe', 'x/\u00fc');
    expect(attachment.name).to.equal('gpj.exe');
    expect(attachment.type).to.equal('application/octet-stream');
    const { attachment: picturesName } = await prepared(gifHeader(4, 3), '.GIF', 'image/gif');
    expect(picturesName.name).to.match(/\.gif$/);
  });
});
