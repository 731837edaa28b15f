import fc, { type Arbitrary } from 'fast-check';
import { text } from '../hostile.js';
import { REAL_PICTURES, SIDES_AT, type PictureName } from './real-pictures.js';

/** A file of a visitor's disk, or of a room. */
export interface FileCase {
  readonly base64: string;
  readonly name: string;
  /** As the browser, or the writer of a message, claims it. */
  readonly type: string;
}

/** What a browser would open as a document, or run. */
const DOCUMENTS = [
  '<!doctype html><script>pwned()</script>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="pwned()"><script>pwned()</script></svg>',
  '\u00ef\u00bb\u00bf<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  '<?xml-stylesheet href="data:,x"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
  '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(pwned())>>>>endobj',
  '*/=pwned();/*',
  '\0\0\0\u0018ftypheic\0\0\0\0mif1heic',
  '\0\0\0\u0018ftypavif\0\0\0\0mif1avif',
  'BM\u0046\0\0\0\0\0\0\0',
];

const TYPES = [
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml', 'image/heic'],
  ...['text/html', 'application/xhtml+xml', 'text/xml', 'application/pdf', 'text/javascript', ''],
  ...['TEXT/HTML;charset=x', 'image/png, text/html', 'text/html\n', 'multipart/x-mixed-replace'],
];

const names = Object.keys(REAL_PICTURES) as PictureName[];
const latin = (content: string): Buffer => Buffer.from(content, 'latin1');
const tail = fc.constantFrom(...DOCUMENTS).map(latin);
const real = fc.constantFrom(...names).map((name) => REAL_PICTURES[name]);

/** A header that claims other sides: of none, of a bomb, of anything. */
const lying = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.oneof(fc.constantFrom(0, 1, 4096, 16_384, 65_535, 2 ** 31), fc.nat(2 ** 32 - 1)), {
      ...{ minLength: 4, maxLength: 4 },
    }),
  )
  .map(([name, numbers]) => {
    const bytes = Buffer.from(REAL_PICTURES[name]);
    SIDES_AT[name].forEach(({ at, bytes: count, little }, index) => {
      const value = (numbers[index] ?? 0) % 2 ** (8 * count);
      if (little) bytes.writeUIntLE(value, at, count);
      else bytes.writeUIntBE(value, at, count);
    });
    return bytes;
  });

const place = fc.double({ min: 0, max: 1, noNaN: true });

/** Cut, or with other bytes here and there. */
const damaged = fc
  .tuple(
    fc.oneof(real, lying),
    fc.array(fc.tuple(fc.constantFrom('cut', 'set', 'insert', 'repeat'), place, fc.uint8Array()), {
      ...{ minLength: 1, maxLength: 4 },
    }),
  )
  .map(([source, changes]) =>
    changes.reduce((bytes, [kind, where, given]) => {
      const at = Math.floor(where * bytes.length);
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
      switch (kind) {
        case 'cut':
          return before;
        case 'set':
          return Buffer.concat([before, given, after.subarray(given.length)]);
        case 'insert':
          return Buffer.concat([before, given, after]);
        default:
          return Buffer.concat([before, after.subarray(0, 64), after]);
      }
    }, source),
  );

/** Two things at once: a picture, and a document behind it or in it. */
const polyglot = fc
  .tuple(fc.oneof(real, lying), tail, fc.constantFrom('behind', 'before', 'in'))
  .map(([picture, document, where]) => {
    if (where === 'behind') return Buffer.concat([picture, document]);
    if (where === 'before') return Buffer.concat([document, picture]);
    return Buffer.concat([picture.subarray(0, 13), document, picture.subarray(13)]);
  });

/** The bytes of a file. */
export const fileBytes: Arbitrary<Buffer> = fc.oneof(
  { weight: 3, arbitrary: lying },
  { weight: 4, arbitrary: damaged },
  { weight: 3, arbitrary: polyglot },
  { weight: 2, arbitrary: tail },
  { weight: 1, arbitrary: real },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant(Buffer.alloc(0)) },
);

const PATHS = ['/', '\\', '..', '.', '...', ' ', '~', 'C:', 'CON', 'aux.txt', '%2e%2e%2f', '\0'];
const ENDINGS = ['.png', '.jpeg', '.html', '.exe', '.svg', '.PNG', '.', '. ', '.tar.gz', ''];

/** The name of a file, as a disk or a stranger gives it. */
export const fileName: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(text, fc.constantFrom(...ENDINGS)).map((it) => it.join('')) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...PATHS, ...ENDINGS), text), { maxLength: 6 })
      .map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...'a.\u202e\u200b\u0301\ud83d 漢'),
        fc.constantFrom(79, 80, 81, 10_000),
        fc.constantFrom(...ENDINGS),
      )
      .map(([letter, count, ending]) => letter.repeat(count) + ending),
  },
);

const fileType = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TYPES) },
  { weight: 1, arbitrary: text },
);

export const chosenFile: Arbitrary<FileCase> = fc.record({
  base64: fileBytes.map((bytes) => bytes.toString('base64')),
  name: fileName,
  type: fileType,
});

/** A file of a message that anybody has written: what the message says, and what the room has. */
export interface StoredFileCase extends FileCase {
  /** Of the message, in pixels; 0: none. */
  readonly width: number;
  readonly height: number;
  /** How often the bytes are repeated, so that files have several parts. */
  readonly times: number;
  readonly harm: (typeof HARMS)[number];
}

/** What is wrong with the stored parts. */
const HARMS = [
  ...(['none', 'none', 'altered', 'missing', 'longer', 'shorter', 'one byte', 'empty'] as const),
  ...(['a list', 'another hash', 'another size', 'swapped'] as const),
];

const SIDES = [1, 2, 3, 0, 16_384, 6000] as const;

export const storedFile: Arbitrary<StoredFileCase> = fc.record({
  base64: fileBytes.map((bytes) => bytes.toString('base64')),
  name: fileName,
  type: fc.constantFrom(...TYPES.slice(0, 11)),
  width: fc.constantFrom(...SIDES),
  height: fc.constantFrom(...SIDES),
  times: fc.constantFrom(1, 1, 1, 700),
  harm: fc.constantFrom(...HARMS),
});
