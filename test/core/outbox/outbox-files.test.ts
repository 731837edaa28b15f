import { beforeEach, describe, expect, it } from 'vitest';
import type { FileFate, FileUploads } from '../../../src/core/room-files.js';
import type { Attachment } from '../../../src/protocol/attachments.js';
import { ChatError } from '../../../src/protocol/errors.js';
import { createMessageId } from '../../../src/protocol/ids.js';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { messagesIn, OutboxFixture } from './outbox-fixture.js';

/** Uploads that end when the test says so. */
class ScriptedUploads implements FileUploads {
  readonly calls: string[] = [];
  /** Whether the room loses the files before their message. */
  areLost = false;
  #under: { readonly pass: () => void; readonly fail: (error: Error) => void }[] = [];

  upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void> {
    if (fate === 'stored') {
      return this.areLost ? Promise.reject(fault('attachment-lost')) : Promise.resolve();
    }
    const names = attachments.map(({ name }) => name).join();
    this.calls.push(`upload ${names}${fate === 'lost' ? ' again' : ''}`);
    return new Promise((pass, fail) => {
      this.#under.push({ pass, fail });
    });
  }

  release(attachments: readonly Attachment[]): void {
    this.calls.push(`release ${attachments.map(({ name }) => name).join()}`);
  }

  cancel(attachments: readonly Attachment[]): void {
    this.calls.push(`cancel ${attachments.map(({ name }) => name).join()}`);
  }

  dispose(): void {
    this.calls.push('dispose');
  }

  async pass(): Promise<void> {
    for (const { pass } of this.#under.splice(0)) pass();
    await settle();
  }

  async fail(error: Error): Promise<void> {
    for (const { fail } of this.#under.splice(0)) fail(error);
    await settle();
  }
}

describe('the files of messages in an outbox', () => {
  let fixture: OutboxFixture;
  let uploads: ScriptedUploads;

  beforeEach(() => {
    fixture = new OutboxFixture();
    uploads = new ScriptedUploads();
    fixture.files = uploads;
    fixture.reload();
  });

  function addWithFile(text: string): string {
    const attachment: Attachment = {
      id: createMessageId(Date.now()),
      name: 'cat.png',
      type: 'image/png',
      size: 70,
      sha256: 'a'.repeat(43),
      width: 40,
      height: 30,
    };
    return fixture.outbox.add(text, { attachments: [attachment] })?.id ?? '';
  }

  it('are stored before the message, which later texts overtake', async () => {
    await fixture.start();
    addWithFile('a cat');
    await fixture.add('meanwhile');
    expect(fixture.network.calls).toEqual(['push a: meanwhile', 'publish a: meanwhile']);
    expect(fixture.pending()).toEqual(['a cat']);
    await uploads.pass();
    expect(fixture.sent).toEqual(['meanwhile', 'a cat']);
    const [, sent] = messagesIn(fixture.network.published);
    expect(sent?.attachments?.map(({ name }) => name)).toEqual(['cat.png']);
    expect(uploads.calls).toEqual(['upload cat.png', 'release cat.png']);
  });

  it('go with a message without a text', async () => {
    await fixture.start();
    addWithFile('');
    await uploads.pass();
    expect(messagesIn(fixture.network.published)).toHaveLength(1);
  });

  it('are brought again after a reload in between, and not once they are stored', async () => {
    addWithFile('a cat');
    fixture.reload();
    expect(uploads.calls).toEqual(['upload cat.png', 'upload cat.png']);
    await uploads.pass();
    fixture.reload();
    expect(uploads.calls).toHaveLength(2);
    await fixture.start();
    expect(fixture.sent).toEqual(['a cat']);
  });

  it('let the message fail where they cannot be stored, until the visitor tries again', async () => {
    await fixture.start();
    const id = addWithFile('a cat');
    await uploads.fail(fault('attachment-lost'));
    expect(fixture.pending()).toEqual(['a cat: attachment-lost']);
    fixture.reload();
    expect(fixture.pending()).toEqual(['a cat: attachment-lost']);
    expect(uploads.calls).toHaveLength(1);
    await fixture.start();
    fixture.outbox.retry(id);
    await uploads.pass();
    expect(fixture.sent).toEqual(['a cat']);
  });

  it.each(['discard', 'withdraw'] as const)('are given up with the message (%s)', async (way) => {
    await fixture.start();
    const id = addWithFile('a cat');
    if (way === 'discard') await uploads.fail(new ChatError('attachment-broken', 'broken'));
    fixture.outbox[way](id);
    await uploads.pass();
    expect(uploads.calls).toEqual(['upload cat.png', 'cancel cat.png']);
    expect(fixture.pending()).toEqual([]);
    expect(fixture.network.calls).toEqual([]);
  });

  it('stay where the message may have arrived before the visitor gave it up', async () => {
    const publish = fixture.network.hold('publish');
    await fixture.start();
    const id = addWithFile('a cat');
    await uploads.pass();
    fixture.outbox.withdraw(id);
    publish.pass();
    await settle();
    expect(fixture.withdrawn).toEqual([id]);
    expect(uploads.calls).toEqual(['upload cat.png', 'release cat.png']);
  });

  it('are stored again, once, where the room has lost them before the message', async () => {
    await fixture.start();
    const id = addWithFile('a cat');
    uploads.areLost = true;
    await uploads.pass();
    expect(fixture.pending()).toEqual(['a cat']);
    // Others do not wait.
    await fixture.add('meanwhile');
    expect(fixture.sent).toEqual(['meanwhile']);
    uploads.areLost = false;
    await uploads.pass();
    expect(fixture.sent).toEqual(['meanwhile', 'a cat']);
    expect(fixture.withdrawn).not.toContain(id);
    expect(uploads.calls).toEqual(['upload cat.png', 'upload cat.png again', 'release cat.png']);
  });

  it('let the message fail where the browser has lost them, too', async () => {
    await fixture.start();
    addWithFile('a cat');
    uploads.areLost = true;
    await uploads.pass();
    await uploads.fail(fault('attachment-lost'));
    expect(fixture.pending()).toEqual(['a cat: attachment-lost']);
    expect(fixture.network.calls).toEqual([]);
  });

  it.each(['a moderator', 'a server'])('are stored again where %s misses them', async (who) => {
    fixture = new OutboxFixture('moderated');
    fixture.files = uploads;
    fixture.reload();
    const lost = fault('attachment-lost');
    if (who === 'a server') fixture.network.fail('publish', lost);
    await fixture.start();
    const id = addWithFile('a cat');
    await uploads.pass();
    if (who === 'a moderator') fixture.outbox.reject(id, lost);
    expect(fixture.pending()).toEqual(['a cat']);
    await uploads.pass();
    expect(uploads.calls).toEqual(['upload cat.png', 'upload cat.png again']);
    expect(fixture.network.calls).toEqual(['publish a: a cat', 'publish a: a cat']);
    // The uploads end it where the room loses them again.
    fixture.outbox.reject(id, lost);
    await uploads.fail(lost);
    expect(fixture.pending()).toEqual(['a cat: attachment-lost']);
    fixture.outbox.retry(id);
    expect(uploads.calls.at(-1)).toBe('upload cat.png');
  });
});
