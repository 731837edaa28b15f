import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { shown, startChat, until, untilShown, type ChatFixture } from '../helpers/chat-fixture.js';
import { emulateTouch, tap } from '../helpers/devtools.js';
import {
  composerOf,
  expectSame,
  focused,
  focusedTag,
  inside,
  settled,
} from '../helpers/element-parts.js';
import { limited, NO_DEVTOOLS, NO_MEDIA_FEATURES } from '../helpers/engine-limits.js';
import { Game, openOverlay } from '../helpers/game.js';
import { LARGE } from '../helpers/viewports.js';

describe('the overlay', () => {
  let chat: ChatFixture;
  let game: Game;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  beforeEach(() => {
    game = new Game();
  });

  afterEach(async () => {
    game.dispose();
    document.body.replaceChildren();
    await chat.reset();
  });

  after(() => chat.stop());

  /** The element that a click in the middle of the overlay goes to. */
  function hit(): Element | null {
    return document.elementFromPoint(180, innerHeight - 200);
  }

  it('passes the accessibility audit: idle and open, in light and dark', async () => {
    const element = await openOverlay(chat, game);
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

  it('passes clicks through to the game while closed, and receives them while open', async () => {
    const element = await openOverlay(chat, game);
    for (let index = 0; index < 12; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', () => element.messages.length === 12);
    expectSame(hit(), game.canvas);
    element.open();
    await settled(element);
    expectSame(hit(), element);
    element.close();
    await settled(element);
    expectSame(hit(), game.canvas);
  });

  limited(it, NO_DEVTOOLS, 'opens by a tap on the hint, closes by its button', async () => {
    const element = await openOverlay(chat, game);
    await emulateTouch(true);
    try {
      await tap(inside(element, '.hint'));
      await until('it to open', () => element.opened);
      await settled(element);
      expect(focusedTag()).to.equal('textarea');
      await tap(inside(element, '.close'));
      await until('it to close', () => !element.opened);
      await settled(element);
      expectSame(focused(), game.canvas);
      expect(element.renderRoot.querySelector('.close')).to.equal(null);
    } finally {
      await emulateTouch(false);
    }
  });

  it('closes by its button when it is read-only, and shows the page’s header', async () => {
    const element = await openOverlay(chat, game, { readonly: '' });
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

  it('shows the composer only while open, and a hint with the key only while closed', async () => {
    const element = await openOverlay(chat, game);
    expect(composerOf(element).checkVisibility()).to.equal(false);
    expect(inside(element, '.hint').textContent).to.contain('Press Enter to write');
    element.open();
    await settled(element);
    expect(composerOf(element).checkVisibility()).to.equal(true);
    expect(element.renderRoot.querySelector('.hint')).to.equal(null);
  });

  it('messages and the hint fade after a while, and the messages are visible again when it opens', async () => {
    const element = await openOverlay(chat, game);
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
      const element = await openOverlay(chat, game);
      await chat.sendElsewhere(element.room, 'gg');
      await untilShown(element, ['gg']);
      const [message] = await shown(element, '.message');
      if (!message) throw new Error('no message');
      expect(getComputedStyle(message).animationDuration).to.equal('0s');
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  limited(it, NO_MEDIA_FEATURES, 'the hint disappears at once with reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const element = await openOverlay(chat, game);
      const { animationName, animationDuration } = getComputedStyle(inside(element, '.hint'));
      expect([animationName, animationDuration]).to.deep.equal(['fade', '0s']);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('opens and closes by its methods, and focus() opens it', async () => {
    const element = await openOverlay(chat, game);
    element.focus();
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(focusedTag()).to.equal('textarea');
    element.toggle();
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), game.canvas);
  });
});
