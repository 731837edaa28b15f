import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanFileName,
  fileKey,
  filePrefix,
  isPicture,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  PART_BYTES,
  partCount,
  readAttachments,
  uploadKey,
  uploadPrefix,
} from '../../src/protocol/attachments.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { parseItem } from '../../src/protocol/item.js';

const FILE = {
  id: createMessageId(1),
  name: 'cat.png',
  type: 'image/png',
  size: 70_000,
  sha256: 'aB3_-'.repeat(8) + 'abc',
  width: 400,
  height: 300,
};

function read(changes: object): unknown {
  return readAttachments([{ ...FILE, ...changes }]).attachments?.[0];
}

describe('the files of a message', () => {
  it('are read as they were written', () => {
    expect(readAttachments([FILE])).toEqual({ attachments: [FILE] });
    expect(read({ alt: 'A cat', url: 'https://files.example/cat' })).toEqual({
      ...FILE,
      alt: 'A cat',
      url: 'https://files.example/cat',
    });
  });

  it.each([
    ['no id', { id: '' }],
    ['an id with a path', { id: '../../other' }],
    ['no size', { size: 0 }],
    ['a broken size', { size: 1.5 }],
    ['a size beyond the limit', { size: MAX_ATTACHMENT_BYTES + 1 }],
    ['a type that is none', { type: 'image/png; charset=x' }],
    ['a hash of another length', { sha256: 'abc' }],
    ['a URL that runs', { url: 'javascript:alert(1)' }],
    ['a URL of bytes', { url: 'data:image/png;base64,AAAA' }],
  ])('are left out with %s', (_, changes) => {
    expect(read(changes)).toBeUndefined();
  });

  it('lose dimensions that no picture has', () => {
    for (const changes of [{ width: 0 }, { height: 1e9 }, { width: '400' }, { width: NaN }]) {
      expect(read(changes)).not.toHaveProperty('width');
      expect(read(changes)).not.toHaveProperty('height');
    }
  });

  it('are so many at most, and each id counts once', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...FILE,
      id: createMessageId(index + 5),
    }));
    expect(readAttachments(many).attachments).toHaveLength(MAX_ATTACHMENTS);
    expect(readAttachments([FILE, { ...FILE, name: 'other' }]).attachments).toEqual([FILE]);
  });

  it('make a message of an item without a text', () => {
    const item = JSON.stringify({ id: 'm', username: 'Ada', message: '', attachments: [FILE] });
    expect(parseItem(item)).toMatchObject({ kind: 'message', message: { attachments: [FILE] } });
    const broken = JSON.stringify({ id: 'm', username: 'Ada', message: '', attachments: [{}] });
    expect(parseItem(broken)).toEqual({ kind: 'dropped', reason: 'empty' });
  });

  it('are read from anything without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { attachments = [] } = readAttachments([value, value]);
        expect(attachments.length).toBeLessThan(2);
      }),
    );
  });

  it('are pictures by their type, and with their dimensions alone', () => {
    expect(isPicture(FILE)).toBe(true);
    expect(isPicture({ ...FILE, type: 'image/svg+xml' })).toBe(false);
    const { width, height, ...other } = FILE;
    expect(width * height).toBeGreaterThan(0);
    expect(isPicture(other)).toBe(false);
  });

  it('have a part for each begun block of bytes', () => {
    expect([1, PART_BYTES, PART_BYTES + 1].map((size) => partCount({ size }))).toEqual([1, 1, 2]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\cat.png', 'cat.png'],
    ['cat\u202Egnp.exe', 'cat gnp.exe'],
    ['a\u0000b\nc.png', 'a b c.png'],
    ['.htaccess', 'htaccess'],
    ['trailing. . ', 'trailing'],
    ['.. a.exe', 'a.exe'],
    ['a<b>:"c|d?.png', 'a_b___c_d_.png'],
    ['', 'file'],
    ['猫の写真.png', '猫の写真.png'],
    [42, 'file'],
  ])('%j becomes %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('is cut before its ending', () => {
    const name = cleanFileName(`${'long '.repeat(60)}.jpeg`);
    expect([...name].length).toBeLessThanOrEqual(80);
    expect(name).toMatch(/….jpeg$/);
  });
});

describe('the keys of files', () => {
  it('begin with the prefix of their own room and user, and with no other', () => {
    const names = ['a', 'a"', 'a","b', '["a', 'a\\', 'a\\"', 'a,', 'ab'];
    for (const room of names) {
      for (const other of names) {
        expect(fileKey(other, FILE.id, 0).startsWith(filePrefix(room))).toBe(room === other);
        const key = uploadKey('room', other, FILE.id, 0);
        expect(key.startsWith(uploadPrefix('room', room))).toBe(room === other);
        expect(uploadKey(other, 'u', FILE.id, 0).startsWith(uploadPrefix(room, 'u'))).toBe(
          room === other,
        );
      }
    }
  });
});
