import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { colourOf, contrast, luminance, rgbOf, type Rgb } from '../helpers/colours.js';
import { emulateFeatures } from '../helpers/devtools.js';
import { shown, startChat, until, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { limited, NO_DEVTOOLS, NO_MEDIA_FEATURES } from '../helpers/engine-limits.js';
import { LARGE } from '../helpers/viewports.js';

/** From nearly white to black, through what brands like. */
const ACCENTS = [
  '#fff3b0',
  '#ffd400',
  '#00a884',
  '#e6399b',
  '#7a7a7a',
  '#ff3b30',
  '#0b3d91',
  '#000',
];

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

  /** A conversation with a link, both ways, and one message that failed. */
  async function converse(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ attributes });
    element.open();
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'See https://example.com/a');
    element.send('I saw https://example.com/b');
    await until('both', () => element.messages.length === 2);
    await settled(element);
    return element;
  }

  async function fail(element: MomentoChatElement, text: string): Promise<void> {
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'PERMISSION_DENIED',
    });
    element.send(text);
    await until('it to fail', () => element.pending[0]?.state === 'failed');
    await settled(element);
  }

  async function bubble(element: MomentoChatElement, of: 'own' | 'other'): Promise<HTMLElement> {
    const [found] = await shown(element, `.${of} .bubble`);
    if (!found) throw new Error('no bubble');
    return found;
  }

  it('one accent passes the accessibility audit, whichever it is, in light and dark', async () => {
    const element = await converse({ variant: 'launcher' });
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      for (const accent of ACCENTS) {
        element.style.setProperty('--momento-chat-accent', accent);
        await settled(element);
        await expect(element, `${accent} ${theme}`).to.be.accessible();
        const background = rgbOf(inside(element, '.panel'), 'background-color');
        const own = await bubble(element, 'own');
        const button = inside(element, '.launcher');
        for (const node of [own, button]) {
          const ratio = contrast(rgbOf(node, 'color'), rgbOf(node, 'background-color'));
          expect(ratio, `${accent} ${theme} ${node.className}`).to.be.at.least(4.5);
        }
        const [link] = await shown(element, '.other a');
        if (!link) throw new Error('no link');
        const surface = rgbOf(await bubble(element, 'other'), 'background-color');
        expect(contrast(rgbOf(link, 'color'), surface), `link ${accent} ${theme}`).to.be.at.least(
          4.5,
        );
        const focus = colourOf(element, '--_focus');
        expect(contrast(focus, background), `focus ${accent} ${theme}`).to.be.at.least(3);
      }
    }
  });

  it('focus and selection can be seen in every bubble, whatever the accent, in light and dark', async () => {
    const element = await converse();
    await fail(element, 'Not taken, see https://example.com/c');
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      for (const accent of ACCENTS) {
        element.style.setProperty('--momento-chat-accent', accent);
        await settled(element);
        for (const of of ['own', 'other', 'failed']) {
          const [link] = await shown(element, `.${of} a`);
          const [text] = await shown(element, `.${of} .bubble`);
          if (!link || !text) throw new Error('no link');
          const filled = rgbOf(text, 'background-color');
          const behind = of === 'failed' ? rgbOf(element, 'background-color') : filled;
          const name = `${of} ${accent} ${theme}`;
          await sendKeys({ press: 'Tab' });
          link.focus();
          expect(link.matches(':focus-visible')).to.equal(true);
          expect(getComputedStyle(link).outlineStyle).to.equal('solid');
          const frame = rgbOf(link, 'outline-color');
          expect(contrast(frame, behind), `focus ${name}`).to.be.at.least(3);
          for (const node of [text, link]) {
            const marked = rgbOf(node, 'background-color', '::selection');
            const words = rgbOf(node, 'color', '::selection');
            expect(contrast(marked, behind), `selection ${name}`).to.be.at.least(3);
            expect(contrast(marked, words), `selected ${name}`).to.be.at.least(4.5);
          }
        }
      }
    }
  });

  it('takes no selection of the page’s', async () => {
    const element = await converse();
    const bubbles = [await bubble(element, 'own'), await bubble(element, 'other')];
    const nodes = [...bubbles, inside(element, 'momento-chat-composer')];
    const look = (): string[] =>
      nodes.flatMap((node) => {
        const style = getComputedStyle(node, '::selection');
        return [
          ...['color', 'background-color', 'text-shadow', 'text-decoration-line'],
          ...['-webkit-text-fill-color', '-webkit-text-stroke-width'],
        ].map((property) => style.getPropertyValue(property));
      });
    const before = look();
    const style = document.createElement('style');
    style.textContent = `::selection {
      color: red; background: transparent; text-shadow: 0 0 6px red; text-decoration: underline;
      -webkit-text-fill-color: red; -webkit-text-stroke: 2px red;
    }`;
    document.head.append(style);
    expect(look()).to.deep.equal(before);
    style.remove();
  });

  limited(it, NO_DEVTOOLS, 'focus and selection are the system’s in forced colours', async () => {
    const element = await converse();
    await emulateFeatures({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
    try {
      const own = await bubble(element, 'own');
      const [link] = await shown(element, '.own a');
      if (!link) throw new Error('no link');
      await sendKeys({ press: 'Tab' });
      link.focus();
      const behind = rgbOf(own, 'background-color');
      expect(contrast(rgbOf(link, 'outline-color'), behind)).to.be.at.least(3);
      const marked = rgbOf(own, 'background-color', '::selection');
      expect(contrast(marked, behind)).to.be.at.least(3);
      expect(contrast(marked, rgbOf(own, 'color', '::selection'))).to.be.at.least(3);
    } finally {
      await emulateFeatures({ 'forced-colors': '', 'prefers-color-scheme': '' });
    }
  });

  it('the accent alone colours own messages, the launcher, links and focus', async () => {
    const element = await converse({ variant: 'launcher' });
    const look = async (): Promise<string[]> => [
      getComputedStyle(await bubble(element, 'own')).backgroundColor,
      getComputedStyle(inside(element, '.launcher')).backgroundColor,
      getComputedStyle((await shown(element, '.other a'))[0] ?? element).color,
      colourOf(element, '--_focus').join(),
    ];
    const before = await look();
    element.style.setProperty('--momento-chat-accent', '#00a884');
    const after = await look();
    expect(after.slice(0, 2)).to.deep.equal(['rgb(0, 168, 132)', 'rgb(0, 168, 132)']);
    for (const [index, colour] of after.entries()) expect(colour).not.to.equal(before[index]);
  });

  it('an author’s initial can be read on each of its colours, and they can be told apart', async () => {
    const element = await converse();
    const [row] = await shown(element, '.message.other');
    const [avatar] = await shown(element, '.avatar');
    if (!row || !avatar) throw new Error('no avatar');
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      await settled(element);
      const page = rgbOf(element, 'background-color');
      const seen: Rgb[] = [];
      for (let hue = 0; hue < 360; hue += 30) {
        row.style.setProperty('--_hue', String(hue));
        const colour = rgbOf(avatar, 'background-color');
        expect(contrast(rgbOf(avatar, 'color'), colour), String(hue)).to.be.at.least(4.5);
        expect(contrast(page, colour), `${String(hue)} on the page`).to.be.at.least(2.5);
        for (const other of seen) {
          const distance = Math.hypot(...colour.map((part, index) => part - (other[index] ?? 0)));
          expect(distance, String(hue)).to.be.at.least(20);
        }
        seen.push(colour);
      }
    }
  });

  it('follows the page’s color-scheme, until it is told otherwise, and changes while it runs', async () => {
    const element = await converse();
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

  it('takes type, spacing, density, radius and shadow from the page', async () => {
    const element = await converse({ variant: 'launcher' });
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
    const element = await converse({ variant: 'launcher', away: '' });
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

  limited(describe, NO_MEDIA_FEATURES, 'what visitors have set in their system', () => {
    afterEach(() => emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' }));

    it('is the scheme, where the page leaves it to them', async () => {
      const element = await converse();
      document.documentElement.style.colorScheme = 'light dark';
      expect(isDark(element)).to.equal(false);
      await emulateMedia({ colorScheme: 'dark' });
      expect(isDark(element)).to.equal(true);
    });

    it('moves nothing for who wants no motion', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      const element = await converse({ variant: 'launcher' });
      element.close();
      await element.updateComplete;
      const { length } = element.shadowRoot?.getAnimations() ?? [];
      expect(length).to.equal(0);
    });
  });

  it('everything to press is 24 px or more', async () => {
    const element = await converse({ variant: 'launcher' });
    const roots = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    for (const { shadowRoot } of roots) {
      for (const button of shadowRoot?.querySelectorAll('button') ?? []) {
        const { width, height } = button.getBoundingClientRect();
        expect(Math.min(width, height), button.className).to.be.at.least(24);
      }
    }
  });

  for (const dir of ['ltr', 'rtl'] as const) {
    it(`nothing sticks out at 240 px, or is lost at 1,200 px, in ${dir}`, async () => {
      document.documentElement.dir = dir;
      await setViewport({ width: 1300, height: 800 });
      const element = await converse();
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
