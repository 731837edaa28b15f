import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import type { MessageMenu } from '../../src/views/message-menu.js';
import {
  newRoom,
  shown,
  startChat,
  until,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, focused, inside, settled } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';

describe('the actions on a message', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  async function open(
    attributes: Record<string, string> = {},
    room = newRoom(),
    user = 'ada',
  ): Promise<MomentoChatElement> {
    const element = chat.open({ room, user, attributes });
    await untilStatus(element, 'connected');
    return element;
  }

  /** Sends a message, and waits until it is settled. */
  async function sent(element: MomentoChatElement, text: string): Promise<string> {
    const id = element.send(text) ?? '';
    await until('it to be settled', () => element.messages.some((message) => message.id === id));
    await shown(element, '.message');
    return id;
  }

  function find(element: MomentoChatElement, id: string): ChatMessage | undefined {
    return element.messages.find((message) => message.id === id);
  }

  async function row(element: MomentoChatElement, text: string): Promise<HTMLElement> {
    let found: HTMLElement | undefined;
    await until(`a row ${text}`, async () => {
      found = (await shown(element, '.message')).find((each) => each.textContent.includes(text));
      return found;
    });
    return found as HTMLElement;
  }

  function menuOf(element: MomentoChatElement): MessageMenu | null {
    const list = inside(element, 'momento-chat-message-list');
    return list.shadowRoot?.querySelector('momento-chat-message-menu') ?? null;
  }

  function inMenu(element: MomentoChatElement, selector: string): HTMLElement[] {
    const root = menuOf(element)?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>(`.menu ${selector}`) ?? [])];
  }

  async function openMenu(element: MomentoChatElement, text: string): Promise<void> {
    (await row(element, text)).focus();
    await sendKeys({ press: 'Enter' });
    await until(
      'the menu',
      () => inMenu(element, 'button').length > 0 && focused()?.matches('.menu button'),
    );
  }

  function labels(element: MomentoChatElement): string[] {
    return inMenu(element, 'button').map(({ textContent }) => textContent.trim());
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
  }

  it('by keyboard: reacts, and takes the reaction back', async () => {
    const element = await open();
    const id = await sent(element, 'hello');
    await openMenu(element, 'hello');
    await expect(element).to.be.accessible();
    await press('ArrowRight', 'Enter');
    expect(find(element, id)?.reactions?.[0]?.emoji).to.equal('❤️');
    expect(focused()?.className).to.contain('message');
    await openMenu(element, 'hello');
    expect(inMenu(element, '[aria-checked=true]')[0]?.textContent.trim()).to.equal('❤️');
    await press('ArrowRight', 'Enter');
    expect(find(element, id)?.reactions).to.equal(undefined);
  });

  it('by keyboard: replies, with a bar above the composer that Escape closes', async () => {
    const element = await open();
    const id = await sent(element, 'hello');
    await openMenu(element, 'hello');
    await press('ArrowDown', 'Enter');
    await settled(element);
    expect(focused()?.localName).to.equal('textarea');
    const composer = composerOf(element).shadowRoot;
    expect(composer?.querySelector('.target')?.textContent).to.contain('Replying to You');
    await expect(element).to.be.accessible();
    await press('Escape');
    await settled(element);
    expect(composer?.querySelector('.target')).to.equal(null);
    expect(element.reply(id)).to.equal(true);
    await write(element, 'an answer');
    await settled(element);
    expect(composer?.querySelector('.target')).to.equal(null);
    await until('the answer', () => element.messages.at(-1)?.replyTo?.id === id);
  });

  it('by keyboard: edits, and Escape brings the draft back', async () => {
    const element = await open();
    const id = await sent(element, 'helo');
    await openMenu(element, 'helo');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await settled(element);
    expect(composerOf(element).value).to.equal('helo');
    await press('Escape');
    composerOf(element).value = 'a draft';
    await openMenu(element, 'helo');
    await press('End', 'ArrowUp', 'Enter');
    await settled(element);
    expect(composerOf(element).value).to.equal('helo');
    await write(element, 'hello');
    await settled(element);
    expect(find(element, id)?.text).to.equal('hello');
    expect(composerOf(element).value).to.equal('a draft');
    expect(composerOf(element).target).to.equal(undefined);
  });

  it('ArrowUp in the empty composer edits the last own message', async () => {
    const element = await open();
    await sent(element, 'first');
    await sent(element, 'last');
    element.focus();
    await press('ArrowUp');
    await settled(element);
    expect(composerOf(element).value).to.equal('last');
    await press('Escape');
    await settled(element);
    expect(composerOf(element).value).to.equal('');
  });

  it('ArrowUp does nothing while an input method composes', async () => {
    const element = await open();
    await sent(element, 'last');
    element.focus();
    const init = { key: 'ArrowUp', isComposing: true, bubbles: true, composed: true };
    focused()?.dispatchEvent(new KeyboardEvent('keydown', init));
    await settled(element);
    expect(composerOf(element).value).to.equal('');
  });

  it('by keyboard: asks once before it removes', async () => {
    const element = await open();
    const id = await sent(element, 'oops');
    await openMenu(element, 'oops');
    await press('End', 'Enter');
    await until('the question', () => focused()?.textContent.trim() === 'Keep');
    await expect(element).to.be.accessible();
    await press('Enter');
    expect(find(element, id)?.removed).to.equal(undefined);
    expect(focused()?.className).to.contain('message');
    await openMenu(element, 'oops');
    await press('End', 'Enter');
    await until('the question', () => focused()?.textContent.trim() === 'Keep');
    await press('ArrowLeft', 'Enter');
    await until('it to be removed', () => find(element, id)?.removed);
    await until('it to be stored', () => element.messages.some(({ removed }) => removed));
  });

  it('leads from message to message, with one stop of the Tab key', async () => {
    const element = await open();
    for (const text of ['one', 'two', 'three']) await sent(element, text);
    (await row(element, 'three')).focus();
    await press('ArrowUp');
    expect(focused()?.ariaLabel).to.match(/^You, two/);
    await press('Home');
    await until('the first', () => focused()?.ariaLabel?.startsWith('You, one'));
    await press('End');
    await until('the last', () => focused()?.ariaLabel?.startsWith('You, three'));
    const stops = (await shown(element, '.message')).filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).to.have.length(1);
  });

  it('Shift+F10 opens the menu, Escape gives the focus back to the message', async () => {
    const element = await open();
    await sent(element, 'hello');
    (await row(element, 'hello')).focus();
    // WebKit's driver has no F10.
    const init = { key: 'F10', shiftKey: true, bubbles: true, cancelable: true };
    focused()?.dispatchEvent(new KeyboardEvent('keydown', init));
    await until('the menu', () => menuOf(element)?.opened);
    await press('Escape');
    expect(menuOf(element)?.opened).to.equal(false);
    expect(focused()?.className).to.contain('message');
  });

  it('offers what is possible only', async () => {
    const room = newRoom();
    const ada = await open({}, room);
    await sent(ada, 'from Ada');
    const grace = await open({}, room, 'grace');
    await openMenu(grace, 'from Ada');
    expect(labels(grace).slice(6)).to.deep.equal(['Reply', 'Copy text']);
    await press('Escape');
    grace.readOnly = true;
    await openMenu(grace, 'from Ada');
    expect(labels(grace)).to.deep.equal(['Copy text']);
    await press('Escape');
    ada.reactions = 'off';
    ada.editWindow = 0;
    ada.deleteWindow = 0;
    await openMenu(ada, 'from Ada');
    expect(labels(ada)).to.deep.equal(['Reply', 'Copy text']);
  });

  it('has the actions that the page adds and leaves', async () => {
    const element = await open();
    const done: string[] = [];
    element.messageActions = (_, actions) => [
      ...actions.filter(({ id }) => id !== 'remove' && id !== 'react'),
      { id: 'report', label: 'Report', icon: '⚑', run: ({ text }) => done.push(text) },
    ];
    await sent(element, 'hello');
    await openMenu(element, 'hello');
    expect(labels(element).map((label) => label.replace(/\s+/g, ' '))).to.deep.equal([
      'Reply',
      'Copy text',
      'Edit',
      '⚑ Report',
    ]);
    await press('End', 'Enter');
    expect(done).to.deep.equal(['hello']);
  });

  it('shows a toolbar at the message under the mouse, one for all messages', async () => {
    const element = await open();
    await sent(element, 'one');
    await sent(element, 'two');
    for (const text of ['one', 'two']) {
      const { left, top } = (await row(element, text))
        .querySelector('.bubble')!
        .getBoundingClientRect();
      await sendMouse({ type: 'move', position: [Math.round(left + 5), Math.round(top + 8)] });
      await until('the toolbar', () => menuOf(element)?.parentElement?.textContent.includes(text));
    }
    const list = inside(element, 'momento-chat-message-list').shadowRoot;
    expect(list?.querySelectorAll('momento-chat-message-menu')).to.have.length(1);
    await sendMouse({ type: 'move', position: [1, 1] });
    await until('it to go', () => !menuOf(element));
  });

  it('a long press opens a sheet, and keeps the browser’s own menu away only then', async () => {
    const element = await open();
    await sent(element, 'hello');
    const bubble = (await row(element, 'hello')).querySelector('.bubble')!;
    const touch = (type: string): boolean =>
      bubble.dispatchEvent(
        new PointerEvent(type, {
          ...{ pointerType: 'touch', clientX: 5, clientY: 5 },
          ...{ bubbles: true, cancelable: true, composed: true },
        }),
      );
    expect(touch('contextmenu')).to.equal(true);
    touch('pointerdown');
    expect(touch('contextmenu')).to.equal(false);
    await until('the sheet', () => inMenu(element, 'button').length > 0);
    touch('pointerup');
    expect(menuOf(element)?.shadowRoot?.querySelector('.sheet')?.matches(':popover-open')).to.equal(
      true,
    );
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(menuOf(element)?.opened).to.equal(false);
    touch('pointerdown');
    touch('pointerup');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(menuOf(element)?.opened ?? false).to.equal(false);
  });

  for (const variant of ['launcher', 'overlay'] as const) {
    it(`Escape closes the menu in the ${variant}, and leaves the chat open`, async () => {
      const element = await open({ variant, connect: 'eager' });
      element.open();
      await settled(element);
      await sent(element, 'hello');
      await openMenu(element, 'hello');
      await press('ArrowDown', 'Escape');
      await settled(element);
      expect(menuOf(element)?.opened).to.equal(false);
      expect(focused()?.className).to.contain('message');
      expect(element.opened).to.equal(true);
      await press('Escape');
      expect(element.opened).to.equal(false);
    });
  }

  it('the menu fits into a small frame', async () => {
    await setViewport({ width: 240, height: 320 });
    const element = await open();
    element.style.blockSize = '300px';
    await sent(element, 'hello');
    await openMenu(element, 'hello');
    const rect = menuOf(element)?.shadowRoot?.querySelector('.menu')?.getBoundingClientRect();
    expect(rect?.left).to.be.at.least(0);
    expect(rect?.right).to.be.at.most(240);
    expect(rect?.top).to.be.at.least(0);
    expect(rect?.bottom).to.be.at.most(320);
    await setViewport(LARGE);
  });
});
