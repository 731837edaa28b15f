import { expect } from '@open-wc/testing';
import { executeServerCommand, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
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

  it('is pictured', async () => {
    const element = await open({ lang: 'en' });
    element.style.blockSize = '500px';
    await sent(
      element,
      'Hello, is this on? A rather long message which goes over the width of it.',
    );
    const id = await sent(element, 'ok');
    element.react(id, '👍');
    await openMenu(element, 'ok');
    console.log(
      inMenu(element, 'button')
        .map((b) => b.textContent.trim())
        .join('|'),
      focused()?.outerHTML,
    );
    await executeServerCommand('screenshot', { name: 'actions-menu' });
    await sendKeys({ press: 'Escape' });
    console.log(focused()?.className, focused()?.ariaLabel);
    await executeServerCommand('screenshot', { name: 'actions-toolbar' });
    await settled(element);
    expect(composerOf(element)).to.exist;
    void find;
    void sendMouse;
    void write;
  });
});
