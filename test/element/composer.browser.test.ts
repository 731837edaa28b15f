import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilShown, untilStatus, useChat } from '../helpers/chat-fixture.js';
import {
  composerOf,
  expectSame,
  focused,
  focusedField,
  settled,
} from '../helpers/element-parts.js';
import { find, press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';
import { composerPart, fieldOf, reopened, typeInto, untilText } from '../helpers/written-text.js';

describe('the text in the composer', () => {
  const chat = useChat();
  let room: string;

  before(() => setViewport(LARGE));

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(() => document.querySelectorAll('body > input').forEach((field) => field.remove()));

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ room, attributes });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  describe('by value', () => {
    it('is what the visitor has typed, and what a program has written', async () => {
      const element = await open();
      expect(element.value).to.equal('');
      await typeInto(element, 'typed');
      expect(element.value).to.equal('typed');
      element.value = 'by a program';
      expect(element.value).to.equal('by a program');
      await untilText(element, 'by a program');
      await press('Enter');
      await untilShown(element, ['by a program']);
      expect(element.value).to.equal('');
    });

    it('takes the counter, the send button and the draft along', async () => {
      const element = await open({ 'max-length': '10' });
      expect(composerPart<HTMLButtonElement>(element, 'send').disabled).to.equal(true);
      element.value = '123456789';
      await untilText(element, '123456789');
      expect(composerPart<HTMLButtonElement>(element, 'send').disabled).to.equal(false);
      expect(composerPart(element, 'counter').textContent.trim()).to.equal('1 character left');
      element.value = '1234567890ab';
      await untilText(element, '1234567890ab');
      expect(composerPart<HTMLButtonElement>(element, 'send').disabled).to.equal(true);
      expect(composerPart(element, 'counter').textContent.trim()).to.equal('2 characters too long');
      const again = await reopened(chat, element);
      await untilText(again, '1234567890ab');
      again.value = '';
      await untilText(again, '');
      expect(composerPart(again, 'counter').checkVisibility()).to.equal(false);
      await untilText(await reopened(chat, again), '');
    });

    it('fires no event, and takes no focus', async () => {
      const element = await open();
      const events: string[] = [];
      for (const name of ['input', 'change', 'beforeinput'])
        element.addEventListener(name, ({ type: it }) => events.push(it));
      const field = focusedField();
      element.value = 'one';
      await untilText(element, 'one');
      expectSame(focused(), field);
      element.focus();
      element.value = 'two';
      await untilText(element, 'two');
      expect(events.filter((name) => name !== 'beforeinput')).to.deep.equal([]);
      await sendKeys({ type: '!' });
      expect(events).to.include('input');
      expect(element.value).to.equal('two!');
    });

    it('can be undone and done again while the composer has the focus', async () => {
      const element = await open();
      await typeInto(element, 'typed');
      element.value = 'one\ntwo';
      await untilText(element, 'one\ntwo');
      document.execCommand('undo');
      await untilText(element, 'typed');
      document.execCommand('redo');
      await untilText(element, 'one\ntwo');
      element.value = '';
      await untilText(element, '');
      document.execCommand('undo');
      await untilText(element, 'one\ntwo');
      await untilText(await reopened(chat, element), 'one\ntwo');
    });

    it('is never mixed with an older text by undo', async () => {
      const element = await open();
      await typeInto(element, 'typed before');
      focusedField();
      element.value = 'by a program';
      await untilText(element, 'by a program');
      element.focus();
      document.execCommand('undo');
      await settled(element);
      expect(['by a program', 'typed before']).to.include(element.value);
      expect(fieldOf(element).value).to.equal(element.value);
    });

    it('can be set before the element is in the page, or known to the browser', async () => {
      const element = document.createElement('momento-chat');
      element.value = 'early';
      expect(element.value).to.equal('early');
      element.setAttribute('prefill', 'Hello');
      element.room = room;
      element.tokenUrl = chat.endpoint.urlFor('ada');
      chat.adopt(element);
      await untilStatus(element, 'connected');
      await untilText(element, 'early');
    });

    it('can be set as soon as the element is rendered', async () => {
      const element = document.createElement('momento-chat');
      const set = element.updateComplete.then(() => (element.value = 'at once'));
      chat.adopt(element);
      await set;
      await untilText(element, 'at once');
    });

    it('replaces what is edited, and leaves the draft before it', async () => {
      const element = await open();
      const id = await sent(element, 'hello');
      await typeInto(element, '');
      await press('ArrowUp');
      expect(element.value).to.equal('hello');
      element.value = 'hello again';
      await untilText(element, 'hello again');
      await press('Enter');
      await until('the edit', () => find(element, id)?.text === 'hello again');
      await untilText(element, '');
    });

    it('can be set while a message is sent: the next text', async () => {
      const element = await open();
      element.addEventListener('momento-chat-send', () => (element.value = 'next'));
      await typeInto(element, 'first');
      await press('Enter');
      await untilShown(element, ['first']);
      await untilText(element, 'next');
      await untilText(await reopened(chat, element), 'next');
    });

    it('is kept where nothing can be written, and moves to another variant', async () => {
      const element = await open({ readonly: '' });
      element.value = 'for later';
      await settled(element);
      element.variant = 'overlay';
      await settled(element);
      element.readOnly = false;
      await untilText(element, 'for later');
    });

    it('is text, whatever a template sets', async () => {
      const element = await open();
      for (const value of [undefined, null, {}, Object.create(null), Symbol('x')]) {
        element.value = value as never;
        expect(element.value).to.equal('');
      }
      element.value = 'one\r\ntwo\rthree';
      expect(element.value).to.equal('one\ntwo\nthree');
      await untilText(element, 'one\ntwo\nthree');
    });

    it('keeps the people whom it still names', async () => {
      const element = await open();
      element.people = [{ id: 'boss', name: 'The Boss' }];
      await typeInto(element, '@');
      await press('Enter');
      expect(element.value).to.equal('@The Boss ');
      element.value = 'Hi @The Boss';
      await untilText(element, 'Hi @The Boss');
      expect(composerOf(element).renderRoot.querySelector('[role=option]')).to.equal(null);
      await press('Enter');
      await until('it', () => element.messages.length === 1);
      expect(element.messages[0]?.mentions).to.deep.equal([{ id: 'boss', start: 3, length: 9 }]);
    });
  });

  it('is kept whole when too much is pasted, which the counter says and undo takes back', async () => {
    const element = await open();
    await typeInto(element, 'before ');
    const pasted = 'pasted\n'.repeat(1_000);
    // What is inserted where the caret has moved to is a step of its own for undo, as a paste is.
    await press('ArrowLeft', 'ArrowRight');
    document.execCommand('insertText', false, pasted);
    await untilText(element, `before ${pasted}`);
    expect(composerPart(element, 'counter').checkVisibility()).to.equal(true);
    expect(composerPart(element, 'counter').textContent).to.match(/^\s*[\d,]+ bytes too long\s*$/);
    expect(composerPart<HTMLButtonElement>(element, 'send').disabled).to.equal(true);
    await press('Enter');
    expect(element.value).to.equal(`before ${pasted}`);
    expect(element.pending).to.deep.equal([]);
    document.execCommand('undo');
    await untilText(element, 'before ');
    expect(composerPart(element, 'counter').checkVisibility()).to.equal(false);
  });
});
