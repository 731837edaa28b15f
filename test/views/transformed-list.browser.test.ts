import { expect } from '@open-wc/testing';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

const TOTAL = 200;
const STEP = 300;

/** Transforms that kiosks, slides and games apply to their content. */
const TRANSFORMS = {
  'is half as large': 'transform: scale(0.5)',
  'is twice as large': 'transform: scale(2)',
  'is stretched': 'transform: scale(1.5, 0.3)',
  'is zoomed out of': 'zoom: 0.5',
  'is zoomed into': 'zoom: 2',
  'is zoomed into and half as large': 'zoom: 1.5; transform: scale(0.5)',
  'stands on its side': 'transform: rotate(90deg)',
  'stands on its head': 'transform: rotate(180deg)',
  'leans, and is slanted': 'transform: rotate(-30deg) skewX(20deg)',
  'is seen from the side': 'transform: perspective(600px) rotateY(50deg)',
};

/**
 * The largest tolerated error of a position, in the list's own px. Browsers report it in whole px before and after,
 * which is one px; and to the list itself, where it adds rows above, which is another one. Firefox also scrolls to whole
 * px of the screen, which a transform makes fractions: at most half a px. Zoomed out to a half, a px of the screen is
 * two of the list's.
 */
function roundingOf(style: string): number {
  const zoom = Number(/zoom: ([\d.]+)/.exec(style)?.[1] ?? 1);
  return Math.max(2.5, 1 / zoom);
}

describe('the message list in a page that transforms it', () => {
  let fixture: ListFixture;

  /** The distance from the scroller's upper edge, in the list's own px. */
  function place(row: HTMLElement): number {
    return row.offsetTop - fixture.scroller.scrollTop;
  }

  /** The middle one of the visible rows. */
  function rowInView(): HTMLElement {
    const rows = fixture.all('.message').filter((row) => {
      const top = place(row);
      return top + row.offsetHeight > 0 && top < fixture.scroller.clientHeight;
    });
    const row = rows[rows.length >> 1];
    if (!row) throw new Error('unable to look at a row; the list is blank');
    return row;
  }

  /** @returns the move of a row that was visible, in the list's own px */
  async function scrollBy(px: number): Promise<number> {
    const row = rowInView();
    const before = place(row);
    fixture.scroller.scrollTop += px;
    await fixture.painted();
    return row.isConnected ? place(row) - before : NaN;
  }

  function shows(id: number): boolean {
    return fixture.first('.log').textContent.includes(`${String(id)} word`);
  }

  async function open(style: string): Promise<void> {
    fixture = await ListFixture.open();
    const stage = fixture.list.parentElement;
    if (!stage) throw new Error('no parent');
    stage.style.cssText = style;
    await fixture.show(...messages(TOTAL, 1));
    await fixture.painted();
  }

  for (const [how, style] of Object.entries(TRANSFORMS)) {
    it(`moves by the distance scrolled where it ${how}, to its first message and back`, async () => {
      await open(style);
      const rounding = roundingOf(style);
      expect(fixture.fromEnd).to.be.at.most(rounding);
      const { scroller } = fixture;
      for (let step = 0; step < 200 && scroller.scrollTop > STEP; step += 1) {
        expect(await scrollBy(-STEP)).to.be.closeTo(STEP, rounding);
      }
      expect(shows(1)).to.equal(true);
      for (let step = 0; step < 200 && fixture.fromEnd > STEP; step += 1) {
        expect(await scrollBy(STEP)).to.be.closeTo(-STEP, rounding);
      }
      expect(shows(TOTAL)).to.equal(true);
    });
  }

  it('keeps the visible message in place while earlier messages arrive and others write', async () => {
    for (const style of Object.values(TRANSFORMS)) {
      await open(style);
      const all = messages(TOTAL, 1);
      const earlier = messages(100, TOTAL + 1);
      await fixture.scrollTo(fixture.scroller.scrollTop - 700);
      const row = rowInView();
      const before = place(row);
      await fixture.show(...earlier, ...all);
      await fixture.show(...earlier, ...all, message(1000));
      await fixture.painted();
      expect(place(row), style).to.be.closeTo(before, roundingOf(style));
    }
  });
});
