import { expect } from '@open-wc/testing';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

const TOTAL = 200;
const STEP = 300;

/** What kiosks, slides and stages of games do to all that is in them. */
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
 * By how much a place may be off, in the list's own px. Browsers tell it in whole px, before and after, which makes one;
 * Firefox scrolls to whole px of the screen besides, which a transform makes a fraction: half of one at most. Zoomed
 * out to a half, a px of the screen is two of the list's.
 */
function roundingOf(style: string): number {
  const zoom = Number(/zoom: ([\d.]+)/.exec(style)?.[1] ?? 1);
  return Math.max(1.5, 1 / zoom);
}

describe('in a page that transforms it, the message list', () => {
  let fixture: ListFixture;

  /** Below the scroller's upper edge, in the list's own px. */
  function place(row: HTMLElement): number {
    return row.offsetTop - fixture.scroller.scrollTop;
  }

  /** Of those that can be seen, one in the middle. */
  function rowInView(): HTMLElement {
    const rows = fixture.all('.message').filter((row) => {
      const top = place(row);
      return top + row.offsetHeight > 0 && top < fixture.scroller.clientHeight;
    });
    const row = rows[rows.length >> 1];
    if (!row) throw new Error('unable to look at a row; the list is blank');
    return row;
  }

  /** @returns by how far a row has moved that was in view, in the list's own px */
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
    it(`moves by as much as is scrolled where it ${how}, to its first message and back`, async () => {
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

  it('keeps what is read in place while earlier messages come and others write', async () => {
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
