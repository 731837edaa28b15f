import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import {
  chatMenuLabels,
  chatMenuOf,
  choose,
  FakeNews,
  giveNews,
  openChatMenu,
  replaceNews,
} from '../helpers/chat-menus.js';
import { focused, settled } from '../helpers/element-parts.js';
import { press } from '../helpers/message-actions.js';
import { openStored, storedText } from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';

const TRANSCRIPT = [
  'Copy conversation',
  'Download as text',
  'Download as web page',
  'Download as JSON',
  'Print',
];

describe('the menu of a chat', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  const open = (attributes: Record<string, string> = {}): Promise<MomentoChatElement> =>
    openStored(chat, [storedText(0)], { menu: 'transcript', ...attributes });

  function focusedLabel(): string {
    return focused()?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  }

  it('is not there by default, nor for words that it does not know', async () => {
    const element = await open({ menu: '' });
    expect(element.renderRoot.querySelector('momento-chat-menu')).to.equal(null);
    element.menu = 'nothing of this';
    await until(
      'the module',
      () => element.renderRoot.querySelector('momento-chat-menu')?.shadowRoot,
    );
    await settled(element);
    const { shadowRoot } = element.renderRoot.querySelector('momento-chat-menu') ?? {};
    expect(shadowRoot?.querySelector('button')).to.equal(null);
    Object.assign(element, { menu: { no: 'text' } });
    await settled(element);
    expect(shadowRoot?.querySelector('button')).to.equal(null);
    element.menu = ' news  transcript ';
    await chatMenuOf(element);
  });

  for (const variant of ['inline', 'launcher', 'overlay'] as const) {
    it(`has its button in the ${variant}’s header, beside the search, and opens inside of the chat`, async () => {
      const element = await open({ variant, search: '', connect: 'eager' });
      element.style.blockSize = '420px';
      element.open();
      await settled(element);
      const menu = await chatMenuOf(element);
      const search = element.renderRoot.querySelector('.search-button')?.getBoundingClientRect();
      const button = menu.getBoundingClientRect();
      expect(button.top).to.be.closeTo(search?.top ?? NaN, 1);
      expect(button.left).to.be.within(search?.right ?? NaN, (search?.right ?? NaN) + 16);
      await openChatMenu(element);
      const frame = menu.closest('.panel, .float') ?? element;
      const outer = frame.getBoundingClientRect();
      const inner = menu.shadowRoot.querySelector('.menu')?.getBoundingClientRect();
      expect(inner?.left).to.be.at.least(outer.left);
      expect(inner?.right).to.be.at.most(outer.right);
      expect(inner?.top).to.be.at.least(button.bottom);
      await expect(element).to.be.accessible();
    });
  }

  it('is led through by arrows, Home, End and letters', async () => {
    const element = await open();
    await openChatMenu(element);
    expect(await chatMenuLabels(element)).to.deep.equal(TRANSCRIPT);
    expect(focusedLabel()).to.equal('Copy conversation');
    for (const [key, label] of [
      ['ArrowUp', 'Print'],
      ['ArrowDown', 'Copy conversation'],
      ['End', 'Print'],
      ['Home', 'Copy conversation'],
      ['d', 'Download as text'],
      ['d', 'Download as web page'],
      ['p', 'Print'],
      ['x', 'Print'],
    ] as const) {
      await press(key);
      expect(focusedLabel(), key).to.equal(label);
    }
  });

  it('opens by the arrows, and closes by Escape and Tab: the focus is at the button then', async () => {
    const element = await open();
    const { shadowRoot } = await chatMenuOf(element);
    const button = shadowRoot.querySelector<HTMLElement>('.button');
    for (const [opening, closing] of [
      ['ArrowDown', 'Escape'],
      ['Enter', 'Tab'],
      ['ArrowUp', 'Escape'],
    ] as const) {
      button?.focus();
      await press(opening);
      await until('the menu', () => focused()?.matches('.entry'));
      expect(button?.ariaExpanded).to.equal('true');
      await press(closing);
      await until('the end', () => shadowRoot.querySelector('.menu:popover-open') === null);
      expect(focused() === button).to.equal(true);
      await until('its state', () => button?.ariaExpanded === 'false');
    }
  });

  it('closes by its button, by a press elsewhere, and with the chat', async () => {
    const element = await open({ variant: 'launcher', connect: 'eager' });
    element.open();
    const { shadowRoot } = await chatMenuOf(element);
    const isOpen = (): boolean => shadowRoot.querySelector('.menu:popover-open') !== null;
    const closings = [
      () => shadowRoot.querySelector<HTMLElement>('.button')?.click(),
      () => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })),
      () => element.close(),
    ];
    for (const close of closings) {
      await openChatMenu(element);
      close();
      await until('the end', () => !isOpen());
    }
  });

  for (const variant of ['launcher', 'overlay'] as const) {
    it(`Escape closes the menu in the ${variant}, and leaves the chat open`, async () => {
      const element = await open({ variant, connect: 'eager' });
      element.open();
      await settled(element);
      await openChatMenu(element);
      await press('Escape');
      expect(element.opened).to.equal(true);
      await until('the focus', () => focused()?.matches('.button'));
      await press('Escape');
      expect(element.opened).to.equal(false);
    });
  }

  it('has the page’s own words, and Japanese ones', async () => {
    const element = await open({ lang: 'ja' });
    await openChatMenu(element);
    expect(await chatMenuLabels(element)).to.include('会話をコピー');
    element.strings = { copyConversation: 'Copy all', chatMenu: 'More' };
    await until('the words', async () => (await chatMenuLabels(element)).includes('Copy all'));
    const { shadowRoot } = await chatMenuOf(element);
    expect(shadowRoot.querySelector('.button')?.ariaLabel).to.equal('More');
  });

  it('has the parts that a page can style', async () => {
    const element = await open();
    const style = document.createElement('style');
    style.textContent =
      'momento-chat::part(menu-button) { color: rgb(1, 2, 3) } momento-chat::part(menu-item) { color: rgb(4, 5, 6) }';
    document.head.append(style);
    const { shadowRoot } = await chatMenuOf(element);
    await openChatMenu(element);
    const colour = (selector: string): string =>
      getComputedStyle(shadowRoot.querySelector(selector) as Element).color;
    expect(colour('.button')).to.equal('rgb(1, 2, 3)');
    expect(colour('.entry')).to.equal('rgb(4, 5, 6)');
    style.remove();
  });

  describe('with news', () => {
    async function withNews(news?: FakeNews): Promise<[MomentoChatElement, FakeNews]> {
      const element = await open({ menu: 'transcript news' });
      return [element, await giveNews(element, news)];
    }

    async function checked(element: MomentoChatElement): Promise<(string | null)[]> {
      const { shadowRoot } = await chatMenuOf(element);
      const boxes = [...shadowRoot.querySelectorAll('[role=menuitemcheckbox]')];
      return boxes.map(({ ariaChecked }) => ariaChecked);
    }

    it('switches sound on and off, and stays open', async () => {
      const [element, news] = await withNews();
      await openChatMenu(element);
      expect((await chatMenuLabels(element)).slice(-2)).to.deep.equal([
        'Sound',
        'Desktop notifications',
      ]);
      expect(await checked(element)).to.deep.equal(['false', 'false']);
      await press('s', 'Enter');
      await until('the sound', async () => (await checked(element))[0] === 'true');
      expect(news.sound).to.equal(true);
      expect(focusedLabel()).to.equal('Sound');
      await press(' ');
      await until('silence', async () => (await checked(element))[0] === 'false');
      expect(news.sound).to.equal(false);
      await expect(element).to.be.accessible();
    });

    it('switches notifications on, and off', async () => {
      const [element, news] = await withNews();
      await openChatMenu(element);
      await choose(element, 'Desktop');
      await until('the mark', async () => (await checked(element))[1] === 'true');
      await choose(element, 'Desktop');
      await until('no mark', async () => (await checked(element))[1] === 'false');
      expect(news.desktop).to.equal('off');
    });

    it('says where the visitor or the browser does not allow them', async () => {
      const news = new FakeNews();
      news.answer = 'denied';
      const [element] = await withNews(news);
      await openChatMenu(element);
      await choose(element, 'Desktop');
      const label = 'Desktop notifications Blocked in the browser’s settings';
      await until('the reason', async () => (await chatMenuLabels(element)).at(-1) === label);
      await choose(element, 'Desktop');
      expect(news.desktop).to.equal('denied');
      await expect(element).to.be.accessible();
      news.desktop = 'unsupported';
      await press('Escape');
      await openChatMenu(element);
      await until('the other reason', async () =>
        (await chatMenuLabels(element)).at(-1)?.endsWith('Not available here'),
      );
    });

    it('has no entries for them where they cannot be had', async () => {
      const element = await open({ menu: 'transcript news' });
      const menu = await chatMenuOf(element);
      for (const news of [
        () => Promise.resolve(undefined),
        () => Promise.reject(new Error('not there')),
      ]) {
        await replaceNews(menu, news);
        await openChatMenu(element);
        await until('no entries', async () => {
          return (await chatMenuLabels(element)).join() === TRANSCRIPT.join();
        });
        await press('Escape');
      }
    });
  });

  it('opens as a sheet for fingers', async () => {
    const before = Object.getOwnPropertyDescriptor(window, 'matchMedia');
    const [yes, no] = [matchMedia('(width >= 0px)'), matchMedia('(width < 0px)')];
    window.matchMedia = (query) => (query.includes('coarse') ? yes : no);
    try {
      const element = await open();
      await untilStatus(element, 'connected');
      const root = await openChatMenu(element);
      expect(root.querySelector('.menu')?.className).to.include('sheet');
    } finally {
      if (before) Object.defineProperty(window, 'matchMedia', before);
    }
  });
});
