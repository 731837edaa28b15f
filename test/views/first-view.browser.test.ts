import { expect } from '@open-wc/testing';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

describe('the first view of a long conversation', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    // A lower list has screens of rows above with 30 of them.
    fixture.list.style.blockSize = '800px';
  });

  const rows = (): number => fixture.all('.message').length;

  /** Until the next frame is laid out; it is not painted yet. */
  async function frame(): Promise<void> {
    await new Promise(requestAnimationFrame);
  }

  it('has 30 rows, and those above them a frame later, at the end all the time', async () => {
    await fixture.show(...messages(1000));
    expect(rows()).to.equal(30);
    await frame();
    expect(rows()).to.equal(30);
    expect(fixture.fromEnd).to.equal(0);
    await frame();
    await fixture.list.updateComplete;
    expect(rows()).to.be.within(45, 80);
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.visibleTexts.at(-1)).to.equal(messages(1, 999)[0]?.text);
    const settled = rows();
    await fixture.painted();
    expect(rows()).to.equal(settled);
  });

  it('of another room has 30 rows, too', async () => {
    await fixture.show(...messages(1000));
    await fixture.painted();
    await fixture.show();
    await fixture.show(...messages(1000, 5000));
    expect(rows()).to.equal(30);
    await fixture.painted();
    expect(rows()).to.be.above(30);
    expect(fixture.fromEnd).to.equal(0);
  });

  for (const size of ['15px', '4px']) {
    it(`fills a screen of 2,000 px before it is painted, with short lines of ${size}`, async () => {
      fixture.list.style.cssText = `block-size: 2000px; font-size: ${size}`;
      await fixture.show(...Array.from({ length: 1000 }, (_, id) => message(id)));
      await frame();
      expect(fixture.isCovered).to.equal(true);
      expect(fixture.fromEnd).to.equal(0);
      await fixture.painted();
      expect(fixture.isCovered).to.equal(true);
      expect(fixture.fromEnd).to.equal(0);
      // There are screens of rows above.
      expect(fixture.scroller.scrollTop).to.be.above(1000);
    });
  }

  it('has rows for a reader who scrolls up at once', async () => {
    await fixture.show(...messages(1000));
    for (let step = 0; step < 20; step += 1) {
      fixture.scroller.scrollTop -= 600;
      await frame();
      expect(fixture.isCovered).to.equal(true);
    }
    expect(Number.parseInt(fixture.visibleTexts[0] ?? '', 10)).to.be.below(880);
  });

  it('stays at the end if it is hidden and shown again before it is complete', async () => {
    await fixture.show(...messages(1000));
    await frame();
    // Between two frames: the list notices the first change only.
    await new Promise((resolve) => setTimeout(resolve));
    fixture.list.style.display = 'none';
    await fixture.show(...messages(1200));
    fixture.list.style.display = '';
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.visibleTexts.at(-1)).to.equal(messages(1, 1199)[0]?.text);
  });

  it('goes on where the list was taken out of the page and put back', async () => {
    await fixture.show(...messages(1000));
    const { list } = fixture;
    const { parentElement } = list;
    list.remove();
    await fixture.painted();
    expect(rows()).to.equal(30);
    parentElement?.append(list);
    await fixture.painted();
    await fixture.painted();
    expect(rows()).to.be.above(30);
    expect(fixture.fromEnd).to.equal(0);
  });
});
