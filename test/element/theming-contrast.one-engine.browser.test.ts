import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { shown, until, useChat } from '../helpers/chat-fixture.js';
import { colourOf, contrast, rgbOf, type Rgb } from '../helpers/colours.js';
import { emulateFeatures } from '../helpers/devtools.js';
import { inside, settled } from '../helpers/element-parts.js';
import { limited, NO_DEVTOOLS } from '../helpers/engine-limits.js';
import { bubble, converse } from '../helpers/themed-chat.js';
import { LARGE } from '../helpers/viewports.js';
import { shortProperty } from '../../build/private-properties.js';

/** From nearly white to black, with typical brand colours between. */
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

describe('colours and contrast', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

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

  it('every accent passes the accessibility audit, in light and dark', async () => {
    const element = await converse(chat, { variant: 'launcher' });
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
        const focus = colourOf(element, shortProperty('--_focus'));
        expect(contrast(focus, background), `focus ${accent} ${theme}`).to.be.at.least(3);
      }
    }
  });

  it('focus and selection are visible in every bubble with every accent, in light and dark', async () => {
    const element = await converse(chat);
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

  it('does not use the page’s selection colours', async () => {
    const element = await converse(chat);
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

  limited(
    it,
    NO_DEVTOOLS,
    'uses the system’s colours for focus and selection in forced colours',
    async () => {
      const element = await converse(chat);
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
    },
  );

  it('the accent colours own messages, the launcher, links and focus', async () => {
    const element = await converse(chat, { variant: 'launcher' });
    const look = async (): Promise<string[]> => [
      getComputedStyle(await bubble(element, 'own')).backgroundColor,
      getComputedStyle(inside(element, '.launcher')).backgroundColor,
      getComputedStyle((await shown(element, '.other a'))[0] ?? element).color,
      colourOf(element, shortProperty('--_focus')).join(),
    ];
    const before = await look();
    element.style.setProperty('--momento-chat-accent', '#00a884');
    const after = await look();
    expect(after.slice(0, 2)).to.deep.equal(['rgb(0, 168, 132)', 'rgb(0, 168, 132)']);
    for (const [index, colour] of after.entries()) expect(colour).not.to.equal(before[index]);
  });

  it('an author’s initial is legible on every avatar colour, and the colours differ', async () => {
    const element = await converse(chat);
    const [row] = await shown(element, '.message.other');
    const [avatar] = await shown(element, '.avatar');
    if (!row || !avatar) throw new Error('no avatar');
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      await settled(element);
      const page = rgbOf(element, 'background-color');
      const seen: Rgb[] = [];
      for (let hue = 0; hue < 360; hue += 30) {
        row.style.setProperty(shortProperty('--_hue'), String(hue));
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
});
