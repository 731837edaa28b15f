import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { fileKey, PART_BYTES } from '../../src/protocol/attachments.js';
import { Random } from '../helpers/random.js';
import { partsOf, sentFile } from '../helpers/sent-files.js';
import { largeFile } from './sources.js';
import { StoredFiles } from './stored-files.js';

const [CACHE, ROOM] = ['cache', 'room'];

describe('StoredFiles', () => {
  let momento: LocalMomento;
  let files: StoredFiles;
  const source = largeFile(new Random(1));
  const { attachment } = sentFile(new Uint8Array(source.bytes), { name: 'cat.bin' });
  const element = JSON.stringify({ id: 'm1', message: '', attachments: [attachment] });

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE] });
    files = new StoredFiles(momento, CACHE, ROOM);
    files.choose('cat', source);
  });

  afterEach(() => momento.close());

  /** @param count how many parts */
  function store(count: number): void {
    for (const [part, bytes] of partsOf(new Uint8Array(source.bytes)).slice(0, count).entries()) {
      momento.direct.set({ cache: CACHE, key: fileKey(ROOM, attachment.id, part), bytes });
    }
  }

  it('notices a message whose files are not all there', () => {
    store(2);
    files.announce(element);
    const fault = `${String(2 * PART_BYTES)} of its ${String(attachment.size)} bytes`;
    expect(files.early).toEqual([{ id: 'm1', name: 'cat', fault }]);
  });

  it('is content with one whose files are there', () => {
    store(3);
    files.announce(element);
    expect(files.early).toEqual([]);
    expect(files.hashes.get('cat')).toBe(attachment.sha256);
  });

  it('expects nothing of files from before the engine lost its data', () => {
    files.lose();
    files.announce(element);
    expect(files.early).toEqual([]);
    expect([...files.mayBeLost]).toEqual(['cat']);
  });

  it('finds what is left of a message that is in no list', () => {
    store(3);
    files.announce(element);
    expect(files.leftBeside([element])).toEqual([]);
    const fault = `${String(attachment.size)} bytes`;
    expect(files.leftBeside([])).toEqual([{ id: 'm1', name: 'cat', fault }]);
  });
});
