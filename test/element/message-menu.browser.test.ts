import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, useChat } from '../helpers/chat-fixture.js';
import { focused, inside, settled } from '../helpers/element-parts.js';
import {
  openChat,
  sent,
  row,
  menuOf,
  inMenu,
  openMenu,
  labels,
  press,
} from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';

describe('the menu of a message', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  function open(
    attributes: Record<string, string> = {},
    room = newRoom(),
    user = 'ada',
  ): Promise<MomentoChatElement> {
    return openChat(chat, attributes, room, user);
  }

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
