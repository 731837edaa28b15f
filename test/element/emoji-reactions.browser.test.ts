import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { newRoom, until, useChat } from '../helpers/chat-fixture.js';
import { focused } from '../helpers/element-parts.js';
import { inPicker, pickerOf } from '../helpers/emoji-picking.js';
import { find, inMenu, openChat, openMenu, press, row, sent } from '../helpers/message-actions.js';
import { useOwnStorage } from '../helpers/own-storage.js';
import { LARGE } from '../helpers/viewports.js';

describe('reactions with any emoji', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  useOwnStorage();

  it('are given by the menu of a message, and come to others', async () => {
    const room = newRoom();
    const ada = await openChat(chat, {}, room);
    const grace = await openChat(chat, {}, room, 'grace');
    const id = await sent(ada, 'It compiles');
    await until('it', () => find(grace, id));
    await openMenu(grace, 'It compiles');
    const quick = inMenu(grace, '.emoji');
    expect(quick.at(-1)?.ariaLabel).to.equal('More emoji');
    await press('ArrowLeft');
    // From the first to the last entry of all; the row ends with it.
    quick.at(-1)?.focus();
    await press('Enter');
    await until('the picker', () => pickerOf(grace));
    await sendKeys({ type: 'rocket' });
    await until('it', () => inPicker(grace, '.cell')[0]?.textContent === '🚀');
    await press('Enter');
    await until('it', () => find(ada, id)?.reactions?.[0]?.emoji === '🚀');
    expect(find(ada, id)?.reactions?.[0]?.users.map((user) => user.id)).to.deep.equal(['grace']);
    expect(grace.value).to.equal('');
    expect(focused()).to.equal(await row(grace, 'It compiles'));
  });

  it('pass the page, and several can be given', async () => {
    const element = await openChat(chat);
    const id = await sent(element, 'hello');
    const asked: string[] = [];
    element.addEventListener('momento-chat-before-react', (event) => {
      asked.push(event.emoji);
      if (event.emoji === '🐱') event.preventDefault();
    });
    await openMenu(element, 'hello');
    inMenu(element, '.further')[0]?.click();
    await until('the picker', () => pickerOf(element));
    const shift = { bubbles: true, composed: true, shiftKey: true };
    for (const text of ['🐶', '🐱', '🏴‍☠️']) {
      const cell = inPicker(element, '.cell').find(({ textContent }) => textContent === text);
      cell?.dispatchEvent(new MouseEvent('click', shift));
    }
    await until('them', () => find(element, id)?.reactions?.length === 2);
    expect(asked).to.deep.equal(['🐶', '🐱', '🏴‍☠️']);
    await press('Escape');
    expect(focused()).to.equal(await row(element, 'hello'));
  });

  it('are not offered with emoji="off"', async () => {
    const element = await openChat(chat, { emoji: 'off' });
    await sent(element, 'hello');
    await openMenu(element, 'hello');
    expect(inMenu(element, '.emoji')).to.have.length(6);
    expect(inMenu(element, '.further')).to.have.length(0);
  });
});
