import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import {
  chatMenuLabels,
  chatMenuOf,
  choose,
  openChatMenu,
  untilTold,
} from '../helpers/chat-menus.js';
import { composerOf, focused } from '../helpers/element-parts.js';
import { press } from '../helpers/message-actions.js';
import { Copied, Printed, Saved } from '../helpers/saved.js';
import { openStored, storedText } from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';

/** More than a page is loaded of. */
const MANY = 350;

describe('what the menu of a chat does with the conversation', () => {
  const chat = useChat();
  let saved: Saved;
  let printed: Printed;

  before(() => setViewport(LARGE));
  beforeEach(() => {
    saved = new Saved(window);
    printed = new Printed(window);
  });
  afterEach(() => {
    saved.restore();
    printed.restore();
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  function open(total = 3, attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const items = Array.from({ length: total }, (_, index) => storedText(index));
    return openStored(chat, items, { menu: 'transcript', ...attributes });
  }

  /** Chooses an entry by keys: a clipboard wants the visitor's own act. */
  async function chooseByKeys(element: MomentoChatElement, label: string): Promise<void> {
    await openChatMenu(element);
    while (focused()?.textContent.trim() !== label) await press('ArrowDown');
    await press('Enter');
  }

  async function isWaiting(element: MomentoChatElement): Promise<boolean> {
    const { shadowRoot } = await chatMenuOf(element);
    return shadowRoot.querySelector('.menu[role=dialog] p') !== null;
  }

  it('copies it', async () => {
    const copied = new Copied(window);
    const element = await open();
    await chooseByKeys(element, 'Copy conversation');
    await untilTold(element, 'Copied');
    copied.restore();
    expect(focused()?.matches('.button')).to.equal(true);
    expect(copied.texts).to.have.lengthOf(1);
    expect(copied.texts[0]).to.match(/^Chat\nRoom: room-\d+\n/);
    expect(copied.texts[0]).to.match(/\n {4}message 2\n$/);
  });

  it('copies it in a page without a clipboard', async () => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    const copied = new Copied(window);
    const element = await open();
    await chooseByKeys(element, 'Copy conversation');
    await untilTold(element, 'Copied');
    expect(copied.texts).to.have.lengthOf(1);
    expect(copied.texts[0]).to.match(/\n {4}message 2\n$/);
    expect(focused()?.matches('.button')).to.equal(true);
    copied.restore();
  });

  it('says where it cannot be copied', async () => {
    const refuse = (): Promise<never> => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const value = { write: refuse, writeText: refuse };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
    document.execCommand = () => false;
    const element = await open();
    await openChatMenu(element);
    await choose(element, 'Copy conversation');
    await untilTold(element, 'Could not be copied');
    Reflect.deleteProperty(document, 'execCommand');
  });

  for (const [label, ending, type, start] of [
    ['Download as text', 'txt', 'text/plain;charset=utf-8', /^Chat\nRoom: /],
    ['Download as web page', 'html', 'text/html;charset=utf-8', /^<!doctype html>/],
    ['Download as JSON', 'json', 'application/json', /^\{\n {2}"version": 1,/],
  ] as const) {
    it(`saves it: ${label}`, async () => {
      const element = await open();
      await openChatMenu(element);
      await choose(element, label);
      await untilTold(element, 'Download started');
      const [file] = saved.files;
      expect(file?.name).to.match(
        new RegExp(`^chat-${element.room}-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`),
      );
      expect(file?.blob.type).to.equal(type);
      const text = (await file?.blob.text()) ?? '';
      expect(text).to.match(start);
      for (const part of ['message 0', 'message 1', 'message 2']) expect(text).to.include(part);
      expect(focused()?.matches('.button')).to.equal(true);
    });
  }

  it('saves it under a name that is one, whatever the room is called', async () => {
    const element = await open();
    element.room = '../evil\u202Ecod.exe\u0000<a>:*?|"\\x';
    await until('the room', () => element.status === 'connected');
    await openChatMenu(element);
    await choose(element, 'Download as text');
    await untilTold(element, 'Download started');
    const name = saved.files[0]?.name ?? '';
    expect(name).to.match(/^chat-\.\.-evil cod\.exe ?_a_+-x-[\d-]+\.txt$/);
  });

  it('prints it alone, on a page of its own, and leaves nothing behind', async () => {
    const element = await open();
    await openChatMenu(element);
    await choose(element, 'Print');
    await until('the print', () => printed.pages.length === 1);
    const [page] = printed.pages;
    expect(page?.title).to.equal('Chat');
    expect(page?.text).to.include('message 2');
    expect(page?.articles).to.equal(3);
    // The styles are there.
    expect(page?.whiteSpace).to.equal('pre-wrap');
    await until('it to go', () => document.querySelector('iframe') === null);
  });

  it('has fetched the beginning first, and says how far it is', async () => {
    const element = await open(MANY);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 300 });
    await choose(element, 'Download as JSON');
    await until('the wait', () => isWaiting(element));
    const { shadowRoot } = await chatMenuOf(element);
    const texts = (): string[] =>
      ['p', '[role=status]'].map((each) => shadowRoot.querySelector(each)?.textContent ?? '');
    expect(texts()).to.deep.equal(Array(2).fill('Loading earlier messages… 100 so far'));
    expect(focused()?.textContent.trim()).to.equal('Stop');
    await expect(element).to.be.accessible();
    await until('the next page', () => /2\d\d so far/.test(texts()[0] ?? ''));
    await untilTold(element, 'Download started');
    const { messages } = JSON.parse(await saved.text()) as {
      messages: object[];
    };
    expect(messages).to.have.lengthOf(MANY);
    expect(focused()?.matches('.button')).to.equal(true);
    await chat.engine.faults.clear();
  });

  it('can be stopped, and does nothing then', async () => {
    const element = await open(MANY);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 500 });
    await choose(element, 'Download as text');
    await until('the wait', () => isWaiting(element));
    await choose(element, 'Stop');
    await untilTold(element, 'Stopped');
    expect(saved.files).to.have.lengthOf(0);
    expect(focused()?.matches('.button')).to.equal(true);
    await chat.engine.faults.clear();
    await openChatMenu(element);
    expect(await chatMenuLabels(element)).to.have.lengthOf(5);
  });

  it('goes on while its menu is closed, which shows how far it is when it is opened again', async () => {
    const element = await open(MANY);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 500 });
    await choose(element, 'Download as text');
    await until('the wait', () => isWaiting(element));
    await press('Escape');
    const { shadowRoot } = await chatMenuOf(element);
    await until('the end', () => shadowRoot.querySelector('.menu:popover-open') === null);
    await openChatMenu(element);
    expect(await chatMenuLabels(element)).to.deep.equal(['Stop']);
    await press('Escape');
    composerOf(element).focus();
    await untilTold(element, 'Download started');
    // The visitor is elsewhere by now.
    expect(focused()?.localName).to.equal('textarea');
    await chat.engine.faults.clear();
  });

  it('saves what there is where the beginning cannot be loaded, which it says', async () => {
    const element = await open(MANY);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'error', rpc: 'ListFetch', status: 'UNAVAILABLE' });
    await choose(element, 'Download as text');
    await untilTold(element, 'Download started');
    const text = await saved.text();
    expect(text).to.include('Earlier messages could not be loaded.');
    expect(text).to.include(`message ${String(MANY - 1)}`);
    await chat.engine.faults.clear();
  });

  it('does nothing more once the chat has entered another room, or gone', async () => {
    const element = await open(MANY);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 500 });
    await choose(element, 'Download as text');
    await until('the wait', () => isWaiting(element));
    element.room = `${element.room}-other`;
    await untilTold(element, 'Stopped');
    await openChatMenu(element);
    element.remove();
    await chat.engine.faults.clear();
    expect(saved.files).to.have.lengthOf(0);
  });

  it('says so where a browser fails', async () => {
    const element = await open();
    // The next test has another one.
    URL.createObjectURL = () => {
      throw new TypeError('no more memory');
    };
    await openChatMenu(element);
    await choose(element, 'Download as text');
    await untilTold(element, 'This did not work. Please try again.');
  });
});
