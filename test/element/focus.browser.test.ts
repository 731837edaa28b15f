import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
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
  settled,
} from '../helpers/element-parts.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

describe('the focus, moved by the page in an event listener', () => {
  let chat: ChatFixture;
  let field: HTMLInputElement;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => setViewport(LARGE));

  afterEach(async () => {
    document.body.replaceChildren();
    await chat.reset();
  });

  after(() => chat.stop());

  async function open(variant: string): Promise<MomentoChatElement> {
    const element = chat.open({ room: newRoom(), attributes: { variant } });
    await untilStatus(element, variant === 'launcher' ? 'disconnected' : 'connected');
    await settled(element);
    field = focusedField();
    field.blur();
    return element;
  }

  function buttonIn(composer: Element): HTMLElement {
    const button = composer.shadowRoot?.querySelector<HTMLElement>('.send');
    if (!button) throw new Error('no button');
    return button;
  }

  function moveAt(element: MomentoChatElement, type: keyof HTMLElementEventMap): void {
    element.addEventListener(type, () => field.focus(), { once: true });
  }

  for (const [place, viewport, variant] of [
    ['in a launcher’s panel', LARGE, 'launcher'],
    ['in a sheet over a small screen', SMALL, 'launcher'],
    ['in an overlay', LARGE, 'overlay'],
  ] as const) {
    it(`stays where the page moved it when the chat closes: ${place}`, async () => {
      const before = focusedField();
      const element = await open(variant);
      await setViewport(viewport);
      before.focus();
      for (const close of ['close()', 'Escape']) {
        element.focus();
        await settled(element);
        expect(focusedTag()).to.equal('textarea');
        moveAt(element, 'momento-chat-close');
        if (close === 'Escape') await sendKeys({ press: 'Escape' });
        else element.close();
        await settled(element);
        expect(element.opened).to.equal(false);
        expectSame(focused(), field);
      }
    });
  }

  for (const variant of ['launcher', 'overlay'] as const) {
    it(`stays where the page moved it when the chat opens: ${variant}`, async () => {
      const element = await open(variant);
      for (const doOpen of [() => element.open(), () => element.focus()]) {
        moveAt(element, 'momento-chat-open');
        doOpen();
        await settled(element);
        expect(element.opened).to.equal(true);
        expectSame(focused(), field);
        element.close();
        field.blur();
        await settled(element);
      }
    });
  }

  it('goes to the chat if the focused element is removed while the chat opens', async () => {
    const element = await open('launcher');
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    element.addEventListener('momento-chat-open', () => button.remove());
    element.open();
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
  });

  for (const how of ['the button', 'the keyboard'] as const) {
    it(`stays where the page moved it when a message is sent with ${how}`, async () => {
      const element = await open('inline');
      composerOf(element).focus();
      await sendKeys({ type: 'Hello' });
      moveAt(element, 'momento-chat-send');
      if (how === 'the button') buttonIn(composerOf(element)).click();
      else await sendKeys({ press: 'Enter' });
      await untilShown(element, ['Hello']);
      expectSame(focused(), field);
    });
  }
});
