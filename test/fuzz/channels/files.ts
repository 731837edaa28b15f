import { createHash } from 'node:crypto';
import { fileKey, PART_BYTES } from '../../../src/protocol/attachments.js';
import { createMessageId } from '../../../src/protocol/ids.js';
import { chosenFile, storedFile, type FileCase, type StoredFileCase } from '../cases/files.js';
import { REAL_PICTURES } from '../cases/real-pictures.js';
import type { FileOutcome } from '../page-files.js';
import { CACHE, type World } from '../world.js';
import type { Channel } from './channel.js';

/** A picture among hostile files, which must be shown. */
const HONEST: FileCase = {
  base64: REAL_PICTURES.png.toString('base64'),
  name: 'cat.png',
  type: 'image/png',
};
const HONEST_STORED: StoredFileCase = { ...HONEST, width: 3, height: 2, times: 1, harm: 'none' };

/** In characters, with its ending. */
const MAX_NAME_LENGTH = 80;
/** One line, in the order in which it is written, and a name for every file system. */
const SAFE_NAME = /^(?![. ])[^\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}/\\<>:"|?*]+(?<![. ])$/u;
/** What is wrong with a file, in the words of the product. */
const CHOICE_ERRORS = /^attachment-(?:broken|too-large|not-allowed)$/;
const FETCH_ERRORS = /^(?:attachment-(?:broken|too-large|lost)|service-rejected)$/;

export const chosenFiles: Channel<FileCase> = {
  name: 'chosen files',
  cases: chosenFile,
  share: 8,
  batch: 9, // with an honest one, the most of one message
  // A file that is refused writes a line to the console.
  mayFail: true,
  async feed({ page, newRoom, filesTokenUrl }, cases) {
    await page.evaluate(
      (room, tokenUrl) => fuzz.enter({ room, 'token-url': tokenUrl }, ['connected']),
      newRoom(),
      filesTokenUrl,
    );
    const outcomes = await page.evaluate((cases) => fuzz.chooseFiles(cases), [
      ...cases,
      HONEST,
    ] as FileCase[]);
    const complaints = outcomes.flatMap(judgeName);
    for (const { error = 'attachment-broken' } of outcomes) {
      if (!CHOICE_ERRORS.test(error)) complaints.push(`a chosen file: ${error}`);
    }
    if (outcomes.length !== cases.length + 1) complaints.push('lost: a chosen file');
    if (outcomes.at(-1)?.error !== undefined) complaints.push('lost: an honest picture');
    return complaints;
  },
};

export const storedFiles: Channel<StoredFileCase> = {
  name: 'stored files',
  cases: storedFile,
  share: 8,
  batch: 12,
  mayFail: false,
  async feed(world, cases) {
    const { page, newRoom, filesTokenUrl } = world;
    const room = newRoom();
    const all = [...cases, HONEST_STORED].map((it) => store(world, room, it));
    await page.evaluate(
      (room, tokenUrl) => fuzz.enter({ room, 'token-url': tokenUrl }, ['connected']),
      room,
      filesTokenUrl,
    );
    const outcomes = await page.evaluate(() => fuzz.fetchFiles());
    const read = all.filter(({ isReadable }) => isReadable);
    if (outcomes.length !== read.length) {
      return [`${String(outcomes.length)} files, not ${String(read.length)}`];
    }
    return outcomes.flatMap((outcome, index) => [
      ...judgeName(outcome),
      ...judgeFetched(outcome, read[index]),
    ]);
  },
};

/** A file as its message describes it, and as the room has it. */
interface Stored {
  /** Whether a message may have such a file at all. */
  readonly isReadable: boolean;
  /** Whether the room has what the message says. */
  readonly isWhole: boolean;
  readonly isHonest: boolean;
  readonly isPicture: boolean;
}

function store({ momento }: World, room: string, it: StoredFileCase): Stored {
  const { base64, name, type, width, height, times, harm } = it;
  const whole = Buffer.concat(Array<Buffer>(times).fill(Buffer.from(base64, 'base64')));
  const id = createMessageId(Date.now());
  const attachment = {
    ...{ id, name, type },
    size: harm === 'another size' ? whole.length + 1 : whole.length,
    sha256: harm === 'another hash' ? 'a'.repeat(43) : hashOf(whole),
    ...(width > 0 ? { width } : {}),
    ...(height > 0 ? { height } : {}),
  };
  const parts: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += PART_BYTES) {
    parts.push(whole.subarray(at, at + PART_BYTES));
  }
  const stored = harmed(parts, harm);
  stored.forEach((bytes, part) => {
    const key = fileKey(room, id, part);
    if (bytes === 'a list') momento.direct.listPush({ cache: CACHE, list: key, values: ['x'] });
    else if (bytes) momento.direct.set({ cache: CACHE, key, bytes });
  });
  const message = { id, username: 'Grace', message: `File ${id}`, attachments: [attachment] };
  momento.direct.listPush({ cache: CACHE, list: room, values: [JSON.stringify(message)] });
  const had = stored.filter((bytes): bytes is Uint8Array => bytes instanceof Uint8Array);
  const isSame =
    parts.length === had.length && parts.every((bytes, at) => hashOf(bytes) === hashOf(had[at]));
  return {
    isReadable: attachment.size > 0 && /^[a-z]+\/[a-z0-9.+-]{1,60}$/.test(type),
    isWhole: isSame && !harm.startsWith('another'),
    isHonest: it === HONEST_STORED,
    isPicture: /^image\/(?:png|jpeg|gif|webp)$/.test(type) && width > 0 && height > 0,
  };
}

/** @returns the parts as the room has them; undefined: it has not */
function harmed(
  parts: readonly Uint8Array[],
  harm: StoredFileCase['harm'],
): readonly (Uint8Array | 'a list' | undefined)[] {
  const last = parts.at(-1) ?? new Uint8Array();
  const others = parts.slice(0, -1);
  switch (harm) {
    case 'altered':
      return [...others, last.map((byte, at) => (at === last.length >> 1 ? byte ^ 1 : byte))];
    case 'missing':
      return others;
    case 'longer':
      return [...others, Buffer.concat([last, Buffer.alloc(70_000)])];
    case 'shorter':
      return [...others, last.subarray(1)];
    case 'one byte':
      return parts.map(() => Uint8Array.of(0));
    case 'empty':
      return parts.map(() => new Uint8Array());
    case 'a list':
      return [...others, 'a list'];
    case 'swapped':
      return [last, ...others];
    default:
      return parts;
  }
}

function judgeName({ name }: FileOutcome): string[] {
  const isSafe = SAFE_NAME.test(name) && [...name].length <= MAX_NAME_LENGTH;
  return isSafe ? [] : [`shown, and no name: ${JSON.stringify(name.slice(0, 100))}`];
}

/** Nothing is got that the message does not describe, and nothing else is withheld. */
function judgeFetched({ error, blobType }: FileOutcome, stored: Stored | undefined): string[] {
  const isGot = error === undefined;
  if (!isGot && !FETCH_ERRORS.test(error)) return [`a fetched file: ${error}`];
  if (isGot && !stored?.isWhole) return ['a file is shown that is not what its message says'];
  if (stored?.isHonest && !isGot) return [`lost: an honest picture, ${error}`];
  if (stored?.isPicture) return isGot && !blobType?.startsWith('image/') ? ['a picture'] : [];
  if (stored?.isWhole && !isGot) return [`lost: a file, ${error}`];
  const isSaved = blobType === undefined || blobType === 'application/octet-stream';
  return isSaved ? [] : [`a file is of the type ${blobType}`];
}

function hashOf(bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
