import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { until, untilStatus } from '../helpers/chat-fixture.js';
import {
  expectSame,
  focused,
  focusedField,
  focusedTag,
  inside,
  settled,
} from '../helpers/element-parts.js';
import { launch, buttonOf, panelOf, useLauncherChat } from '../helpers/launcher-fixture.js';

describe('focus and keys of the launcher', () => {
  const chat = useLauncherChat();

  it('opens with the keyboard, and returns the focus when it closes', async () => {
    const element = await launch(chat);
    buttonOf(element).focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.opened).to.equal(true);
    expect(focusedTag()).to.equal('textarea');
    expect(buttonOf(element).ariaExpanded).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expectSame(focused(), buttonOf(element));
    expect(buttonOf(element).ariaExpanded).to.equal('false');
    expect(panelOf(element).checkVisibility()).to.equal(false);
  });

  it('returns the focus to the element that had it when a script opened it', async () => {
    const element = await launch(chat);
    const field = focusedField();
    element.open();
    await settled(element);
    expect(focusedTag()).to.equal('textarea');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), field);
  });

  it('moves the focus to its button if the earlier element can no longer have it', async () => {
    const element = await launch(chat);
    const field = focusedField();
    element.open();
    await settled(element);
    field.disabled = true;
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expectSame(focused(), buttonOf(element));
  });

  it('keeps the focus when the focused button is removed, so that Escape still closes it', async () => {
    await chat.endpoint.behave({ status: 403, times: 1 });
    const element = await launch(chat);
    element.open();
    await untilStatus(element, 'failed');
    await settled(element);
    const banner = inside(element, 'momento-chat-status-banner');
    banner.shadowRoot?.querySelector('button')?.focus();
    await sendKeys({ press: 'Enter' });
    await untilStatus(element, 'connected');
    await settled(element);
    expect(focusedTag()).not.to.equal('body');
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('does not move the focus on closing if it is elsewhere in the page', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    const field = focusedField();
    element.close();
    await settled(element);
    expectSame(focused(), field);
  });

  it('closes with its button, and with Escape on the launcher', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    inside(element, '.close').click();
    await settled(element);
    expect(element.opened).to.equal(false);
    buttonOf(element).click();
    await settled(element);
    buttonOf(element).focus();
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('stays open for the Escape that ends a suggestion of an input method', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      const event = new KeyboardEvent('keydown', {
        key: 'Escape',
        bubbles: true,
        composed: true,
        ...init,
      });
      focused()?.dispatchEvent(event);
      expect(element.opened).to.equal(true);
    }
  });

  it('leaves Escape to an open dialog in one of its slots', async () => {
    const element = await launch(chat);
    element.open();
    await settled(element);
    const dialog = document.createElement('dialog');
    dialog.slot = 'composer-actions';
    element.append(dialog);
    dialog.showModal();
    await sendKeys({ press: 'Escape' });
    await until('the dialog to close', () => !dialog.open);
    expect(element.opened).to.equal(true);
    await settled(element);
    element.focus();
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(false);
  });

  it('the page does not receive an Escape that closes it', async () => {
    const element = await launch(chat);
    let heard = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') heard += 1;
    };
    document.addEventListener('keydown', listen);
    element.open();
    await settled(element);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.equal(0);
    await sendKeys({ press: 'Escape' });
    expect(heard).to.equal(1);
    document.removeEventListener('keydown', listen);
  });
});
