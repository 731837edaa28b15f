import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import {
  composerOf,
  expectSame,
  focused,
  focusedField,
  focusedTag,
  inside,
  settled,
} from '../helpers/element-parts.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

/** What the audit brings along, as far as it is used here. */
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

  async function launch(
    attributes: Record<string, string> = {},
    room = newRoom(),
  ): Promise<MomentoChatElement> {
    const element = chat.open({ room, attributes: { variant: 'launcher', ...attributes } });
    await settled(element);
    return element;
  }

  function buttonOf(element: MomentoChatElement): HTMLElement {
    return inside(element, '.launcher');
  }

  function panelOf(element: MomentoChatElement): HTMLDialogElement {
    return inside(element, '.panel');
  }

  it('passes the accessibility audit: closed, open, and over a small screen, in light and dark', async () => {
    const element = await launch();
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

  it('opens with the keyboard and gives the focus back', async () => {
    const element = await launch();
    buttonOf(element).focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(focusedTag()).to.equal('textarea');
    expect(buttonOf(element).ariaExpanded).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), buttonOf(element));
    expect(buttonOf(element).ariaExpanded).to.equal('false');
    expect(panelOf(element).checkVisibility()).to.equal(false);
  });

  it('keeps its button’s name, which is read out beside “expanded” or “collapsed”', async () => {
    const element = await launch();
    const name = buttonOf(element).ariaLabel;
    element.open();
    await settled(element);
    expect(buttonOf(element).ariaExpanded).to.equal('true');
    expect(buttonOf(element).ariaLabel).to.equal(name);
  });

  describe('has a dialog that is named', () => {
    /** As the accessibility audit computes it: through the slot, into what the page has put there. */
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
      const element = await launch();
      element.strings = { title: 'Support' };
      expect(await dialogName(element)).to.equal('Support');
    });

    it('by the header that the page gives it', async () => {
      const element = await launch();
      element.innerHTML = '<h2 slot="header">Ask <em>Theo</em></h2>';
      expect(await dialogName(element)).to.equal('Ask Theo');
    });

    it('by its title still, where that header says nothing', async () => {
      const element = await launch();
      element.innerHTML = '<svg slot="header" aria-hidden="true"></svg>';
      expect(await dialogName(element)).to.equal('Chat');
    });
  });

  it('gives the focus back to what had it, when a program opened it', async () => {
    const element = await launch();
    const field = focusedField();
    element.open();
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), field);
  });

  it('has the focus itself when what had it can take it no more', async () => {
    const element = await launch();
    const field = focusedField();
    element.open();
    await settled(element);
    field.disabled = true;
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), buttonOf(element));
  });

  it('keeps the focus when the button that had it goes away, so that Escape still closes it', async () => {
    await chat.endpoint.behave({ status: 403, times: 1 });
    const element = await launch();
    element.open();
    await untilStatus(element, 'failed');
    await settled(element);
    const banner = inside(element, 'momento-chat-status-banner');
    banner.shadowRoot?.querySelector('button')?.focus();
    await sendKeys({ press: 'Enter' });
    await untilStatus(element, 'connected');
    await settled(element);
    expect(focusedTag()).not.to.equal('body');
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('leaves a visitor alone who is elsewhere in the page when it is closed', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    const field = focusedField();
    element.close();
    await settled(element);
    expectSame(focused(), field);
  });

  it('closes with its button, and with Escape on the launcher', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    inside(element, '.close').click();
    await settled(element);
    expect(element.opened).to.equal(false);
    buttonOf(element).click();
    await settled(element);
    buttonOf(element).focus();
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('stays open for the Escape that ends a suggestion of an input method', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      const event = new KeyboardEvent('keydown', {
        key: 'Escape',
        bubbles: true,
        composed: true,
        ...init,
      });
      focused()?.dispatchEvent(event);
      expect(element.opened).to.equal(true);
    }
  });

  it('leaves Escape to a dialog that the host has put in', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    const dialog = document.createElement('dialog');
    dialog.slot = 'composer-actions';
    element.append(dialog);
    dialog.showModal();
    await sendKeys({ press: 'Escape' });
    await until('the dialog to close', () => !dialog.open);
    expect(element.opened).to.equal(true);
    await settled(element);
    element.focus();
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('keeps an Escape that closes it from the page', async () => {
    const element = await launch();
    let heard = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') heard += 1;
    };
    document.addEventListener('keydown', listen);
    element.open();
    await settled(element);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.equal(0);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.equal(1);
    document.removeEventListener('keydown', listen);
  });

  it('is on top of a page that claims the highest z-index there is, open and closed', async () => {
    const cover = document.createElement('div');
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #fff';
    const element = await launch();
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
      const element = await launch({ placement });
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

  it('costs nothing until it is opened, and stays connected when it is closed', async () => {
    const before = (await chat.endpoint.requests()).length;
    const element = await launch();
    expect(element.status).to.equal('disconnected');
    expect(element.matches(':state(offline)')).to.equal(false);
    expect((await chat.endpoint.requests()).length).to.equal(before);
    element.open();
    await untilStatus(element, 'connected');
    element.close();
    await settled(element);
    expect(element.status).to.equal('connected');
    await chat.untilStreams(1);
  });

  it('connects at once when told to', async () => {
    const element = await launch({ connect: 'eager' });
    await untilStatus(element, 'connected');
    expect(element.opened).to.equal(false);
  });

  it('connects when it is told to later, and when it becomes another variant', async () => {
    const element = await launch();
    element.connect = 'eager';
    await untilStatus(element, 'connected');
    const other = await launch();
    other.variant = 'inline';
    await untilStatus(other, 'connected');
  });

  it('is open again on the next page, and leaves the focus where it is', async () => {
    const room = newRoom();
    const first = await launch({}, room);
    first.open();
    await settled(first);
    first.remove();
    const field = focusedField();
    const events: string[] = [];
    document.body.addEventListener('momento-chat-open', () => events.push('open'), { once: true });
    const second = await launch({}, room);
    await settled(second);
    expect(second.opened).to.equal(true);
    expect(panelOf(second).checkVisibility()).to.equal(true);
    expectSame(focused(), field);
    expect(events).to.deep.equal(['open']);
    inside(second, '.close').focus();
    second.close();
    await settled(second);
    expectSame(focused(), buttonOf(second));
    second.remove();
    const third = await launch({}, room);
    expect(third.opened).to.equal(false);
    // Who has used it is told of what comes.
    await untilStatus(third, 'connected');
    const elsewhere = await launch();
    expect(elsewhere.opened).to.equal(false);
    expect(elsewhere.status).to.equal('disconnected');
  });

  it('is open again in the room that it has gone to', async () => {
    const first = await launch();
    first.open();
    first.room = newRoom();
    await settled(first);
    first.remove();
    expect((await launch({}, first.room)).opened).to.equal(true);
  });

  it('does not cover a small screen unasked', async () => {
    const room = newRoom();
    const first = await launch({}, room);
    first.open();
    await settled(first);
    first.remove();
    await setViewport(SMALL);
    expect((await launch({}, room)).opened).to.equal(false);
  });

  it('covers all of a small screen, and nothing below can be reached', async () => {
    await setViewport(SMALL);
    const field = focusedField();
    const element = await launch();
    element.open();
    await settled(element);
    const { left, top, right, bottom } = panelOf(element).getBoundingClientRect();
    expect([left, top, right, bottom]).to.deep.equal([0, 0, SMALL.width, SMALL.height]);
    field.focus();
    expect(focused() === field).to.equal(false);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), field);
  });

  it('ends above the on-screen keyboard', async () => {
    await setViewport(SMALL);
    const element = await launch();
    element.open();
    await settled(element);
    element.style.setProperty('--_keyboard-inset', '300px');
    expect(panelOf(element).getBoundingClientRect().bottom).to.equal(SMALL.height - 300);
  });

  it('keeps text and focus when the screen becomes small and large again', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    await sendKeys({ type: 'half a' });
    for (const viewport of [SMALL, LARGE]) {
      await setViewport(viewport);
      await until('the change', () => panelOf(element).matches(':modal') === (viewport === SMALL));
      await settled(element);
      expect(element.opened).to.equal(true);
      expect(focusedTag()).to.equal('textarea');
    }
    expect(composerOf(element).value).to.equal('half a');
  });

  it('is closed when the browser closes the sheet, as the back gesture does', async () => {
    await setViewport(SMALL);
    const element = await launch();
    element.open();
    await settled(element);
    panelOf(element).close();
    await until('it to be closed', () => !element.opened);
  });

  it('is still on top after it has been moved in the page', async () => {
    const element = await launch();
    element.open();
    await settled(element);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await settled(element);
    expect(buttonOf(element).checkVisibility()).to.equal(true);
    expect(panelOf(element).matches(':popover-open')).to.equal(true);
    element.remove();
    await setViewport(SMALL);
    document.body.append(element);
    await settled(element);
    expect(panelOf(element).matches(':modal')).to.equal(true);
  });

  it('shows the newest message when it is opened', async () => {
    const element = await launch({ connect: 'eager' });
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

  it('can be used at 320 px, and in a window of little height', async () => {
    for (const viewport of [
      { width: 320, height: 560 },
      { width: 900, height: 460 },
    ]) {
      await setViewport(viewport);
      const element = await launch();
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

  it('says what it is and how much is new, in the page’s language', async () => {
    const element = await launch();
    element.lang = 'ja';
    element.requestUpdate();
    await settled(element);
    expect(buttonOf(element).ariaLabel).to.equal('チャットを開く');
    element.open();
    await settled(element);
    expect(panelOf(element).ariaLabel).to.equal('チャット');
  });

  it('shows the host’s own header, icon, greeting and words for being away', async () => {
    const element = await launch();
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

  it('lets go of the page when it is hidden, and takes what frameworks unset', async () => {
    await setViewport(SMALL);
    const element = await launch();
    element.open();
    await settled(element);
    await until('the sheet', () => panelOf(element).matches(':modal'));
    element.hidden = true;
    await until('the page to be free', () => !panelOf(element).matches(':modal'));
    element.strings = undefined;
    element.hotkey = undefined;
    await settled(element);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
    element.hidden = false;
    await until('the sheet again', () => panelOf(element).matches(':modal'));
  });
});

/** What is hit in the middle of an element. */
function topmostAt(target: Element): Element | null {
  const { left, top, width, height } = target.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2);
}
