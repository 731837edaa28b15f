import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import {
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
import { Game, openOverlay } from '../helpers/game.js';
import { LARGE } from '../helpers/viewports.js';

describe('the overlay’s keyboard', () => {
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

  it('a key opens it, Escape closes it, and the game receives no key event in between', async () => {
    const element = await openOverlay(chat, game);
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
    expectSame(focused(), game.canvas);
    expect(game.heard).to.deep.equal([]);
    await sendKeys({ press: 'w' });
    expect(game.heard).to.include('keydown w').and.to.include('keyup w');
  });

  it('returns the focus to the body when the game listens without having the focus', async () => {
    game.canvas.blur();
    const element = await openOverlay(chat, game);
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), document.body);
  });

  it('the game receives the keyup of a key that was held while it opened', async () => {
    await openOverlay(chat, game);
    await sendKeys({ down: 'w' });
    await sendKeys({ press: 'Enter' });
    await until('the focus', () => focusedTag() === 'textarea');
    game.heard = [];
    await sendKeys({ up: 'w' });
    expect(game.heard).to.deep.equal(['keyup w', 'keyup w', 'keyup w', 'keyup w']);
    game.heard = [];
    await sendKeys({ press: 'w' });
    expect(game.heard).to.deep.equal([]);
  });

  it('Escape closes it when the connection was refused, and when it is read-only', async () => {
    await chat.endpoint.behave({ status: 403 });
    const refused = chat.open({ attributes: { variant: 'overlay', hotkey: 'r' } });
    await untilStatus(refused, 'failed');
    await chat.endpoint.behave({});
    const readOnly = await openOverlay(chat, game, { readonly: '' });
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
      expectSame(focused(), game.canvas);
    }
  });

  it('Escape closes it after the composer was removed: refused, or read-only while open', async () => {
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
    const element = await openOverlay(chat, game);
    await sendKeys({ press: 'Enter' });
    await settled(element);
    element.readOnly = true;
    await settled(element);
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('opens with the key that `hotkey` names', async () => {
    const element = await openOverlay(chat, game, { hotkey: 't' });
    expect(inside(element, '.hint').textContent).to.contain('Press t to write');
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    await sendKeys({ press: 't' });
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(composerOf(element).value).to.equal('');
  });

  it('leaves all keys to the game when `hotkey` is empty', async () => {
    const element = await openOverlay(chat, game, { hotkey: '' });
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    expect(game.heard).to.include('keydown Enter');
  });

  it('ignores its key with a modifier, in the page’s fields, and on the page’s buttons', async () => {
    const element = await openOverlay(chat, game);
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
    expect(game.heard.filter((key) => key === 'keydown Enter').length).to.equal(12);
    field.remove();
  });

  it('ignores its key while a modal dialog of the page is open', async () => {
    const element = await openOverlay(chat, game);
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    await sendKeys({ press: 'Enter' });
    expect(element.opened).to.equal(false);
    expect(game.heard).to.include('keydown Enter');
  });

  it('leaves the keys of an inline chat alone: it receives them, and so does the page', async () => {
    const other = chat.open();
    await untilStatus(other, 'connected');
    game.start();
    composerOf(other).focus();
    await sendKeys({ press: 'a' });
    expect(composerOf(other).value).to.equal('a');
    expect(game.heard).to.include('keydown a');
  });
});
