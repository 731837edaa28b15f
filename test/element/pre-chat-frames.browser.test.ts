import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus } from '../helpers/chat-fixture.js';
import {
  composerOf,
  expectSame,
  focused,
  focusedTag,
  inside,
  settled,
} from '../helpers/element-parts.js';
import { buttonOf, launch, panelOf, useLauncherChat } from '../helpers/launcher-fixture.js';
import { fieldOf, fill, isAsked, start, untilAsked } from '../helpers/pre-chat.js';

describe('the questions before the chat in a launcher and an overlay', () => {
  const chat = useLauncherChat();
  let room: string;
  let before: number;

  beforeEach(async () => {
    room = newRoom();
    before = (await chat.endpoint.requests()).length;
  });

  function launched(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    return launch(chat, { 'pre-chat': 'name topic?', ...attributes }, room);
  }

  async function untilFocused(element: MomentoChatElement, name: string): Promise<void> {
    await until(
      `the focus in ${name}`,
      () => isAsked(element) && focused() === fieldOf(element, name),
    );
  }

  async function hasAskedForTokens(): Promise<boolean> {
    return (await chat.endpoint.requests()).length > before;
  }

  it('are in the panel, and have the focus when it opens', async () => {
    const element = await launched();
    expect(element.renderRoot.querySelector('.pre-chat')).to.equal(null);
    buttonOf(element).focus();
    await sendKeys({ press: 'Enter' });
    await untilFocused(element, 'name');
    expect(panelOf(element).contains(fieldOf(element, 'name'))).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), buttonOf(element));
    element.open();
    await untilFocused(element, 'name');
    expect(await hasAskedForTokens()).to.equal(false);
    await fill(element, { name: 'Grace' });
    await sendKeys({ press: 'Enter' });
    await untilStatus(element, 'connected');
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
    expect(composerOf(element).isConnected).to.equal(true);
  });

  it('come before an eager launcher enters its room, too', async () => {
    const element = await launched({ connect: 'eager' });
    await settled(element);
    expect(element.status).to.equal('disconnected');
    expect(element.matches(':state(offline)')).to.equal(false);
    expect(await hasAskedForTokens()).to.equal(false);
    element.open();
    await untilAsked(element);
  });

  it('are there again after a reload of a page with an open panel, without the focus', async () => {
    const first = await launched();
    first.open();
    await untilAsked(first);
    first.remove();
    const element = await launched();
    await untilAsked(element);
    expect(element.opened).to.equal(true);
    expect(element.matches(':focus-within')).to.equal(false);
    expect(await hasAskedForTokens()).to.equal(false);
  });

  it('show no search, and openSearch does nothing', async () => {
    const element = await launched({ search: '' });
    element.openSearch('x');
    await untilAsked(element);
    expect(element.renderRoot.querySelector('.search-button')).to.equal(null);
    await fill(element, { name: 'Grace' });
    await start(element);
    await untilStatus(element, 'connected');
    await element.updateComplete;
    inside(element, '.search-button');
  });

  it('fit into a panel as wide as a small phone', async () => {
    await setViewport({ width: 320, height: 480 });
    const element = await launched();
    element.open();
    await untilAsked(element);
    const form = inside(element, '.pre-chat');
    expect(form.scrollWidth).to.equal(form.clientWidth);
    for (const field of form.querySelectorAll<HTMLElement>('input, textarea, .start')) {
      expect(field.offsetHeight).to.be.at.least(44);
      expect(getComputedStyle(field).fontSize).to.equal(field.matches('.start') ? '15px' : '16px');
    }
  });

  it('are nothing over a game until it is opened by its key, and then hear all keys', async () => {
    const element = await launch(chat, { variant: 'overlay', 'pre-chat': 'name topic?' }, room);
    await settled(element);
    expect(element.renderRoot.querySelector('.pre-chat')).to.equal(null);
    expect(element.renderRoot.querySelector('momento-chat-message-list')).to.equal(null);
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(event.key);
    addEventListener('keydown', listen);
    await sendKeys({ press: 'Enter' });
    await untilFocused(element, 'name');
    await sendKeys({ type: 'Grace' });
    expect((fieldOf(element, 'name') as HTMLInputElement).value).to.equal('Grace');
    await sendKeys({ press: 'Enter' });
    await untilStatus(element, 'connected');
    await settled(element);
    removeEventListener('keydown', listen);
    expect(focusedTag()).to.equal('textarea');
    expect(heard).to.deep.equal([]);
  });
});
