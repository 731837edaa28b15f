import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { shown, startChat, until, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { limited, NO_MEDIA_FEATURES } from '../helpers/engine-limits.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

limited(describe, NO_MEDIA_FEATURES, 'printing', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(async () => {
    await emulateMedia({ media: 'screen' });
    await setViewport(LARGE);
    await chat.reset();
  });

  after(() => chat.stop());

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ attributes });
    element.open();
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  for (const [what, variant, viewport, parts] of [
    ['a launcher and its panel', 'launcher', LARGE, ['.launcher', '.panel']],
    ['a sheet that covers a small screen', 'launcher', SMALL, ['.launcher', '.panel']],
    ['an overlay', 'overlay', LARGE, ['.float']],
  ] as const) {
    it(`leaves out ${what}, and shows it on screen again`, async () => {
      await setViewport(viewport);
      const element = await open({ variant });
      const isVisible = (): boolean[] =>
        parts.map((part) => inside(element, part).checkVisibility());
      // The page's own `display` for the element changes nothing.
      element.style.display = 'block';
      await emulateMedia({ media: 'print' });
      await settled(element);
      expect(isVisible()).to.deep.equal(parts.map(() => false));
      await emulateMedia({ media: 'screen' });
      await settled(element);
      expect(isVisible()).to.deep.equal(parts.map(() => true));
      expect(element.opened).to.equal(true);
    });
  }

  for (const [how, css] of [
    ['by its own style', ''],
    ['on paper alone', 'momento-chat { display: none }'],
    ['on paper, with all weight', 'momento-chat { display: none !important }'],
  ]) {
    it(`leaves out an inline chat that the page hides ${how}`, async () => {
      const element = await open();
      const sheet = document.createElement('style');
      sheet.textContent = `@media print { ${css} }`;
      document.head.append(sheet);
      if (!css) element.style.display = 'none';
      await emulateMedia({ media: 'print' });
      await settled(element);
      expect(element.checkVisibility()).to.equal(false);
      sheet.remove();
    });
  }

  for (const display of ['', 'flex', 'grid']) {
    it(`shows an inline conversation whole, and legible without its colours ${display}`, async () => {
      const element = await open({ theme: 'dark' });
      element.style.display = display;
      element.style.blockSize = '300px';
      for (let n = 0; n < 20; n += 1) element.send(`Line ${String(n)}`);
      await settled(element);
      await emulateMedia({ media: 'print' });
      await settled(element);
      const bubbles = await shown(element, '.bubble');
      expect(bubbles).to.have.length(20);
      const page = element.getBoundingClientRect();
      for (const bubble of bubbles) {
        const { top, bottom } = bubble.getBoundingClientRect();
        expect(top >= page.top && bottom <= page.bottom).to.equal(true);
        expect(getComputedStyle(bubble).color).to.equal('rgb(0, 0, 0)');
      }
      expect(composerOf(element).checkVisibility()).to.equal(false);
      expect(element.clientHeight).to.be.greaterThan(500);
    });
  }

  it('keeps the reader’s place in the conversation', async () => {
    const element = await open();
    element.style.blockSize = '400px';
    for (let n = 0; n < 30; n += 1) element.send(`Line ${String(n)}`);
    await until('all to be sent', () => element.pending.length === 0);
    await settled(element);
    const scroller = inside(element, 'momento-chat-message-list').shadowRoot?.querySelector(
      '.scroller',
    );
    if (!scroller) throw new Error('no scroller');
    scroller.scrollTop = 200;
    await settled(element);
    const before = scroller.scrollTop;
    await emulateMedia({ media: 'print' });
    await settled(element);
    await emulateMedia({ media: 'screen' });
    await settled(element);
    expect(Math.abs(scroller.scrollTop - before)).to.be.lessThan(2);
  });
});
