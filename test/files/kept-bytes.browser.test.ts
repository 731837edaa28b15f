import { expect } from '@open-wc/testing';
import { FileDatabase } from '../../src/files/file-database.js';
import { KeptBytes, MAX_KEPT_FILES } from '../../src/files/kept-bytes.js';
import { systemClock, type Clock } from '../../src/platform/clock.js';
import type { ChatError } from '../../src/protocol/errors.js';

const DAY_MS = 86_400_000;

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('momento-chat-files');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new Error('unable to delete the database'));
  });
}

describe('kept bytes', () => {
  let owner: string | undefined;
  let faults: ChatError[];
  let now: number;
  const opened: KeptBytes[] = [];
  const clock: Clock = { ...systemClock, now: () => now };

  /** As another page, or after a reload. */
  function page(database?: FileDatabase): KeptBytes {
    const kept = new KeptBytes({
      owner: () => owner,
      clock,
      onFault: (fault) => faults.push(fault),
      ...(database ? { database } : {}),
    });
    opened.push(kept);
    return kept;
  }

  async function textOf(kept: KeptBytes, id: string): Promise<string | undefined> {
    return (await kept.get(id))?.bytes.text();
  }

  beforeEach(() => {
    owner = 'ada';
    faults = [];
    now = Date.now();
  });

  afterEach(async () => {
    for (const kept of opened.splice(0)) kept.dispose();
    await deleteDatabase();
  });

  it('are there after a reload, with what is stored of them', async () => {
    const before = page();
    await before.keep('one', new Blob(['content'], { type: 'text/plain' }));
    await before.noteStored('one', [0, 1]);
    before.dispose();
    const kept = await page().get('one');
    expect(await kept?.bytes.text()).to.equal('content');
    expect([kept?.bytes.type, kept?.stored]).to.deep.equal(['text/plain', [0, 1]]);
    expect(faults).to.deep.equal([]);
  });

  it('are of one owner', async () => {
    const kept = page();
    await kept.keep('one', new Blob(['content']));
    owner = 'grace';
    expect(await kept.get('one')).to.equal(undefined);
    await kept.drop('one');
    owner = 'ada';
    expect(await textOf(kept, 'one')).to.equal('content');
  });

  it('are shared by tabs, and let go of', async () => {
    const [one, other] = [page(), page()];
    await Promise.all([one.keep('a', new Blob(['a'])), other.keep('b', new Blob(['b']))]);
    expect([await textOf(one, 'b'), await textOf(other, 'a')]).to.deep.equal(['b', 'a']);
    await one.drop('b');
    expect(await other.get('b')).to.equal(undefined);
    await one.noteStored('b', [1]);
    expect(await other.get('b')).to.equal(undefined);
  });

  it('make way for newer ones, and end after a day', async () => {
    const kept = page();
    for (let number = 0; number <= MAX_KEPT_FILES; number += 1) {
      now += 1;
      await kept.keep(`file ${number}`, new Blob(['x']));
    }
    expect(await kept.get('file 0')).to.equal(undefined);
    expect(await textOf(kept, 'file 1')).to.equal('x');
    now += DAY_MS;
    expect(await kept.get('file 1')).to.equal(undefined);
  });

  it('are bounded in bytes', async () => {
    const kept = page();
    const large = new Blob([new Uint8Array(5 * 1024 * 1024)]);
    for (let number = 0; number < 11; number += 1) {
      now += 1;
      await kept.keep(`file ${number}`, large);
    }
    expect(await kept.get('file 0')).to.equal(undefined);
    expect((await kept.get('file 1'))?.bytes.size).to.equal(large.size);
  });

  it('are in the page’s memory where there is no database, which is told once', async () => {
    class Broken extends FileDatabase {
      override put(): Promise<void> {
        return Promise.reject(new Error('full'));
      }
    }
    const kept = page(new Broken(clock));
    await kept.keep('one', new Blob(['content']));
    await kept.keep('two', new Blob(['more']));
    await kept.noteStored('one', [3]);
    expect(await textOf(kept, 'one')).to.equal('content');
    expect((await kept.get('one'))?.stored).to.deep.equal([3]);
    expect(faults.map(({ code }) => code)).to.deep.equal(['attachment-lost']);
    await kept.drop('one');
    expect(await kept.get('one')).to.equal(undefined);
  });

  it('stay with the page while the owner is not known', async () => {
    owner = undefined;
    const kept = page();
    await kept.keep('one', new Blob(['content']));
    expect(await textOf(kept, 'one')).to.equal('content');
    expect(await page().get('one')).to.equal(undefined);
  });

  it('are not believed where another script has written there', async () => {
    const kept = page();
    await kept.keep('one', new Blob(['content']));
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('momento-chat-files');
      request.onsuccess = () => resolve(request.result);
    });
    await new Promise<void>((resolve) => {
      const transaction = database.transaction(['facts', 'contents'], 'readwrite');
      transaction.objectStore('facts').put({ key: 'ada\none', size: 'large', stored: {} });
      transaction.objectStore('contents').put('text', 'ada\none');
      transaction.oncomplete = () => resolve();
    });
    database.close();
    expect(await kept.get('one')).to.equal(undefined);
    await kept.keep('two', new Blob(['content']));
    expect(await textOf(kept, 'two')).to.equal('content');
    expect(faults).to.deep.equal([]);
  });
});
