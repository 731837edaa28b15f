import { expect } from '@open-wc/testing';
import { until } from '../helpers/chat-fixture.js';
import { ListFixture, message, messages, pending } from '../helpers/list-fixture.js';

describe('a long conversation', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
  });

  /** The number of elements in the shadow tree. */
  function countElements(): number {
    return fixture.all('*').length;
  }

  it('of 10,000 messages has fewer than 1,500 elements, wherever the reader is', async () => {
    await fixture.show(...messages(10_000));
    expect(countElements()).to.be.below(1500);
    expect(fixture.fromEnd).to.equal(0);
    for (let i = 0; i < 20; i += 1) {
      await fixture.scrollTo(0);
      expect(countElements()).to.be.below(1500);
    }
  });

  it('has fewer than 1,500 elements on a screen of 2,000 px, too', async () => {
    fixture.list.style.blockSize = '2000px';
    await fixture.show(...messages(10_000));
    await fixture.painted();
    expect(countElements()).to.be.below(1500);
    expect(fixture.isCovered).to.equal(true);
    for (let i = 0; i < 5; i += 1) await fixture.scrollTo(0);
    expect(countElements()).to.be.below(1500);
  });

  it('shows rows everywhere, from one end to the other and back', async () => {
    const all = messages(600);
    await fixture.show(...all);
    const seen = new Set<string>();
    const look = (): void => {
      for (const text of fixture.visibleTexts) seen.add(text);
      expect(fixture.isCovered).to.equal(true);
    };
    look();
    for (let i = 0; i < 400 && !fixture.visibleTexts.includes(all[0]?.text ?? ''); i += 1) {
      await fixture.scrollTo(Math.max(0, fixture.scroller.scrollTop - 250));
      look();
    }
    expect(seen.size).to.equal(600);
    seen.clear();
    look();
    for (let i = 0; i < 400 && fixture.fromEnd > 0; i += 1) {
      await fixture.scrollTo(fixture.scroller.scrollTop + 250);
      look();
    }
    expect(seen.size).to.equal(600);
  });

  it('keeps the visible message in place, to the pixel, while others write', async () => {
    const all = messages(500);
    await fixture.show(...all.slice(0, 400));
    await fixture.scrollTo(fixture.scroller.scrollTop - 700);
    const [text] = fixture.visibleTexts;
    const before = fixture.offsetOf(text ?? '');
    for (let count = 401; count <= 500; count += 1) await fixture.show(...all.slice(0, count));
    expect(fixture.offsetOf(text ?? '')).to.be.closeTo(before, 0.5);
  });

  it('keeps it in place while earlier pages arrive, and requests each page once', async () => {
    const all = messages(400);
    let asked = 0;
    fixture.list.addEventListener('earlier', () => (asked += 1));
    fixture.list.earlier = 'available';
    await fixture.show(...all.slice(300));
    expect(asked).to.equal(0);
    let pages = 0;
    for (let first = 300; first > 0; first -= 100) {
      for (let i = 0; asked === pages && i < 50; i += 1) await fixture.scrollTo(0);
      expect(asked).to.equal(pages + 1);
      fixture.list.earlier = 'loading';
      await fixture.list.updateComplete;
      const [text] = fixture.visibleTexts;
      const before = fixture.offsetOf(text ?? '');
      fixture.list.earlier = 'available';
      await fixture.show(...all.slice(first - 100));
      expect(fixture.offsetOf(text ?? '')).to.be.closeTo(before, 0.5);
      pages += 1;
      asked = pages;
    }
    fixture.list.earlier = 'none';
    for (let i = 0; i < 50; i += 1) await fixture.scrollTo(0);
    expect(fixture.visibleTexts[0]).to.equal(all[0]?.text);
  });

  it('keeps it in place when lines wrap differently, and when the composer grows', async () => {
    await fixture.show(...messages(300));
    await fixture.scrollTo(fixture.scroller.scrollTop - 900);
    const [, text = ''] = fixture.visibleTexts;
    await fixture.scrollTo(fixture.scroller.scrollTop + fixture.offsetOf(text));
    const before = fixture.offsetOf(text);
    fixture.list.style.inlineSize = '320px';
    await fixture.painted();
    expect(fixture.offsetOf(text)).to.be.closeTo(before, 0.5);
    fixture.list.style.blockSize = '200px';
    await fixture.painted();
    expect(fixture.offsetOf(text)).to.be.closeTo(before, 0.5);
  });

  it('follows the end through hundreds of messages with no more elements than at first', async () => {
    let all = messages(300);
    await fixture.show(...all);
    for (let id = 300; id < 900; id += 1) {
      all = [...all, message(id)];
      await fixture.show(...all);
    }
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.all('.message').length).to.be.below(250);
    // The oldest messages are dropped while the reader is at the end.
    all = all.slice(500);
    await fixture.show(...all);
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.visibleTexts.at(-1)).to.equal('message 899');
  });

  it('stops following the end as soon as the reader scrolls up, whatever arrives then', async () => {
    const all = messages(300);
    await fixture.show(...all);
    fixture.scroller.scrollTop -= 500;
    const { scrollTop } = fixture.scroller;
    await fixture.show(...all, message(300));
    expect(fixture.scroller.scrollTop).to.be.closeTo(scrollTop, 0.5);
  });

  it('stops following also when a resize is reported before the scroll', async () => {
    const all = messages(300).map(({ id }) => message(Number(id)));
    await fixture.show(...all);
    // Resize observers run after this in the same frame; the scroll event follows in the next frame.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    fixture.list.style.inlineSize = `${String(fixture.list.offsetWidth - 1)}px`;
    fixture.scroller.scrollTop -= 500;
    await fixture.painted();
    await fixture.show(...all, message(300));
    expect(fixture.fromEnd).to.be.above(400);
  });

  it('does not move a reader slightly above the end, unless a message is new', async () => {
    const all = messages(300);
    await fixture.show(...all);
    await fixture.scrollTo(fixture.scroller.scrollTop - 30);
    fixture.list.unreadCount = 1;
    await fixture.list.updateComplete;
    expect(fixture.fromEnd).to.equal(30);
    await fixture.show(...all, message(300));
    expect(fixture.fromEnd).to.equal(0);
  });

  it('does not count as read while it is not laid out', async () => {
    await fixture.show(...messages(100));
    await until('the list to be in view', () => fixture.list.reading);
    const told: boolean[] = [];
    fixture.list.addEventListener('reading-change', (event) =>
      told.push((event as Event & { atEnd: boolean }).atEnd),
    );
    fixture.list.style.display = 'none';
    await until('it to be out of view', () => told.length === 1);
    fixture.list.style.display = '';
    await until('it to be in view again', () => told.length === 2);
    expect(told).to.deep.equal([false, true]);
    expect(fixture.fromEnd).to.equal(0);
  });

  it('shows a button to the end with the number of new messages', async () => {
    const all = messages(500);
    await fixture.show(...all);
    expect(fixture.all('.jump')).to.have.length(0);
    for (let i = 0; i < 10; i += 1) await fixture.scrollTo(0);
    expect(fixture.first('.jump').textContent).to.contain('Latest messages');
    fixture.list.unreadCount = 1234;
    await fixture.list.updateComplete;
    expect(fixture.first('.jump').textContent).to.contain('1,234 new messages');
    fixture.first('.jump').click();
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.visibleTexts.at(-1)).to.equal(all.at(-1)?.text);
    expect(fixture.all('.jump')).to.have.length(0);
  });

  it('reports when the reader leaves the end and comes back', async () => {
    await fixture.show(...messages(500));
    await until('the list to be in view', () => fixture.list.reading);
    const told: boolean[] = [];
    fixture.list.addEventListener('reading-change', (event) =>
      told.push((event as Event & { atEnd: boolean }).atEnd),
    );
    await fixture.scrollTo(0);
    fixture.list.goToEnd();
    await fixture.list.updateComplete;
    expect(told).to.deep.equal([false, true]);
  });

  it('goes to the end for an own message, from however far away', async () => {
    await fixture.show(...messages(1000));
    for (let i = 0; i < 10; i += 1) await fixture.scrollTo(0);
    fixture.list.pending = [pending(2000, 'sending')];
    await fixture.list.updateComplete;
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    expect(fixture.visibleTexts.at(-1)).to.equal('message 2000');
  });

  // With the most rows, and with few of them: those at the end are dropped when there are too many.
  for (const count of [661, 700]) {
    it(`is in order after messages arrived while it was hidden, ${String(count)} in all`, async () => {
      let all = messages(300);
      await fixture.show(...all);
      fixture.list.style.display = 'none';
      for (let id = 300; id < count; id += 1) {
        all = [...all, message(id)];
        await fixture.show(...all);
      }
      expect(countElements()).to.be.below(1500);
      fixture.list.style.display = '';
      await fixture.painted();
      expect(fixture.fromEnd).to.equal(0);
      expect(fixture.visibleTexts.at(-1)).to.equal(`message ${String(count - 1)}`);
    });
  }

  it('keeps the visible message in place where one arrives just as the list is shown again', async () => {
    const all = messages(500);
    await fixture.show(...all.slice(0, 400));
    await fixture.scrollTo(fixture.scroller.scrollTop - 700);
    const [text = ''] = fixture.visibleTexts;
    const before = fixture.offsetOf(text);
    fixture.list.style.display = 'none';
    await fixture.show(...all.slice(0, 450));
    fixture.list.style.display = '';
    await fixture.show(...all);
    expect(fixture.offsetOf(text)).to.be.closeTo(before, 0.5);
    await fixture.painted();
    expect(fixture.offsetOf(text)).to.be.closeTo(before, 0.5);
  });
});
