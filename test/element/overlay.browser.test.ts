import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { emulateTouch, tap } from '../helpers/devtools.js';
import { limited, NO_DEVTOOLS, NO_MEDIA_FEATURES } from '../helpers/engine-limits.js';
import {
  newRoom,
  shown,
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
import { LARGE } from '../helpers/viewports.js';

describe('the overlay', () => {
  let chat: ChatFixture;
  let game: HTMLCanvasElement;
  /** Every key event that the game hears, whichever way it listens. */
  let heard: string[];
  let listening: AbortController;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  beforeEach(() => {
    heard = [];
    game = document.createElement('canvas');
    game.tabIndex = 0;
    game.style.cssText = 'position: fixed; inset: 0; inline-size: 100%; block-size: 100%';
    document.body.append(game);
    game.focus();
  });

  afterEach(async () => {
    listening.abort();
    document.body.replaceChildren();
    await chat.reset();
  });

  after(() => chat.stop());

  /** A game starts after its chat, as one does that is loaded for seconds. */
  function startGame(): void {
    listening = new AbortController();
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      for (const capture of [true, false]) {
        const listen = ({ key }: KeyboardEvent): void => void heard.push(`${type} ${key}`);
        window.addEventListener(type, listen, { capture, signal: listening.signal });
        document.addEventListener(type, listen, { capture, signal: listening.signal });
      }
    }
  }

  async function float(
    attributes: Record<string, string> = {},
    room = newRoom(),
  ): Promise<MomentoChatElement> {
    const element = chat.open({ room, attributes: { variant: 'overlay', ...attributes } });
    element.style.cssText = 'position: fixed; inset: auto auto 0 0; width: 360px; height: 400px';
    startGame();
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  /** What is hit near the middle of the overlay. */
  function hit(): Element | null {
    return document.elementFromPoint(180, innerHeight - 200);
  }

  it('passes the accessibility audit: idle and open, in light and dark', async () => {
    const element = await float();
    await chat.sendElsewhere(element.room, 'gg');
    await untilShown(element, ['gg']);
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      element.close();
      await settled(element);
      await expect(element).to.be.accessible();
      element.open();
      await settled(element);
      await expect(element).to.be.accessible();
    }
  });

  it('lets clicks through to the game, but not while it is open', async () => {
    const element = await float();
    for (let index = 0; index < 12; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', () => element.messages.length === 12);
    expectSame(hit(), game);
    element.open();
    await settled(element);
    expectSame(hit(), element);
    element.close();
    await settled(element);
    expectSame(hit(), game);
  });

  it('a key leads in, Escape leads out, and the game hears nothing of what was typed', async () => {
    const element = await float();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ type: 'Watch out' });
    await sendKeys({ press: 'ArrowLeft' });
    expect(composerOf(element).value).to.equal('Watch out');
    await sendKeys({ press: 'Enter' });
    await untilShown(element, ['Watch out']);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), game);
    expect(heard).to.deep.equal([]);
    await sendKeys({ press: 'w' });
    expect(heard).to.include('keydown w').and.to.include('keyup w');
  });

  limited(it, NO_DEVTOOLS, 'fingers lead in and out, too', async () => {
    const element = await float();
    await emulateTouch(true);
    try {
      await tap(inside(element, '.hint'));
      await until('it to open', () => element.opened);
      await settled(element);
      expect(focusedTag()).to.equal('textarea');
      await tap(inside(element, '.close'));
      await until('it to close', () => !element.opened);
      await settled(element);
      expectSame(focused(), game);
      expect(element.renderRoot.querySelector('.close')).to.equal(null);
    } finally {
      await emulateTouch(false);
    }
  });

  it('can be left by its button where nothing can be written, and keeps the page’s header', async () => {
    const element = await float({ readonly: '' });
    element.innerHTML = '<b slot="header">The lobby</b>';
    element.open();
    await settled(element);
    const button = inside(element, '.close').getBoundingClientRect();
    const header = element.children[0]?.getBoundingClientRect();
    const list = inside(element, 'momento-chat-message-list').getBoundingClientRect();
    expect(header?.right).to.be.at.most(button.left);
    expect(Math.max(button.bottom, header?.bottom ?? Infinity)).to.be.at.most(list.top);
    await expect(element).to.be.accessible();
    inside(element, '.close').click();
    expect(element.opened).to.equal(false);
  });

  it('gives the keyboard back to a game that listens without having the focus', async () => {
    game.blur();
    const element = await float();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), document.body);
  });

  it('lets the game see a key come up that was held on the way in', async () => {
    await float();
    await sendKeys({ down: 'w' });
    await sendKeys({ press: 'Enter' });
    await until('the focus', () => focusedTag() === 'textarea');
    heard = [];
    await sendKeys({ up: 'w' });
    expect(heard).to.deep.equal(['keyup w', 'keyup w', 'keyup w', 'keyup w']);
    heard = [];
    await sendKeys({ press: 'w' });
    expect(heard).to.deep.equal([]);
  });

  it('Escape leads out where nothing can be written, too', async () => {
    await chat.endpoint.behave({ status: 403 });
    const refused = chat.open({ attributes: { variant: 'overlay', hotkey: 'r' } });
    await untilStatus(refused, 'failed');
    await chat.endpoint.behave({});
    const readOnly = await float({ readonly: '' });
    for (const [element, key] of [
      [refused, 'r'],
      [readOnly, 'Enter'],
    ] as const) {
      await sendKeys({ press: key });
      await settled(element);
      expect(element.opened).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await settled(element);
      expect(element.opened).to.equal(false);
      expectSame(focused(), game);
    }
  });

  it('Escape leads out when nothing can be written any more', async () => {
    await chat.endpoint.behave({ delayMs: 1_500, status: 403 });
    const refused = chat.open({ attributes: { variant: 'overlay', hotkey: 'r' } });
    await refused.updateComplete;
    await sendKeys({ press: 'r' });
    await settled(refused);
    expect(focusedTag()).to.equal('textarea');
    await untilStatus(refused, 'failed');
    await settled(refused);
    await sendKeys({ press: 'Escape' });
    expect(refused.opened).to.equal(false);
    await chat.endpoint.behave({});
    const element = await float();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    element.readOnly = true;
    await settled(element);
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('takes the key that it is told to take', async () => {
    const element = await float({ hotkey: 't' });
    expect(inside(element, '.hint').textContent).to.contain('Press t to write');
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    await sendKeys({ press: 't' });
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(composerOf(element).value).to.equal('');
  });

  it('leaves all keys to the game where it has none', async () => {
    const element = await float({ hotkey: '' });
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    expect(heard).to.include('keydown Enter');
  });

  it('leaves the key alone with modifiers, in the page’s fields, and on its buttons', async () => {
    const element = await float();
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    const field = focusedField();
    await sendKeys({ press: 'Enter' });
    const button = document.createElement('button');
    let presses = 0;
    button.addEventListener('click', () => (presses += 1));
    document.body.append(button);
    button.focus();
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    expect(presses).to.equal(1);
    expect(heard.filter((key) => key === 'keydown Enter').length).to.equal(12);
    field.remove();
  });

  it('leaves the key to a modal dialog of the page’s', async () => {
    const element = await float();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    expect(heard).to.include('keydown Enter');
  });

  it('lets the inline chat of the same page hear and be heard', async () => {
    const other = chat.open();
    await untilStatus(other, 'connected');
    startGame();
    composerOf(other).focus();
    await sendKeys({ press: 'a' });
    expect(composerOf(other).value).to.equal('a');
    expect(heard).to.include('keydown a');
  });

  it('shows a composer only while it is open, and how to get there while it is not', async () => {
    const element = await float();
    expect(composerOf(element).checkVisibility()).to.equal(false);
    expect(inside(element, '.hint').textContent).to.contain('Press Enter to write');
    element.open();
    await settled(element);
    expect(composerOf(element).checkVisibility()).to.equal(true);
    expect(element.renderRoot.querySelector('.hint')).to.equal(null);
  });

  it('messages fade by themselves, and are all there when it is opened', async () => {
    const element = await float();
    element.style.setProperty('--momento-chat-fade-after', '50ms');
    await chat.sendElsewhere(element.room, 'gg');
    await untilShown(element, ['gg']);
    const opacity = async (): Promise<string> => {
      const [message] = await shown(element, '.message');
      return message ? getComputedStyle(message).opacity : '';
    };
    await until('it to fade', async () => (await opacity()) === '0');
    await until(
      'the hint to fade',
      () => getComputedStyle(inside(element, '.hint')).opacity === '0',
    );
    element.open();
    await settled(element);
    expect(await opacity()).to.equal('1');
  });

  limited(it, NO_MEDIA_FEATURES, 'messages disappear at once with reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const element = await float();
      await chat.sendElsewhere(element.room, 'gg');
      await untilShown(element, ['gg']);
      const [message] = await shown(element, '.message');
      if (!message) throw new Error('no message');
      expect(getComputedStyle(message).animationDuration).to.equal('0s');
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('opens by its methods, and focus() opens it, too', async () => {
    const element = await float();
    element.focus();
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(focusedTag()).to.equal('textarea');
    element.toggle();
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), game);
  });
});
