import { expect } from '@open-wc/testing';
import { PageIcon } from '../../src/news/page-icon.js';
import { until } from '../helpers/chat-fixture.js';

const COLOURS = { ground: 'rgb(0, 0, 255)', dot: 'rgb(255, 0, 0)' };
const RED = [255, 0, 0];
const BLUE = [0, 0, 255];
const GREEN = [0, 255, 0];

const svg = (attributes: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" ${attributes}><rect width="8" height="8" fill="#0f0"/></svg>`,
  )}`;

describe('the dot on the page’s icon', () => {
  let icon: PageIcon;

  function addIcon(attributes: Readonly<Record<string, string>>): HTMLLinkElement {
    const link = document.createElement('link');
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    document.head.append(link);
    return link;
  }

  function icons(): HTMLLinkElement[] {
    return [...document.head.querySelectorAll<HTMLLinkElement>('link[rel~=icon]')];
  }

  /** The colours at the dot and in the opposite corner. */
  async function look(link: HTMLLinkElement): Promise<{ dot: number[]; ground: number[] }> {
    const image = new Image();
    image.src = link.href;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const at = (x: number, y: number): number[] => [...context.getImageData(x, y, 1, 1).data];
    return { dot: at(46, 46).slice(0, 3), ground: at(20, 20).slice(0, 3) };
  }

  function untilMarked(link: HTMLLinkElement): Promise<void> {
    return until('the dot', () => link.href.startsWith('blob:'));
  }

  beforeEach(() => {
    for (const link of icons()) link.remove();
    icon = new PageIcon();
  });

  afterEach(() => icon.show(undefined));

  it('is drawn on it, and the link is as before in the end', async () => {
    const link = addIcon({ rel: 'icon', href: svg('width="8" height="8"'), sizes: 'any' });
    const before = link.outerHTML;
    icon.show(COLOURS);
    await untilMarked(link);
    expect(await look(link)).to.deep.equal({ dot: RED, ground: GREEN });
    icon.show(undefined);
    expect(link.outerHTML).to.equal(before);
  });

  it('is drawn on each of several, in their places', async () => {
    const links = [
      addIcon({ rel: 'icon', href: svg('width="8" height="8"'), type: 'image/svg+xml' }),
      addIcon({
        rel: 'shortcut icon',
        href: svg('width="16" height="16"'),
        media: '(width > 1px)',
      }),
      addIcon({ rel: 'apple-touch-icon', href: svg('width="8" height="8"') }),
    ];
    const before = links.map((link) => link.outerHTML);
    icon.show(COLOURS);
    await untilMarked(links[0]!);
    await untilMarked(links[1]!);
    expect(links[2]?.outerHTML).to.equal(before[2]);
    expect(links[0]?.type).to.equal('image/png');
    icon.show(undefined);
    expect(links.map((link) => link.outerHTML)).to.deep.equal(before);
  });

  it('is drawn on an SVG without a size, or on a plain ground where the browser cannot', async () => {
    const link = addIcon({ rel: 'icon', href: svg('') });
    icon.show(COLOURS);
    await untilMarked(link);
    const { dot, ground } = await look(link);
    expect(dot).to.deep.equal(RED);
    expect([GREEN.join(), BLUE.join()]).to.include(ground.join());
  });

  it('is drawn on a plain ground where the icon is another origin’s, or does not load', async () => {
    const other = new URL('/missing-icon.png', location.href);
    other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    const link = addIcon({ rel: 'icon', href: other.href });
    icon.show(COLOURS);
    await untilMarked(link);
    expect(await look(link)).to.deep.equal({ dot: RED, ground: BLUE });
  });

  it('is drawn on a plain ground in a page without an icon, which has none again in the end', async () => {
    icon.show(COLOURS);
    await until('an icon', () => icons().length === 1);
    expect(await look(icons()[0]!)).to.deep.equal({ dot: RED, ground: BLUE });
    icon.show(undefined);
    expect(icons()).to.deep.equal([]);
  });

  it('is drawn on an icon that the page sets meanwhile, and leaves it to the page', async () => {
    const link = addIcon({ rel: 'icon', href: svg('width="8" height="8"'), type: 'image/svg+xml' });
    icon.show(COLOURS);
    await untilMarked(link);
    const next = svg('width="9" height="9"');
    link.href = next;
    await untilMarked(link);
    icon.show(undefined);
    expect([link.getAttribute('href'), link.type]).to.deep.equal([next, 'image/svg+xml']);
  });

  it('comes to icons that are added later, in place of its own', async () => {
    icon.show(COLOURS);
    await until('an icon', () => icons().length === 1);
    const link = addIcon({ rel: 'icon', href: svg('width="8" height="8"') });
    await untilMarked(link);
    expect(icons()).to.have.length(1);
    icon.show(undefined);
    expect(icons().map(({ href }) => href)).to.deep.equal([link.href]);
    expect(link.href.startsWith('data:')).to.equal(true);
  });

  it('is gone although it was still being drawn', async () => {
    const link = addIcon({ rel: 'icon', href: svg('width="8" height="8"') });
    const before = link.outerHTML;
    icon.show(COLOURS);
    icon.show(undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(link.outerHTML).to.equal(before);
    icon.show(COLOURS);
    await untilMarked(link);
  });
});
