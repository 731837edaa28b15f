import { expect, waitUntil } from '@open-wc/testing';
import { limited, NO_VISITOR } from '../helpers/engine-limits.js';
import { ListFixture, message } from '../helpers/list-fixture.js';
import { visitor } from '../helpers/visitor-client.js';

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;

describe('dates and times in the message list', () => {
  const { now } = Date;

  afterEach(() => {
    Date.now = now;
  });

  /** Renders a list with a message sent at `sentAt`, and makes that the current time. */
  async function open(sentAt: number): Promise<ListFixture> {
    const start = performance.now();
    Date.now = () => sentAt + performance.now() - start;
    const fixture = await ListFixture.open();
    fixture.list.language = 'en';
    await fixture.show({ ...message(1), sentAt });
    return fixture;
  }

  const dateOf = (fixture: ListFixture): string => fixture.first('.date').textContent;

  it('say “yesterday” after midnight, without another update', async () => {
    const fixture = await open(new Date(NOON).setHours(23, 59, 59, 500));
    expect(dateOf(fixture)).to.equal('today');
    await waitUntil(() => dateOf(fixture) === 'yesterday', 'the date is still today’s');
  });

  for (const [event, target] of [
    ['visibilitychange', document],
    ['focus', window],
  ] as const) {
    it(`are correct after ${event} when a machine slept through midnight`, async () => {
      const fixture = await open(NOON);
      Date.now = () => NOON + DAY_MS;
      target.dispatchEvent(new Event(event));
      await fixture.list.updateComplete;
      expect(dateOf(fixture)).to.equal('yesterday');
    });
  }

  it('request no update once the list has left the page', async () => {
    const fixture = await open(NOON);
    fixture.list.remove();
    await fixture.list.updateComplete;
    Date.now = () => NOON + DAY_MS;
    window.dispatchEvent(new Event('focus'));
    expect(fixture.list.isUpdatePending).to.equal(false);
    document.body.append(fixture.list);
    await fixture.list.updateComplete;
    expect(dateOf(fixture)).to.equal('yesterday');
    fixture.list.remove();
  });

  limited(describe, NO_VISITOR, 'for a reader who travels', () => {
    afterEach(() => visitor.travel(''));

    it('are those of the reader’s current time zone', async () => {
      await visitor.travel('Europe/Rome');
      const fixture = await open(NOON);
      const time = (): string => fixture.first('time').textContent.trim();
      expect(time()).to.equal('1:00 PM');
      await visitor.travel('Asia/Tokyo');
      window.dispatchEvent(new Event('focus'));
      await fixture.list.updateComplete;
      expect(time()).to.equal('9:00 PM');
      // It is another day in that time zone.
      await visitor.travel('Pacific/Kiritimati');
      window.dispatchEvent(new Event('focus'));
      await fixture.list.updateComplete;
      expect(time()).to.equal('2:00 AM');
      expect(dateOf(fixture)).to.equal('today');
    });
  });
});
