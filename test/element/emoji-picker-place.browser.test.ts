import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { until } from '../helpers/chat-fixture.js';
import { composerOf, focused, focusedTag, settled } from '../helpers/element-parts.js';
import {
  emojiButtonOf,
  focusedIn,
  inPicker,
  openPicker,
  pickerOf,
} from '../helpers/emoji-picking.js';
import { find, openChat, press, row, sent } from '../helpers/message-actions.js';
import { usePickers } from './emoji-picker-fixture.js';

describe('the emoji picker', () => {
  const { chat, open, cell, untilClosed } = usePickers();

  it('is closed by Escape alone, which leaves a launcher and an overlay open', async () => {
    for (const variant of ['inline', 'launcher', 'overlay']) {
      const element = await open({ variant });
      await until('the focus', () => focusedTag() === 'textarea');
      await openPicker(element);
      await press('Escape');
      await untilClosed(element);
      expect([focusedTag(), element.opened]).to.deep.equal(['textarea', true]);
      element.remove();
    }
  });

  it('is closed by a press elsewhere, by Tab, and with the chat', async () => {
    const element = await open({ variant: 'launcher' });
    await openPicker(element);
    await sendMouse({ type: 'click', position: [5, 5] });
    await untilClosed(element);
    await openPicker(element);
    element.close();
    await untilClosed(element);
    element.open();
    element.focus();
    await openPicker(element);
    composerOf(element).focus();
    await untilClosed(element);
    expect(focusedTag()).to.equal('textarea');
  });

  it('is in the window, and over the chat', async () => {
    for (const variant of ['inline', 'launcher', 'overlay']) {
      const element = await open({ variant });
      await until('the focus', () => focusedTag() === 'textarea');
      const picker = await openPicker(element);
      const field = composerOf(element).renderRoot.querySelector('.field')!.getBoundingClientRect();
      const distance = (): number => field.top - picker.getBoundingClientRect().bottom;
      await until('it to stand above the field', () => Math.abs(distance() - 4) < 1);
      const { left, top, right, bottom } = picker.getBoundingClientRect();
      expect(Math.min(left, top)).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      expect(bottom).to.be.at.most(innerHeight);
      expect(right).to.be.within(field.right - 10, field.right + 10);
      const seen = element.shadowRoot?.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      expect(seen?.localName).to.equal('momento-chat-emoji-picker');
      element.remove();
    }
  });

  it('remembers what was used, and the skin tone, for all chats of the site', async () => {
    const element = await open();
    await openPicker(element);
    expect(inPicker(element, '.tab')[0]?.ariaLabel).to.equal('Smileys & emotion');
    inPicker(element, '[role=radio]')[4]?.click();
    cell(element, '👍🏾').click();
    await untilClosed(element);
    expect(element.value).to.equal('👍🏾');
    element.remove();
    const other = await open();
    await openPicker(other);
    expect(inPicker(other, '.tab')[0]?.ariaLabel).to.equal('Recently used');
    expect(inPicker(other, '.cell')[0]?.textContent).to.equal('👍🏾');
    const tones = inPicker(other, '[role=radio]');
    expect(tones.map(({ ariaChecked }) => ariaChecked).indexOf('true')).to.equal(4);
    tones[4]?.focus();
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    expect(focusedIn(other)).to.equal('Default');
    // What was used before stays as it was.
    cell(other, '👍🏾');
    cell(other, '👍');
  });

  it('starts with nothing where what is stored is not its own', async () => {
    localStorage.setItem('momento-chat:emoji', '{"recent":["<img>",5,"🫥🫥"],"tone":"x"}');
    const element = await open();
    await openPicker(element);
    expect(inPicker(element, '.tab')[0]?.ariaLabel).to.equal('Smileys & emotion');
  });

  it('works in an edit, and not where nothing can be written', async () => {
    const element = await open();
    const id = await sent(element, 'Tea');
    element.focus();
    await press('ArrowUp');
    await until('the edit', () => element.value === 'Tea');
    await openPicker(element);
    cell(element, '😀').click();
    await press('Enter');
    await until('the edit', () => find(element, id)?.text === 'Tea😀');
    await openPicker(element);
    element.readOnly = true;
    await until('it to go', () => !pickerOf(element));
  });

  it('does not move the text when its button comes', async () => {
    const element = await openChat(chat);
    const { renderRoot } = composerOf(element);
    const width = (): number | undefined => renderRoot.querySelector('textarea')?.clientWidth;
    const before = width();
    await emojiButtonOf(element);
    await settled(element);
    expect(width()).to.equal(before);
  });

  it('is not there with emoji="off"', async () => {
    const element = await openChat(chat, { emoji: 'off' });
    await row(element, '').catch(() => undefined);
    await sent(element, 'hello');
    const root = composerOf(element).renderRoot;
    expect(root.querySelector('.emoji')).to.equal(null);
    element.emoji = 'on';
    await emojiButtonOf(element);
    element.setAttribute('emoji', 'off');
    await until('it to go', () => !root.querySelector('.emoji'));
  });

  it('has the words of the page and its language', async () => {
    const element = await open({ lang: 'ja' });
    await openPicker(element);
    expect(focused()?.ariaLabel).to.equal('絵文字を検索');
    await sendKeys({ type: 'ねこ' });
    await until('a cat', () => inPicker(element, '.cell')[0]?.textContent === '🐱');
    await press('Escape');
    element.strings = { emojiSearch: 'さがす', emoji: 'えもじ' };
    await settled(element);
    expect((await emojiButtonOf(element)).ariaLabel).to.equal('えもじ');
    await openPicker(element);
    expect(focused()?.ariaLabel).to.equal('さがす');
  });
});
