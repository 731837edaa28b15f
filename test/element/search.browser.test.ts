import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { untilStatus, until, useChat } from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedField, inside } from '../helpers/element-parts.js';
import { limited, NO_INPUT_METHOD } from '../helpers/engine-limits.js';
import { ime } from '../helpers/ime-client.js';
import { sent } from '../helpers/message-actions.js';
import {
  barOf,
  countOf,
  hitOf,
  markedTexts,
  openStored,
  progressOf,
  search,
  storedText,
  untilCount,
  untilOpen,
} from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';
import { stillness } from '../states/look.js';

const FIND_KEY = navigator.platform.startsWith('Mac') ? 'Meta' : 'Control';

/** Fifty messages, with `texts` in their midst. */
function fifty(...texts: readonly string[]): string[] {
  return Array.from({ length: 50 }, (_, index) => storedText(index, texts[index - 10]));
}

describe('the search in the loaded messages', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  it('is accessible, with its button, its bar and what it has found', async () => {
    const element = await openStored(chat, fifty('a needle'), { search: '' });
    await stillness();
    inside(element, '.search-button').click();
    await untilOpen(element);
    await expect(element).to.be.accessible();
    await sendKeys({ type: 'needle' });
    await untilCount(element, '1 of 1');
    // The button to the newest message comes into view.
    await stillness();
    await expect(element).to.be.accessible();
  });

  it('has no button without the attribute, and leaves the keys to the browser', async () => {
    const element = await openStored(chat, fifty());
    expect(element.renderRoot.querySelector('.search-button')).to.equal(null);
    element.focus();
    const init = { key: 'f', ctrlKey: true, metaKey: true, bubbles: true, composed: true };
    const event = new KeyboardEvent('keydown', { ...init, cancelable: true });
    focused()?.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
  });

  it('opens by its key on a keyboard whose letters are not Latin, too', async () => {
    const element = await openStored(chat, fifty(), { search: '' });
    element.focus();
    const init = { ctrlKey: true, metaKey: true, bubbles: true, composed: true, cancelable: true };
    const press = (key: string, code: string): boolean | undefined =>
      focused()?.dispatchEvent(new KeyboardEvent('keydown', { ...init, key, code }));
    expect(press('u', 'KeyF')).to.equal(true);
    expect(press('а', 'KeyF')).to.equal(false);
    await untilOpen(element);
  });

  it('leads by the keys from one to the next, and marks them in place, over formatting', async () => {
    const texts = ['A *NÉEDLE* hay', 'hay', 'needle hay, needle hay', 'Needle hay'];
    const element = await openStored(chat, fifty(...texts));
    await search(element, 'néedle hay');
    await untilCount(element, '1 of 3');
    await until('the newest', () => hitOf(element) === 'Needle hay');
    const marked = ['Needle hay', 'NÉEDLE hay', 'needle hay', 'needle hay'];
    await until('the marks', () => {
      const texts = markedTexts();
      return !texts || [...texts].sort().join() === marked.join();
    });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'ArrowUp' });
    await untilCount(element, '3 of 3');
    await until('the oldest', () => hitOf(element) === 'A NÉEDLE hay');
    await sendKeys({ press: 'ArrowDown' });
    await untilCount(element, '2 of 3');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await untilCount(element, '1 of 3');
    await until('the newest', () => hitOf(element) === 'Needle hay');
    expect(focused()?.localName).to.equal('input');
  });

  it('opens by the browser’s key, and gives the focus back by Escape, where the reader has come', async () => {
    const element = await openStored(chat, fifty('needle'), { search: '' });
    element.focus();
    const field = focused();
    expect(field?.localName).to.equal('textarea');
    await sendKeys({ down: FIND_KEY });
    await sendKeys({ press: 'f' });
    await sendKeys({ up: FIND_KEY });
    await untilOpen(element);
    await sendKeys({ type: 'needle' });
    await until('the message', () => hitOf(element) === 'needle');
    const scroller = inside(element, 'momento-chat-message-list').shadowRoot?.querySelector(
      '.scroller',
    );
    await sendKeys({ press: 'Escape' });
    expect(barOf(element)).to.equal(undefined);
    expectSame(focused(), field as Element);
    expect(markedTexts() ?? []).to.have.length(0);
    expect(scroller?.querySelector('[data-hit]') ?? null).to.equal(null);
    await element.updateComplete;
    // As far above the end as the message is.
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = scroller ?? {};
    expect(scrollHeight - scrollTop - clientHeight).to.be.greaterThan(100);
  });

  it('gives the focus back to the page’s field, too, and to its button', async () => {
    const element = await openStored(chat, fifty(), { search: '' });
    const field = focusedField();
    element.openSearch();
    await untilOpen(element);
    barOf(element)?.querySelector<HTMLElement>('.end')?.click();
    expectSame(focused(), field);
    field.remove();
    inside(element, '.search-button').focus();
    await sendKeys({ press: 'Enter' });
    await untilOpen(element);
    await sendKeys({ press: 'Escape' });
    expectSame(focused(), inside(element, '.search-button'));
  });

  it('is opened with a text by a program, in a closed launcher, and Escape leaves the panel open', async () => {
    const element = await openStored(chat, fifty('needle'), {
      variant: 'launcher',
      connect: 'eager',
      search: '',
    });
    element.openSearch('needle');
    const field = await untilOpen(element);
    expect(field.value).to.equal('needle');
    await untilCount(element, '1 of 1');
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Escape' });
    expect(element.opened).to.equal(true);
    expect(barOf(element)).to.equal(undefined);
    element.openSearch();
    await untilOpen(element);
    element.close();
    expect(barOf(element)).to.equal(undefined);
  });

  limited(it, NO_INPUT_METHOD, 'searches for nothing that is still being composed', async () => {
    const element = await openStored(chat, fifty('日本'));
    element.openSearch();
    await untilOpen(element);
    await ime.compose('にほn');
    expect(countOf(element)).to.equal('');
    await ime.key('Enter');
    await ime.commit('日本');
    await untilCount(element, '1 of 1');
  });

  it('finds messages that come, and none that is removed', async () => {
    const element = await openStored(chat, fifty('needle'));
    await search(element, 'needle');
    await untilCount(element, '1 of 1');
    await chat.sendElsewhere(element.room, 'needles');
    await untilCount(element, '2 of 2');
    expect(hitOf(element)).to.equal('needle');
    const id = await sent(element, 'another needle');
    await untilCount(element, '3 of 3');
    element.remove(id);
    await untilCount(element, '2 of 2');
  });

  it('takes any text for a text', async () => {
    const strange = '(a+)+$ [x] <img src=x onerror=alert(1)> \\';
    const element = await openStored(chat, fifty(strange, `${'a'.repeat(400)}!`));
    element.openSearch(strange);
    await untilOpen(element);
    await untilCount(element, '1 of 1');
    element.openSearch('x'.repeat(10_000));
    await untilCount(element, 'No results');
    element.openSearch('.*');
    await untilCount(element, 'No results');
    await until('the end', () => progressOf(element) === 'Searched all messages');
    await untilStatus(element, 'connected');
  });
});
