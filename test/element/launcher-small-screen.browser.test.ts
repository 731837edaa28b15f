import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { newRoom, until } from '../helpers/chat-fixture.js';
import {
  composerOf,
  expectSame,
  focused,
  focusedField,
  focusedTag,
  settled,
} from '../helpers/element-parts.js';
import { launch, buttonOf, panelOf, useLauncherChat } from '../helpers/launcher-fixture.js';
import { LARGE, SMALL } from '../helpers/viewports.js';
import { shortProperty } from '../../build/private-properties.js';

describe('the launcher on a small screen', () => {
  const chat = useLauncherChat();

  it('does not open by itself on a small screen', async () => {
    const room = newRoom();
    const first = await launch(chat, {}, room);
    first.open();
    await settled(first);
    first.remove();
    await setViewport(SMALL);
    expect((await launch(chat, {}, room)).opened).to.equal(false);
  });

  it('covers a small screen, and makes the page below inert', async () => {
    await setViewport(SMALL);
    const field = focusedField();
    const element = await launch(chat);
    element.open();
    await settled(element);
    const { left, top, right, bottom } = panelOf(element).getBoundingClientRect();
    expect([left, top, right, bottom]).to.deep.equal([0, 0, SMALL.width, SMALL.height]);
    field.focus();
    expect(focused() === field).to.equal(false);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), field);
  });

  it('ends above the on-screen keyboard', async () => {
    await setViewport(SMALL);
    const element = await launch(chat);
    element.open();
    await settled(element);
    element.style.setProperty(shortProperty('--_keyboard-inset'), '300px');
    expect(panelOf(element).getBoundingClientRect().bottom).to.equal(SMALL.height - 300);
  });

  it('keeps text and focus when the screen becomes small, then large again', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    await sendKeys({ type: 'half a' });
    for (const viewport of [SMALL, LARGE]) {
      await setViewport(viewport);
      await until('the change', () => panelOf(element).matches(':modal') === (viewport === SMALL));
      await settled(element);
      expect(element.opened).to.equal(true);
      expect(focusedTag()).to.equal('textarea');
    }
    expect(composerOf(element).value).to.equal('half a');
  });

  it('is closed when the browser closes the sheet, as the back gesture does', async () => {
    await setViewport(SMALL);
    const element = await launch(chat);
    element.open();
    await settled(element);
    await until('the sheet', () => panelOf(element).matches(':modal'));
    panelOf(element).close();
    await until('it to be closed', () => !element.opened);
  });

  it('is closed by the back gesture also where the chat changes at that moment', async () => {
    await setViewport(SMALL);
    const element = await launch(chat);
    element.open();
    await settled(element);
    await until('the sheet', () => panelOf(element).matches(':modal'));
    panelOf(element).close();
    element.setAttribute('theme', 'dark');
    await until('it to be closed', () => !element.opened);
  });

  it('is still on top after it was moved in the page', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await settled(element);
    expect(buttonOf(element).checkVisibility()).to.equal(true);
    expect(panelOf(element).matches(':popover-open')).to.equal(true);
    element.remove();
    await setViewport(SMALL);
    document.body.append(element);
    await settled(element);
    expect(panelOf(element).matches(':modal')).to.equal(true);
  });

  it('frees the page when it is hidden, and accepts properties that frameworks unset', async () => {
    await setViewport(SMALL);
    const element = await launch(chat);
    element.open();
    await settled(element);
    await until('the sheet', () => panelOf(element).matches(':modal'));
    element.hidden = true;
    await until('the page to be free', () => !panelOf(element).matches(':modal'));
    element.strings = undefined;
    element.hotkey = undefined;
    await settled(element);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
    element.hidden = false;
    await until('the sheet again', () => panelOf(element).matches(':modal'));
  });
});
