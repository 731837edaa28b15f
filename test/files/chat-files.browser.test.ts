import { expect, waitUntil } from '@open-wc/testing';
import { ChatFiles } from '../../src/files/chat-files.js';
import type { ChatFilesHost } from '../../src/files/chat-files-host.js';
import { MAX_ATTACHMENTS, type Attachment } from '../../src/protocol/attachments.js';
import type { ChatError } from '../../src/protocol/errors.js';
import type { Session } from '../../src/session/session.js';
import type { FileStore } from '../../src/transport/transport.js';
import { bytesOf, gifHeader } from './pictures.js';

const SESSION = {
  cacheName: 'cache',
  room: 'files',
  user: { id: 'ada' },
  attachments: { types: 'any', maxSize: 1024 * 1024 },
} as unknown as Session;

/** A store in memory, which can be out of reach. */
class MemoryStore implements FileStore {
  readonly parts = new Map<string, Uint8Array>();
  puts = 0;

  put(id: string, part: number, bytes: Uint8Array): Promise<void> {
    this.puts += 1;
    this.parts.set(`${id}/${part}`, bytes);
    return Promise.resolve();
  }

  get(id: string, part: number): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.parts.get(`${id}/${part}`));
  }

  remove(id: string, part: number): Promise<void> {
    this.parts.delete(`${id}/${part}`);
    return Promise.resolve();
  }
}

function textFile(text: string): File {
  return new File([text], 'a.txt', { type: 'text/plain' });
}

function gifFile(): File {
  return new File([gifHeader(40, 30)], 'cat.gif', { type: 'image/gif' });
}

describe('the files of a chat', () => {
  let store: MemoryStore;
  let session: Session | undefined;
  let faults: ChatError[];
  let changes: number;
  let files: ChatFiles;

  function load(way: FileStore | undefined = store): ChatFiles {
    const host: ChatFilesHost = {
      files: {
        get session() {
          return session;
        },
        store: way,
        onStore: () => () => undefined,
        renewToken: () => undefined,
      },
      changed: () => (changes += 1),
      fault: (fault) => faults.push(fault),
    };
    return new ChatFiles(host);
  }

  function states(): string[] {
    return files.tray.map(({ name, state }) => `${name} ${state}`);
  }

  function take(): readonly Attachment[] {
    const { sendable } = files;
    files.take(sendable);
    return sendable;
  }

  beforeEach(() => {
    store = new MemoryStore();
    session = SESSION;
    faults = [];
    changes = 0;
    files = load();
  });

  afterEach(() => {
    files.dispose();
    indexedDB.deleteDatabase('momento-chat-files');
  });

  it('are prepared, stored and taken with a message', async () => {
    void files.add([gifFile(), textFile('hello')]);
    expect(states()).to.deep.equal(['cat.gif preparing', 'a.txt preparing']);
    await waitUntil(() => states().join() === 'cat.gif ready,a.txt ready');
    const [picture, text] = files.tray;
    expect(picture?.preview).to.match(/^blob:/);
    expect([picture?.progress, text?.progress, text?.preview]).to.deep.equal([1, 1, undefined]);
    files.describe(picture?.id ?? '', '  A \n cat  ');
    const taken = take();
    expect(taken.map(({ alt }) => alt)).to.deep.equal(['A cat', undefined]);
    expect([files.tray.length, store.puts, changes > 0]).to.deep.equal([0, 2, true]);
    await files.upload(taken);
    files.release(taken);
    expect(store.puts).to.equal(2);
    expect(faults).to.deep.equal([]);
  });

  it('are shown as others get them', async () => {
    void files.add([textFile('hello')]);
    await waitUntil(() => states()[0] === 'a.txt ready');
    const [attachment] = take();
    if (!attachment) throw new Error('no attachment');
    const reader = load();
    const url = await reader.open(attachment);
    expect(await (await fetch(url)).text()).to.equal('hello');
    expect((await reader.blobOf(attachment)).type).to.equal('application/octet-stream');
    reader.close(attachment);
    reader.dispose();
    const gone = await fetch(url).catch(() => 'gone');
    expect(gone).to.equal('gone');
  });

  it('leave nothing in the room once they are dropped', async () => {
    void files.add([gifFile()]);
    await waitUntil(() => states()[0] === 'cat.gif ready');
    files.drop(files.tray[0]?.id ?? '');
    expect(files.tray).to.have.lengthOf(0);
    await waitUntil(() => store.parts.size === 0);
  });

  it('are in the tray again after a reload, and are stored then', async () => {
    files.dispose();
    files = load(undefined);
    void files.add([gifFile()]);
    await waitUntil(() => files.tray[0]?.attachment !== undefined);
    const attachments = take();
    files.dispose();
    files = load();
    await files.putBack(attachments);
    await waitUntil(() => states()[0] === 'cat.gif ready');
    await waitUntil(() => files.tray[0]?.preview !== undefined);
    expect(take()).to.deep.equal(attachments);
  });

  it('fail in the tray where the room does not take them, or their bytes are gone', async () => {
    session = undefined;
    void files.add([gifFile()]);
    await waitUntil(() => states()[0] === 'cat.gif failed');
    session = SESSION;
    const lost = { id: '01J00000000000000000000000', name: 'b', type: 'a/b', size: 3 };
    await files.putBack([{ ...lost, sha256: 'a'.repeat(43) }]);
    await waitUntil(() => states()[1] === 'b failed');
    const codes = files.tray.map(({ error }) => error?.code);
    expect(codes).to.deep.equal(['attachment-not-allowed', 'attachment-lost']);
    expect(faults.map(({ code }) => code)).to.deep.equal(codes);
    expect(take()).to.deep.equal([]);
    expect(files.tray).to.have.lengthOf(2);
  });

  it('are no more than a message may have', async () => {
    void files.add(Array.from({ length: MAX_ATTACHMENTS + 5 }, (_, n) => textFile(`file ${n}`)));
    expect(files.tray).to.have.lengthOf(MAX_ATTACHMENTS + 1);
    expect(files.tray.at(-1)?.error?.code).to.equal('attachment-not-allowed');
    await waitUntil(() => files.tray.filter(({ state }) => state === 'ready').length === 10);
    expect(take()).to.have.lengthOf(MAX_ATTACHMENTS);
  });

  it('tell nothing any more once they are disposed of', async () => {
    void files.add([new File([bytesOf('x')], 'x.txt')]);
    files.dispose();
    const before = changes;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([changes, faults.length]).to.deep.equal([before, 0]);
  });
});
