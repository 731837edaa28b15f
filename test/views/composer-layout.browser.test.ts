import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/views/composer.js';
import type { Composer } from '../../src/views/composer.js';
import { FakeVisualViewport } from '../helpers/fake-visual-viewport.js';
import { ComposerFixture } from '../helpers/composer-fixture.js';

describe('the composer’s layout', () => {
  let page: ComposerFixture;
  let composer: Composer;
  let sent: readonly string[];

  beforeEach(async () => {
    page = await ComposerFixture.open();
    ({ composer, sent } = page);
  });

  it('grows with its text up to a limit, and shrinks again', async () => {
    const low = page.textarea.offsetHeight;
    await page.set({ value: 'a line\n'.repeat(3) });
    const high = page.textarea.offsetHeight;
    expect(high).to.be.greaterThan(low);
    await page.set({ value: 'a line\n'.repeat(23) });
    expect(page.textarea.offsetHeight).to.equal(160);
    await page.set({ value: '' });
    expect(page.textarea.offsetHeight).to.equal(low);
  });

  it('grows when it becomes narrower, and when it is shown only after its text was set', async () => {
    const low = page.textarea.offsetHeight;
    composer.style.display = 'none';
    await page.set({ value: 'one two three four five six seven eight nine ten' });
    composer.style.cssText = 'display: block; inline-size: 240px';
    expect(page.textarea.offsetHeight).to.be.greaterThan(low);
    expect(page.textarea.scrollHeight).to.equal(page.textarea.clientHeight);
  });

  for (const text of ['x'.repeat(90), 'Donaudampfschifffahrt '.repeat(4), 'あ'.repeat(40)]) {
    it(`is as high as its text, wherever lines break: ${text.slice(0, 8)}…`, async () => {
      composer.style.inlineSize = '300px';
      for (let length = 0; length <= text.length; length += 1) {
        await page.set({ value: text.slice(0, length) });
        expect(page.textarea.scrollHeight, String(length)).to.equal(page.textarea.clientHeight);
      }
    });
  }

  it('keeps its text in place when it is known that the room takes files', async () => {
    await page.set({ value: 'Hello' });
    const place = (): number[] => {
      const { left, top, height } = page.textarea.getBoundingClientRect();
      return [left, top, height, parseFloat(getComputedStyle(page.textarea).paddingInlineStart)];
    };
    const before = place();
    const button = [html`<button class="attach"></button>`];
    await page.set({
      waiting: false,
      files: { state: 'none', button: undefined, tray: undefined },
    });
    expect(place()).to.deep.equal(before);
    await page.set({ files: { state: 'none', button, tray: undefined } });
    expect(place()).to.deep.equal(before);
  });

  it('has text of at least 16 px, so that phones do not zoom in', () => {
    for (const size of ['', '13px', '20px']) {
      composer.style.fontSize = size;
      const { fontSize } = getComputedStyle(page.textarea);
      expect(fontSize).to.equal(size === '20px' ? '20px' : '16px');
    }
  });

  it('has the page’s direction when empty, the text’s own otherwise', async () => {
    document.documentElement.dir = 'rtl';
    const direction = (): string => getComputedStyle(page.textarea).direction;
    await page.set({ value: '' });
    expect(direction()).to.equal('rtl');
    await page.set({ value: 'hello' });
    expect(direction()).to.equal('ltr');
    await page.set({ value: 'مرحبا' });
    expect(direction()).to.equal('rtl');
    document.documentElement.dir = '';
  });

  describe('with the page’s controls', () => {
    it('places them before the send button', async () => {
      const attach = document.createElement('button');
      attach.slot = 'actions';
      attach.textContent = 'Attach';
      composer.append(attach);
      await sendKeys({ type: 'hello' });
      attach.click();
      expect(sent).to.deep.equal([]);
      const right = attach.getBoundingClientRect().right;
      expect(right).to.be.at.most(page.button.getBoundingClientRect().left);
      expect(right).to.be.greaterThan(page.textarea.getBoundingClientRect().right - 1);
    });

    it('ignores the submit event of a form among them', async () => {
      await sendKeys({ type: 'hello' });
      const form = document.createElement('form');
      form.slot = 'actions';
      composer.append(form);
      const prevented: boolean[] = [];
      const onSubmit = (event: Event): void => {
        prevented.push(event.defaultPrevented);
        event.preventDefault(); // The test page must not navigate.
      };
      document.body.addEventListener('submit', onSubmit, { once: true });
      form.requestSubmit();
      expect(prevented).to.deep.equal([false]);
      expect(composer.value).to.equal('hello');
    });

    for (const size of [240, 1_200]) {
      it(`has room for all at ${String(size)} px`, async () => {
        composer.style.inlineSize = `${String(size)}px`;
        for (let count = 0; count < 3; count += 1) {
          const control = document.createElement('button');
          control.slot = 'actions';
          control.style.inlineSize = '40px';
          composer.append(control);
        }
        await page.set({
          value: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
        });
        const { left, right } = composer.getBoundingClientRect();
        for (const element of [page.textarea, page.button, ...composer.children]) {
          const box = element.getBoundingClientRect();
          expect(box.left).to.be.at.least(left);
          expect(box.right).to.be.at.most(right);
        }
        expect(page.textarea.offsetWidth).to.be.within(150, 900);
        expect(page.textarea.scrollWidth).to.equal(page.textarea.clientWidth);
      });
    }

    it('has no gap without controls, nor with a slot that is passed on empty', async () => {
      const end = page.button.parentElement;
      expect(page.button.offsetLeft).to.equal(end?.offsetLeft);
      const slot = document.createElement('slot');
      slot.slot = 'actions';
      composer.append(slot);
      await composer.updateComplete;
      expect(page.button.offsetLeft).to.equal(end?.offsetLeft);
    });
  });

  describe('behind an on-screen keyboard', () => {
    const real = Object.getOwnPropertyDescriptor(window, 'visualViewport');
    let viewport: FakeVisualViewport;

    beforeEach(async () => {
      viewport = new FakeVisualViewport();
      Object.defineProperty(window, 'visualViewport', { configurable: true, value: viewport });
      const page = await fixture(html`
        <div>
          <div style="block-size: ${innerHeight - 80}px"></div>
          <momento-chat-composer></momento-chat-composer>
          <div style="block-size: 2000px"></div>
        </div>
      `);
      composer = page.querySelector('momento-chat-composer') as Composer;
      scrollTo(0, 0);
    });

    afterEach(() => {
      if (real) Object.defineProperty(window, 'visualViewport', real);
      scrollTo(0, 0);
    });

    it('scrolls into view while it has the focus', () => {
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      expect(composer.getBoundingClientRect().bottom).to.be.closeTo(innerHeight - 250, 1);
    });

    it('does not scroll without the focus, nor when it is in view', () => {
      viewport.showKeyboard(250);
      expect(scrollY).to.equal(0);
      viewport.hideKeyboard();
      scrollTo(0, 400);
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      expect(scrollY).to.equal(400);
    });

    it('lets the visitor scroll away from it', () => {
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      scrollTo(0, 0);
      viewport.pan(0);
      expect(scrollY).to.equal(0);
    });
  });
});
