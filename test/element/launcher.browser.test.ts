import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, expectSame, inside, settled } from '../helpers/element-parts.js';
import { launch, buttonOf, panelOf } from '../helpers/launcher-fixture.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

/** The functions of the accessibility audit that are used here. */
interface Axe {
  setup(root: Element): void;
  teardown(): void;
  commons: { text: { accessibleText(element: Element): string } };
}

describe('the launcher', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => setViewport(LARGE));

  afterEach(async () => {
    document.body.replaceChildren();
    document.documentElement.dir = '';
    await chat.reset();
  });

  after(() => chat.stop());

  it('passes the accessibility audit: closed, open, and over a small screen, in light and dark', async () => {
    const element = await launch(chat);
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      element.close();
      await setViewport(LARGE);
      await settled(element);
      await expect(element).to.be.accessible();
      element.open();
      await untilStatus(element, 'connected');
      await settled(element);
      await expect(element).to.be.accessible();
      await setViewport(SMALL);
      await settled(element);
      await expect(element).to.be.accessible();
    }
  });

  it('does not change its button’s name: screen readers add “expanded” or “collapsed”', async () => {
    const element = await launch(chat);
    const name = buttonOf(element).ariaLabel;
    element.open();
    await settled(element);
    expect(buttonOf(element).ariaExpanded).to.equal('true');
    expect(buttonOf(element).ariaLabel).to.equal(name);
  });

  describe('names its dialog', () => {
    /** The accessible name as the audit computes it, through the slot into the page's content. */
    async function dialogName(element: MomentoChatElement): Promise<string> {
      element.open();
      await settled(element);
      const { axe } = globalThis as unknown as { axe: Axe };
      axe.setup(document.body);
      try {
        return axe.commons.text.accessibleText(panelOf(element));
      } finally {
        axe.teardown();
      }
    }

    it('by its title', async () => {
      const element = await launch(chat);
      element.strings = { title: 'Support' };
      expect(await dialogName(element)).to.equal('Support');
    });

    it('by the header that the page gives it', async () => {
      const element = await launch(chat);
      element.innerHTML = '<h2 slot="header">Ask <em>Theo</em></h2>';
      expect(await dialogName(element)).to.equal('Ask Theo');
    });

    it('by its title if that header has no text', async () => {
      const element = await launch(chat);
      element.innerHTML = '<svg slot="header" aria-hidden="true"></svg>';
      expect(await dialogName(element)).to.equal('Chat');
    });
  });

  it('is above a page with the highest possible z-index, open and closed', async () => {
    const cover = document.createElement('div');
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #fff';
    const element = await launch(chat);
    document.body.append(cover);
    expectSame(topmostAt(buttonOf(element)), element);
    element.open();
    await settled(element);
    expectSame(topmostAt(panelOf(element)), element);
    expectSame(topmostAt(buttonOf(element)), element);
  });

  for (const [placement, dir, x, y] of [
    ['bottom-end', 'ltr', 'right', 'bottom'],
    ['bottom-start', 'ltr', 'left', 'bottom'],
    ['top-end', 'ltr', 'right', 'top'],
    ['top-start', 'ltr', 'left', 'top'],
    ['bottom-end', 'rtl', 'left', 'bottom'],
    ['top-start', 'rtl', 'right', 'top'],
  ] as const) {
    it(`stands ${y} ${x} for ${placement} in ${dir}, with its panel beside it`, async () => {
      document.documentElement.dir = dir;
      const element = await launch(chat, { placement });
      element.open();
      await settled(element);
      const button = buttonOf(element).getBoundingClientRect();
      const panel = panelOf(element).getBoundingClientRect();
      for (const box of [button, panel]) {
        expect(x === 'left' ? box.left : innerWidth - box.right).to.be.closeTo(20, 1);
      }
      expect(y === 'top' ? button.top : innerHeight - button.bottom).to.be.closeTo(20, 1);
      expect(y === 'top' ? panel.top - button.bottom : button.top - panel.bottom).to.be.closeTo(
        12,
        1,
      );
      expect(panel.top).to.be.at.least(0);
      expect(panel.bottom).to.be.at.most(innerHeight);
    });
  }

  it('shows the newest message when it is opened', async () => {
    const element = await launch(chat, { connect: 'eager' });
    await untilStatus(element, 'connected');
    const texts = Array.from({ length: 30 }, (_, index) => `message ${String(index)}`);
    for (const text of texts) await chat.sendElsewhere(element.room, text);
    await until('all', () => element.messages.length === texts.length);
    element.open();
    await settled(element);
    await until('the newest', async () => (await shownTexts(element)).includes('message 29'));
    const list = inside(element, 'momento-chat-message-list');
    const scroller = list.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('no scroller');
    await until(
      'the end',
      () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 50,
    );
  });

  it('is usable at 320 px, and in a window with little height', async () => {
    for (const viewport of [
      { width: 320, height: 560 },
      { width: 900, height: 460 },
    ]) {
      await setViewport(viewport);
      const element = await launch(chat);
      element.open();
      await untilStatus(element, 'connected');
      await settled(element);
      element.send('hello');
      await untilShown(element, ['hello']);
      const panel = panelOf(element).getBoundingClientRect();
      expect(panel.left).to.be.at.least(0);
      expect(panel.right).to.be.at.most(viewport.width);
      expect(panel.top).to.be.at.least(0);
      const field = composerOf(element).getBoundingClientRect();
      expect(field.bottom).to.be.at.most(panel.bottom);
      element.remove();
    }
  });

  it('names itself and its unread count in the page’s language', async () => {
    const element = await launch(chat);
    element.lang = 'ja';
    element.requestUpdate();
    await settled(element);
    expect(buttonOf(element).ariaLabel).to.equal('チャットを開く');
    element.open();
    await settled(element);
    expect(panelOf(element).ariaLabel).to.equal('チャット');
  });

  it('shows the page’s header, icon, greeting and away notice', async () => {
    const element = await launch(chat);
    element.away = true;
    element.innerHTML = `
      <b slot="header">Support</b>
      <img slot="launcher-icon" alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" />
      <p slot="greeting">Welcome!</p>
      <span slot="away">Back on Monday.</span>
      <button slot="composer-actions">Attach</button>`;
    element.open();
    await untilStatus(element, 'connected');
    await settled(element);
    for (const child of element.children) {
      await until(child.slot, () => child.checkVisibility());
      expect(child.getBoundingClientRect().height, child.slot).to.be.above(10);
    }
    expect(inside(element, '.title').checkVisibility()).to.equal(true);
    await expect(element).to.be.accessible();
  });
});

/** The element that a click in the middle of another one reaches. */
function topmostAt(target: Element): Element | null {
  const { left, top, width, height } = target.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2);
}
