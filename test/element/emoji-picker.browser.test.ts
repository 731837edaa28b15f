import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { newRoom, until } from '../helpers/chat-fixture.js';
import { composerOf, focused, focusedTag, settled } from '../helpers/element-parts.js';
import { emojiButtonOf, focusedIn, inPicker, openPicker } from '../helpers/emoji-picking.js';
import { openChat, press } from '../helpers/message-actions.js';
import { usePickers } from './emoji-picker-fixture.js';

describe('the emoji picker', () => {
  const { chat, open, cell, untilClosed, shiftPress } = usePickers();

  it('opens by the button beside the text, with the focus in its search field', async () => {
    const element = await open();
    const button = await emojiButtonOf(element);
    expect([button.ariaLabel, button.ariaExpanded]).to.deep.equal(['Emoji', 'false']);
    const picker = await openPicker(element);
    await settled(element);
    expect(button.ariaExpanded).to.equal('true');
    expect([picker.role, picker.ariaLabel]).to.deep.equal(['dialog', 'Emoji']);
    expect(focusedTag()).to.equal('input');
    expect(inPicker(element, '[role=option]').length).to.be.above(1_500);
    expect(inPicker(element, '[role=tab]').map(({ ariaLabel }) => ariaLabel)).to.include.members([
      'Smileys & emotion',
      'People & body',
      'Symbols',
    ]);
    button.click();
    await untilClosed(element);
    expect(focusedTag()).to.equal('textarea');
    expect(button.ariaExpanded).to.equal('false');
  });

  it('writes the chosen emoji at the caret as if it was typed, once, and undo takes it out', async () => {
    const element = await open();
    await sendKeys({ type: 'Hi all' });
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    const inputs: string[] = [];
    element.addEventListener('input', (event) => inputs.push(event.inputType));
    await openPicker(element);
    cell(element, '😍').click();
    await untilClosed(element);
    expect(element.value).to.equal('Hi 😍all');
    expect(inputs).to.deep.equal(['insertText']);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ type: '!' });
    expect(element.value).to.equal('Hi 😍!all');
    document.execCommand('undo');
    // WebKit takes both out at once.
    if (element.value !== 'Hi all') document.execCommand('undo');
    await until('undo', () => element.value === 'Hi all');
    await sendKeys({ press: 'Enter' });
    await until('it', () => element.messages.some(({ text }) => text === 'Hi all'));
  });

  it('replaces what is selected, and keeps the draft', async () => {
    const room = newRoom();
    const element = await openChat(chat, {}, room);
    element.focus();
    await sendKeys({ type: 'Hello' });
    const field = composerOf(element).renderRoot.querySelector('textarea');
    field?.setSelectionRange(0, 4);
    await openPicker(element);
    cell(element, '👋').click();
    await until('it', () => element.value === '👋o');
    element.remove();
    const again = await openChat(chat, {}, room);
    await until('the draft', () => again.value === '👋o');
  });

  it('stays open for Shift, by mouse and keyboard', async () => {
    const element = await open();
    await openPicker(element);
    const shift = { bubbles: true, composed: true, shiftKey: true };
    cell(element, '😀').dispatchEvent(new MouseEvent('click', shift));
    cell(element, '😂').dispatchEvent(new MouseEvent('click', shift));
    expect(element.value).to.equal('😀😂');
    expect(focusedTag()).to.equal('input');
    await press('ArrowDown');
    await shiftPress('Enter');
    expect([element.value, focusedIn(element)]).to.deep.equal(['😀😂😀', 'grinning face']);
    await press('ArrowRight', 'Enter');
    await untilClosed(element);
    expect(element.value).to.equal('😀😂😀😃');
  });

  it('is led through by keys, over groups', async () => {
    const element = await open();
    await openPicker(element);
    await press('ArrowDown');
    expect(focusedIn(element)).to.equal('grinning face');
    await press('ArrowRight', 'ArrowRight', 'ArrowLeft');
    expect(focusedIn(element)).to.equal('grinning face with big eyes');
    const cells = inPicker(element, '.cell');
    const columns = cells.findIndex(({ offsetTop }) => offsetTop > (cells[0]?.offsetTop ?? 0));
    await press('ArrowDown');
    expect(focusedIn(element)).to.equal(cells[columns + 1]?.ariaLabel);
    await press('Home');
    expect(focusedIn(element)).to.equal(cells[columns]?.ariaLabel);
    await press('End');
    expect(focusedIn(element)).to.equal(cells[2 * columns - 1]?.ariaLabel);
    await press('ArrowUp', 'ArrowUp');
    expect(focusedTag()).to.equal('input');
    await press('ArrowDown', 'PageDown');
    const place = cells.indexOf(focused() as HTMLElement);
    expect(place).to.be.above(2 * columns);
    await press('PageUp');
    expect(cells.indexOf(focused() as HTMLElement)).to.be.below(place);
    // One of them is a stop of the Tab key.
    expect(inPicker(element, '.cell[tabindex="0"]')).to.have.length(1);
    await sendKeys({ down: 'Control' });
    await press('End');
    await sendKeys({ up: 'Control' });
    await until('the last one', () => focused() === cells.at(-1));
    const list = inPicker(element, '.list')[0]!.getBoundingClientRect();
    const last = cells.at(-1)!.getBoundingClientRect();
    expect(last.bottom).to.be.at.most(list.bottom);
    await until('its tab', () => inPicker(element, '.tab').at(-1)?.ariaSelected === 'true');
  });

  it('does not hide the emoji with the focus under a heading', async () => {
    const element = await open();
    await openPicker(element);
    await press('ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    const top = inPicker(element, '.list')[0]!.getBoundingClientRect().top;
    expect(focused()!.getBoundingClientRect().top).to.be.at.least(top + 31);
  });

  it('shows a group for its tab, by mouse and keys', async () => {
    const element = await open();
    await openPicker(element);
    const tabs = inPicker(element, '.tab');
    tabs[3]?.click();
    const selected = (): unknown => inPicker(element, '[aria-selected=true]')[0]?.ariaLabel;
    await until('it', () => selected() === 'Food & drink');
    const [list] = inPicker(element, '.list');
    const group = (): HTMLElement =>
      inPicker(element, '[role=group]').find(({ ariaLabel }) => ariaLabel === selected())!;
    const distance = (): number =>
      group().getBoundingClientRect().top - list!.getBoundingClientRect().top;
    await until('it at the top', () => Math.abs(distance()) < 3);
    tabs[3]?.focus();
    await press('ArrowRight');
    await until('the next one', () => selected() === 'Travel & places');
    expect(focusedIn(element)).to.equal('Travel & places');
    await press('ArrowDown');
    expect(group().contains(focused())).to.equal(true);
  });

  it('finds by names, words and shortcodes, and Enter takes the first', async () => {
    const element = await open();
    await openPicker(element);
    await sendKeys({ type: 'tada' });
    await until('one', () => inPicker(element, '.cell')[0]?.textContent === '🎉');
    const status = inPicker(element, '[role=status]')[0];
    await until('its number', () => /^\d+ emoji$/.test(status?.textContent ?? ''));
    await press('Backspace', 'Backspace', 'Backspace', 'Backspace');
    await sendKeys({ type: 'qqq' });
    await until('none', () => status?.textContent === 'No emoji found');
    expect(inPicker(element, '.none')[0]?.checkVisibility()).to.equal(true);
    await press('Enter');
    expect([element.value, element.messages.length]).to.deep.equal(['', 0]);
    await press('Backspace', 'Backspace', 'Backspace');
    await until('all', () => inPicker(element, '.cell').length > 1_000);
    await sendKeys({ type: 'party popper' });
    await press('Enter');
    await untilClosed(element);
    expect(element.value).to.equal('🎉');
  });

  it('searches for what is typed on an emoji', async () => {
    const element = await open();
    await openPicker(element);
    await press('ArrowDown');
    await sendKeys({ type: 'tad' });
    await until('one', () => inPicker(element, '.cell')[0]?.textContent === '🎉');
    expect(focusedTag()).to.equal('input');
  });
});
