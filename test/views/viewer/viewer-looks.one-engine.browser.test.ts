import { expect } from '@open-wc/testing';
import { executeServerCommand, sendKeys, setViewport } from '@web/test-runner-commands';
import { words as ja } from '../../../src/languages/ja.js';
import type { Attachment } from '../../../src/protocol/attachments.js';
import type { ScreenshotCommand } from '../../helpers/screenshot-plugin.js';
import { LARGE } from '../../helpers/viewports.js';
import { picture, ViewerFixture } from './viewer-fixture.js';

const ALT = 'A lake between mountains at dusk, with a rowing boat at the shore.';
const LONG =
  'A long description: the lake lies between two ranges of mountains, whose snow is pink in the last light. At the shore ' +
  'stands a rowing boat, its oars inside, and a lantern at its bow. On the far side are four houses, one with smoke above ' +
  'its chimney, and a path that leads up to the pass behind them.';

/** A landscape: something to look at. */
function landscape(context: CanvasRenderingContext2D, { id }: Attachment): void {
  const { width, height } = context.canvas;
  const sky = context.createLinearGradient(0, 0, 0, height);
  const isBright = id === 'bright';
  sky.addColorStop(0, isBright ? '#fff' : '#27306b');
  sky.addColorStop(0.55, isBright ? '#fff' : '#e58a6f');
  sky.addColorStop(0.6, isBright ? '#f4f4f4' : '#35406e');
  sky.addColorStop(1, isBright ? '#fff' : '#10142c');
  if (id !== 'clear') {
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
  }
  for (const [base, colour] of [
    [0.42, '#5a4a86'],
    [0.5, '#352f63'],
  ] as const) {
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(0, height * 0.6);
    for (let x = 0; x <= 12; x += 1) {
      const y = base + 0.09 * Math.sin(x * 2.1 + base * 30);
      context.lineTo((width * x) / 12, height * y);
    }
    context.lineTo(width, height * 0.6);
    context.fill();
  }
}

const NAMES = ['lake', 'second', 'third'].map((id) =>
  picture(id, { width: 1600, height: 1000, name: `${id} at dusk.png`, alt: ALT }),
);

describe('how the viewer looks', () => {
  let fixture: ViewerFixture;

  beforeEach(() => {
    document.body.style.background = '#e7e9ef';
    fixture = new ViewerFixture();
    fixture.source.draw = landscape;
  });

  afterEach(async () => {
    fixture.remove();
    document.body.removeAttribute('style');
    await setViewport(LARGE);
  });

  async function look(name: string): Promise<void> {
    await fixture.rest();
    await executeServerCommand<boolean, ScreenshotCommand>('screenshot', { name });
    await expect(fixture.viewer).to.be.accessible();
  }

  for (const [name, width, height] of [
    ['desktop', 1200, 800],
    ['phone', 390, 780],
    ['narrow', 320, 568],
    ['landscape', 640, 320],
  ] as const) {
    it(`${name}, ${width} px wide`, async () => {
      await setViewport({ width, height });
      await fixture.open(NAMES, { shown: 'second' });
      await fixture.shows(ALT);
      await look(`viewer-${name}`);
      await sendKeys({ press: '+' });
      await sendKeys({ press: '+' });
      await look(`viewer-${name}-zoomed`);
    });
  }

  it('with a long description', async () => {
    await setViewport({ width: 320, height: 568 });
    await fixture.open([picture('lake', { width: 1000, height: 1300, alt: LONG })]);
    await fixture.shows(LONG);
    await look('viewer-long');
    await setViewport({ width: 1000, height: 600 });
    await look('viewer-long-wide');
  });

  it('a bright picture, zoomed', async () => {
    await setViewport({ width: 390, height: 600 });
    await fixture.open([picture('bright'), picture('x')]);
    await fixture.shows('bright.png');
    for (let times = 0; times < 4; times += 1) await sendKeys({ press: '+' });
    await look('viewer-bright-zoomed');
  });

  it('a small and a transparent one', async () => {
    await setViewport({ width: 800, height: 600 });
    await fixture.open([picture('small', { width: 96, height: 96 }), picture('clear')]);
    await fixture.shows('small.png');
    await look('viewer-small');
    await sendKeys({ press: 'ArrowRight' });
    await fixture.shows('clear.png');
    await look('viewer-transparent');
  });

  it('in Japanese', async () => {
    await setViewport({ width: 390, height: 780 });
    const alt = '夕暮れの山あいの湖。岸に手漕ぎボートがつながれています。';
    const name = '湖畔の夕暮れ_2026年の夏休みの写真.png';
    await fixture.open([picture('lake', { alt, name }), picture('x')], { strings: ja });
    await fixture.shows(alt);
    await look('viewer-ja');
    await fixture.open([picture('lost')], { strings: ja });
  });

  it('from right to left', async () => {
    await setViewport({ width: 480, height: 600 });
    fixture.host.dir = 'rtl';
    const alt = 'بحيرة بين الجبال عند الغسق.';
    await fixture.open([picture('lake', { alt, name: 'بحيرة.png' }), picture('x')]);
    await fixture.shows(alt);
    await look('viewer-rtl');
    await sendKeys({ press: 'ArrowLeft' });
    await fixture.shows('x.png');
    await look('viewer-rtl-latin');
  });

  for (const code of ['attachment-lost', 'attachment-broken', 'connection-lost'] as const) {
    it(`without a picture: ${code}`, async () => {
      await setViewport({ width: 480, height: 600 });
      fixture.source.fail('lake', code);
      await fixture.open([picture('lake', { alt: ALT }), picture('x')]);
      await look(`viewer-${code}`);
    });
  }

  it('while it loads, and where it could not be saved', async () => {
    await setViewport({ width: 480, height: 600 });
    fixture.source.held.set('lake', new Promise(() => undefined));
    await fixture.open([picture('lake', { alt: ALT }), picture('x', { alt: ALT })]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await look('viewer-loading');
    await sendKeys({ press: 'End' });
    await fixture.shows(ALT);
    fixture.source.fail('x', 'connection-lost');
    fixture.tool('Download x.png').click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await look('viewer-not-saved');
  });
});
