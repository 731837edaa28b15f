import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, type ChatFixture } from '../helpers/chat-fixture.js';
import { luminance, rgbOf } from '../helpers/colours.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { limited, NO_MEDIA_FEATURES } from '../helpers/engine-limits.js';
import { bubble, converse } from '../helpers/themed-chat.js';
import { LARGE } from '../helpers/viewports.js';

describe('theming', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  afterEach(async () => {
    document.documentElement.style.colorScheme = '';
    document.documentElement.dir = '';
    await chat.reset();
  });

  after(() => chat.stop());

  it('follows the page’s color-scheme until `theme` is set, and changes at run time', async () => {
    const element = await converse(chat);
    expect(isDark(element)).to.equal(false);
    document.documentElement.style.colorScheme = 'dark';
    expect(isDark(element)).to.equal(true);
    element.theme = 'light';
    await settled(element);
    expect(isDark(element)).to.equal(false);
    element.setAttribute('theme', 'dark');
    document.documentElement.style.colorScheme = 'light';
    expect(isDark(element)).to.equal(true);
    element.theme = 'auto';
    await settled(element);
    expect(isDark(element)).to.equal(false);
  });

  it('the page can set type, spacing, density, radius and shadow', async () => {
    const element = await converse(chat, { variant: 'launcher' });
    const panel = inside(element, '.panel');
    const header = inside(element, '.header');
    const height = header.offsetHeight;
    for (const [name, value] of [
      ['font', 'monospace'],
      ['font-size', '20px'],
      ['radius', '0px'],
      ['shadow', 'none'],
      ['density', '2'],
      ['launcher-size', '80px'],
      ['launcher-offset', '40px'],
      ['panel-inline-size', '300px'],
      ['panel-block-size', '500px'],
    ] as const) {
      element.style.setProperty(`--momento-chat-${name}`, value);
    }
    await settled(element);
    const style = getComputedStyle(await bubble(element, 'own'));
    expect(style.fontFamily).to.equal('monospace');
    expect(style.fontSize).to.equal('20px');
    expect(getComputedStyle(panel).borderRadius).to.equal('0px');
    expect(getComputedStyle(panel).boxShadow).to.equal('none');
    expect(header.offsetHeight).to.be.above(height + 10);
    const { width, height: panelHeight, right } = panel.getBoundingClientRect();
    expect([width, panelHeight, innerWidth - right]).to.deep.equal([300, 500, 40]);
    expect(inside(element, '.launcher').offsetWidth).to.equal(80);
  });

  it('every part can be styled from outside', async () => {
    const element = await converse(chat, { variant: 'launcher', away: '' });
    const style = document.createElement('style');
    const names = [
      'launcher',
      'panel',
      'header',
      'title',
      'close',
      'away',
      'list',
      'bubble',
      'input',
    ];
    style.textContent = names
      .map((name) => `momento-chat::part(${name}) { outline: 3px solid rgb(1, 2, 3) }`)
      .join('\n');
    document.head.append(style);
    const list = inside(element, 'momento-chat-message-list').shadowRoot;
    for (const name of names) {
      const node = [element.shadowRoot, list, composerOf(element).shadowRoot]
        .map((root) => root?.querySelector(`[part~=${name}]`))
        .find((found) => found);
      if (!node) throw new Error(`no part ${name}`);
      expect(getComputedStyle(node).outlineColor, name).to.equal('rgb(1, 2, 3)');
    }
    style.remove();
  });

  limited(describe, NO_MEDIA_FEATURES, 'the visitor’s system settings', () => {
    afterEach(() => emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' }));

    it('the colour scheme applies if the page allows both', async () => {
      const element = await converse(chat);
      document.documentElement.style.colorScheme = 'light dark';
      expect(isDark(element)).to.equal(false);
      await emulateMedia({ colorScheme: 'dark' });
      expect(isDark(element)).to.equal(true);
    });

    it('nothing moves with reduced motion', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      const element = await converse(chat, { variant: 'launcher' });
      element.close();
      await element.updateComplete;
      const { length } = element.shadowRoot?.getAnimations() ?? [];
      expect(length).to.equal(0);
    });
  });

  it('every button is at least 24 px in both directions', async () => {
    const element = await converse(chat, { variant: 'launcher' });
    const roots = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    for (const { shadowRoot } of roots) {
      for (const button of shadowRoot?.querySelectorAll('button') ?? []) {
        const { width, height } = button.getBoundingClientRect();
        expect(Math.min(width, height), button.className).to.be.at.least(24);
      }
    }
  });

  for (const dir of ['ltr', 'rtl'] as const) {
    it(`bubbles stay in the frame and on their sides at 240 px and 1,200 px, in ${dir}`, async () => {
      document.documentElement.dir = dir;
      await setViewport({ width: 1300, height: 800 });
      const element = await converse(chat);
      for (const width of [240, 1200]) {
        element.style.inlineSize = `${String(width)}px`;
        await settled(element);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const frame = element.getBoundingClientRect();
        expect(frame.width).to.equal(width);
        for (const of of ['own', 'other'] as const) {
          const { left, right } = (await bubble(element, of)).getBoundingClientRect();
          expect(left).to.be.at.least(frame.left);
          expect(right).to.be.at.most(frame.right);
        }
        const own = (await bubble(element, 'own')).getBoundingClientRect();
        const other = (await bubble(element, 'other')).getBoundingClientRect();
        if (dir === 'ltr') expect(own.right).to.be.above(other.right);
        else expect(own.left).to.be.below(other.left);
      }
    });
  }
});

function isDark(element: MomentoChatElement): boolean {
  return luminance(rgbOf(element, 'background-color')) < 0.2;
}
