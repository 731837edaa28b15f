import { expect } from '@open-wc/testing';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

/** What screen readers are given to say. */
describe('announcements', () => {
  let fixture: ListFixture;
  let said: string[];
  let observer: MutationObserver;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    fixture.list.loaded = false;
    await fixture.list.updateComplete;
    said = [];
    const log = fixture.first('[role=log]');
    observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) said.push(node.textContent ?? '');
      }
    });
    observer.observe(log, { childList: true, subtree: true, characterData: true });
  });

  afterEach(() => observer.disconnect());

  async function enterWith(count: number, first = 0): Promise<void> {
    fixture.list.loaded = true;
    await fixture.show(...messages(count, first));
    await fixture.painted();
  }

  it('come in one live region, and the rows are in none', async () => {
    await enterWith(5);
    expect(fixture.all('[role=log], [aria-live], [role=status], [role=alert]')).to.have.length(1);
    expect(fixture.first('[role=log]').childElementCount).to.equal(0);
    await expect(fixture.list).to.be.accessible();
  });

  it('never tell the history', async () => {
    await enterWith(200);
    expect(said).to.deep.equal([]);
  });

  it('tell each new message once, with its author', async () => {
    await enterWith(3);
    const all = [...messages(3), message(3, 'ada', 'one'), message(4, 'ada', 'two')];
    await fixture.show(...all.slice(0, 4));
    await fixture.show(...all);
    fixture.list.unreadCount = 2;
    fixture.list.strings = { ...fixture.list.strings };
    await fixture.show(...all);
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: one', 'Ada: two']);
  });

  it('never tell pages that are loaded above, nor rows that come back into reach', async () => {
    await enterWith(100, 300);
    await fixture.show(...messages(200, 200));
    await fixture.show(...messages(400));
    for (let i = 0; i < 10; i += 1) await fixture.scrollTo(0);
    fixture.list.goToEnd();
    await fixture.painted();
    expect(said).to.deep.equal([]);
    await fixture.show(...messages(400), message(400, 'ada', 'news'));
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: news']);
  });

  it('tell one that is late, and stands before others', async () => {
    await enterWith(10);
    const all = messages(10);
    await fixture.show(...all.slice(0, 8), message(99, 'ada', 'late'), ...all.slice(8));
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: late']);
  });

  it('only count what comes in a flood', async () => {
    await enterWith(3);
    await fixture.show(...messages(1000));
    await fixture.painted();
    expect(said).to.deep.equal(['997 new messages']);
  });

  it('do not repeat to visitors what they wrote', async () => {
    await enterWith(3);
    await fixture.show(...messages(3), message(3, 'grace', 'mine'));
    await fixture.painted();
    expect(said).to.deep.equal([]);
  });

  it('start afresh in another room', async () => {
    await enterWith(3);
    fixture.list.loaded = false;
    await fixture.show();
    await enterWith(5, 100);
    expect(said).to.deep.equal([]);
  });
});
