import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, shown, until, useChat, write } from '../helpers/chat-fixture.js';
import { composerOf, focused, settled } from '../helpers/element-parts.js';
import {
  openChat,
  sent,
  find,
  row,
  menuOf,
  inMenu,
  openMenu,
  labels,
  press,
} from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';

describe('the actions on a message, by keyboard', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  function open(
    attributes: Record<string, string> = {},
    room = newRoom(),
    user = 'ada',
  ): Promise<MomentoChatElement> {
    return openChat(chat, attributes, room, user);
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

  it('offers only possible actions', async () => {
    const room = newRoom();
    const ada = await open({}, room);
    await sent(ada, 'from Ada');
    const grace = await open({}, room, 'grace');
    await openMenu(grace, 'from Ada');
    // Behind the quick reactions, and the button for further ones.
    expect(labels(grace).slice(7)).to.deep.equal(['Reply', 'Copy text']);
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
});
