import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { openStored, storedText } from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';

interface Shape {
  room: string;
  complete: boolean;
  messages: ({ id: string; text: string } & Record<string, unknown>)[];
}

const FILE = {
  id: '01J00000000000000000000000',
  name: 'plan\u202Efdp.pdf',
  type: 'application/pdf',
  size: 1_200_000,
  sha256: 'a'.repeat(43),
};

describe('the transcript of a chat', () => {
  const chat = useChat({ attachments: { types: 'any', maxSize: 2_000_000 } });

  before(() => setViewport(LARGE));

  async function json(element: MomentoChatElement): Promise<Shape> {
    return JSON.parse(await element.transcript('json')) as Shape;
  }

  /** A room where each thing was done that can be done with a message. */
  async function openBusy(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const room = newRoom();
    const base = Date.now() - 3_600_000;
    const item = (order: number, user: string, fields: object): string =>
      JSON.stringify({
        ...{ userId: user, username: user[0]?.toUpperCase() + user.slice(1) },
        ...{ timestamp: base + order * 1000, order, ...fields },
      });
    await chat.engine.push(
      { cache: CACHE, list: room },
      item(1, 'grace', { id: 'ask', message: 'Shall we *meet*?\nAt ten?' }),
      item(2, 'ada', { id: 'own', message: 'Yes', replyTo: { id: 'ask', order: 1 } }),
      item(3, 'grace', { id: 'gone', message: 'A secret' }),
      item(4, 'grace', {
        id: 'file',
        message: '',
        attachments: [FILE],
        username: 'G\u202Erace\u2028',
      }),
      item(5, 'mallory', { id: 'odd', message: '</style><script>', timestamp: 9e18 }),
    );
    await chat.engine.push(
      { cache: CACHE, list: `momento-chat/relations/${JSON.stringify([room])}` },
      item(6, 'ada', { id: 'r1', type: 'reaction', target: 'ask', emoji: '👍', on: true }),
      item(7, 'linus', { id: 'r2', type: 'reaction', target: 'ask', emoji: '👍', on: true }),
      item(8, 'ada', { id: 'r3', type: 'edit', target: 'own', text: 'Yes, of course' }),
      item(9, 'grace', { type: 'removal', id: 'gone', place: 3 }),
    );
    const element = chat.open({ room, attributes });
    await untilStatus(element, 'connected');
    await until('all of it', () => element.messages[2]?.removed === true);
    return element;
  }

  it('has all that was done, as JSON', async () => {
    const element = await openBusy();
    const { room, complete, messages } = await json(element);
    expect([room, complete]).to.deep.equal([element.room, true]);
    const [ask, own, gone, file, odd] = messages;
    expect(ask?.text).to.equal('Shall we *meet*?\nAt ten?');
    expect(ask?.author).to.deep.equal({ id: 'grace', name: 'Grace', own: false });
    expect(ask?.reactions).to.deep.equal([{ emoji: '👍', count: 2 }]);
    expect(ask?.sentAt).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(own).to.deep.include({
      text: 'Yes, of course',
      edited: true,
      replyTo: { id: 'ask', author: 'Grace', excerpt: 'Shall we meet? At ten?' },
    });
    expect(own?.author).to.have.property('own', true);
    expect(gone).to.deep.include({ text: '', removed: true });
    const { id, type, size } = FILE;
    expect(file?.files).to.deep.equal([{ id, name: 'plan fdp.pdf', type, size }]);
    expect(odd).not.to.have.property('sentAt');
    expect(JSON.stringify(messages)).not.to.include('secret');
  });

  it('is plain text by default, and for formats that there are none of', async () => {
    const element = await openBusy();
    const text = await element.transcript();
    expect(text).to.match(/^Chat\nRoom: room-/);
    for (const part of [
      'Ada (you) · edited\n  In reply to Grace: Shall we meet? At ten?\n    Yes, of course\n',
      '    Shall we meet?\n    At ten?\n  👍 2\n',
      '  This message was removed.\n',
      '  File: plan fdp.pdf (application/pdf, 1.2 MB)\n',
    ]) {
      expect(text).to.include(part);
    }
    expect(text).not.to.match(/[\u202E\u2028]/);
    const other = await element.transcript('pdf' as 'text');
    expect(other.split('\n')[0]).to.equal('Chat');
  });

  it('is a page in the language of the chat', async () => {
    const element = await openBusy({ lang: 'ja', dir: 'rtl' });
    const html = await element.transcript('html');
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(page.documentElement.lang).to.equal('ja');
    expect(page.documentElement.dir).to.equal('rtl');
    expect(page.querySelectorAll('article')).to.have.lengthOf(5);
    expect(page.querySelector('.own b')?.textContent).to.equal('Ada（自分）');
    expect(page.querySelector('main script')).to.equal(null);
    element.strings = { title: '</title><script>', transcriptOwn: (name) => `${name}!` };
    await element.updateComplete;
    const renamed = new DOMParser().parseFromString(await element.transcript('html'), 'text/html');
    expect(renamed.title).to.equal('</title><script>');
    expect(renamed.querySelector('.own b')?.textContent).to.equal('Ada!');
  });

  it('has the whole conversation, whatever is loaded', async () => {
    const total = 480;
    const items = Array.from({ length: total }, (_, index) => storedText(index));
    const element = await openStored(chat, items);
    expect(element.messages.length).to.be.below(total);
    const { complete, messages } = await json(element);
    expect(complete).to.equal(true);
    expect(messages.map(({ id }) => id)).to.deep.equal(items.map((_, index) => `id-${index}`));
  });

  it('says that earlier messages could not be loaded, and has the others', async () => {
    const element = await openStored(
      chat,
      Array.from({ length: 300 }, (_, index) => storedText(index)),
    );
    await chat.engine.faults.inject({ kind: 'error', rpc: 'ListFetch', status: 'UNAVAILABLE' });
    const [text, shape] = await Promise.all([element.transcript(), json(element)]);
    expect(text).to.include('\nEarlier messages could not be loaded.\n');
    expect(text).to.include('    message 299\n');
    expect(shape.complete).to.equal(false);
    await chat.engine.faults.clear();
  });

  it('has what is on its way, and what was not sent', async () => {
    const element = await openBusy();
    await chat.engine.faults.inject({ kind: 'error', status: 'PERMISSION_DENIED', rpc: 'Publish' });
    element.send('refused');
    await until('the failure', () => element.pending[0]?.state === 'failed');
    const { messages } = await json(element);
    expect(messages.at(-1)).to.deep.include({ text: 'refused', state: 'failed' });
    expect(await element.transcript()).to.match(/Ada \(you\) · Not sent\.\n {4}refused\n$/);
  });

  it('enters the room of a launcher that was never opened', async () => {
    const room = newRoom();
    await chat.engine.push({ cache: CACHE, list: room }, storedText(0));
    const element = chat.open({ room, attributes: { variant: 'launcher' } });
    expect(element.status).to.equal('disconnected');
    expect((await json(element)).messages).to.have.lengthOf(1);
    expect(element.opened).to.equal(false);
  });

  it('has nothing of a room that is entered meanwhile', async () => {
    const element = await openStored(
      chat,
      Array.from({ length: 300 }, (_, index) => storedText(index)),
    );
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 1_000 });
    const { room } = element;
    const transcript = json(element);
    await until(
      'a page',
      () => element.renderRoot.querySelector('momento-chat-message-list')?.earlier === 'loading',
    );
    element.room = newRoom();
    const shape = await transcript;
    expect(shape.room).to.equal(room);
    expect(shape.complete).to.equal(false);
    expect(shape.messages).not.to.have.lengthOf(0);
  });

  it('is empty outside of the page', async () => {
    const element = document.createElement('momento-chat');
    element.room = 'nowhere';
    expect(await json(element)).to.deep.include({ room: 'nowhere', complete: false, messages: [] });
  });

  it('says so where the chat is refused', async () => {
    await chat.endpoint.behave({ status: 403 });
    const element = chat.open();
    await untilStatus(element, 'failed');
    expect((await json(element)).complete).to.equal(false);
  });
});
