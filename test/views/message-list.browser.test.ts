import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ChatMessage } from '../../src/momento-chat.js';
import type { MessageList } from '../../src/views/message-list.js';
import { ListFixture, message, messages, pending } from '../helpers/list-fixture.js';

const NOON = Date.UTC(2026, 10, 20, 12);

describe('the message list', () => {
  let fixture: ListFixture;
  let list: MessageList;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    list = fixture.list;
  });

  const show = (...shown: readonly ChatMessage[]): Promise<void> => fixture.show(...shown);

  it('passes the accessibility audit: empty, loading, and with messages in every state', async () => {
    await expect(list).to.be.accessible();
    list.loading = true;
    list.loaded = false;
    await list.updateComplete;
    await expect(list).to.be.accessible();
    list.loading = false;
    list.loaded = true;
    list.pending = [pending(100, 'sending'), pending(101, 'failed')];
    await show(message(1), message(2), message(3, 'grace'));
    await expect(list).to.be.accessible();
  });

  it('goes to the end when it becomes idle over a game, where it cannot be scrolled', async () => {
    await show(...messages(60));
    await fixture.scrollTo(300);
    list.idle = true;
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    await show(...messages(61));
    expect(fixture.fromEnd).to.equal(0);
  });

  it('keeps the place, or stays at the end, when it is moved in the page', async () => {
    await show(...messages(60));
    const box = list.parentElement;
    for (const top of [100_000, 300]) {
      await fixture.scrollTo(top);
      const { fromEnd } = fixture;
      box?.append(document.createElement('div'));
      box?.lastElementChild?.append(list);
      await fixture.painted();
      expect(fixture.fromEnd).to.equal(fromEnd);
    }
    await fixture.scrollTo(100_000);
    box?.append(list);
    list.style.blockSize = '200px';
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });

  it('keeps the focus when the focused button is removed', async () => {
    list.pending = [pending(100, 'failed')];
    list.addEventListener('message-action', () => (list.pending = []));
    await show(...messages(60));
    for (const selector of ['.failure button:last-child', '.jump']) {
      if (selector === '.jump') await fixture.scrollTo(300);
      fixture.first(selector).focus();
      await sendKeys({ press: 'Enter' });
      await fixture.painted();
      expect(fixture.all(selector)).to.have.length(0);
      expect(list.shadowRoot?.activeElement?.className).to.equal('scroller');
    }
  });

  it('opens at the newest message, and follows the end while the reader is there', async () => {
    await show(...messages(50));
    expect(fixture.fromEnd).to.equal(0);
    await show(...messages(51));
    expect(fixture.fromEnd).to.equal(0);
    list.style.blockSize = '200px';
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });

  it('does not scroll when the reader has scrolled up', async () => {
    await show(...messages(30));
    await fixture.scrollTo(100);
    await show(...messages(40));
    expect(fixture.scroller.scrollTop).to.equal(100);
  });

  it('goes to the visitor’s own message from any place', async () => {
    await show(...messages(50));
    await fixture.scrollTo(100);
    list.pending = [pending(100, 'sending')];
    await list.updateComplete;
    expect(fixture.fromEnd).to.equal(0);
  });

  it('can be focused and scrolled by keyboard', () => {
    expect(fixture.scroller.getAttribute('aria-label')).to.equal('Conversation');
    expect(fixture.scroller.tabIndex).to.equal(0);
  });

  it('shows that earlier messages are loading or could not be loaded, and offers to retry', async () => {
    let asked = 0;
    list.addEventListener('earlier', () => (asked += 1));
    await show(...messages(3));
    list.earlier = 'loading';
    await list.updateComplete;
    expect(fixture.first('[part=loading]').textContent).to.equal('Loading earlier messages');
    await expect(list).to.be.accessible();
    list.earlier = 'failed';
    await list.updateComplete;
    fixture.first('[part=earlier] button').click();
    expect(asked).to.equal(1);
    await expect(list).to.be.accessible();
  });

  it('renames “today” to “yesterday” on the next day', async () => {
    const { now } = Date;
    const today = message(1);
    const tomorrow = { ...message(2), sentAt: NOON + 86_400_000 };
    const dates = (): string[] => fixture.all('.date').map(({ textContent }) => textContent);
    try {
      Date.now = () => NOON;
      list.language = 'en';
      await show(today);
      expect(dates()).to.deep.equal(['today']);
      Date.now = () => tomorrow.sentAt;
      await show(today, tomorrow);
      expect(dates()).to.deep.equal(['yesterday', 'today']);
    } finally {
      Date.now = now;
    }
  });

  it('keeps a divider whatever the messages’ ids are', async () => {
    await show(message(1), { ...message(2), id: 'date 1' });
    expect(fixture.all('.date')).to.have.length(1);
    expect(fixture.all('.message')).to.have.length(2);
  });

  it('renders messages with invalid or missing times', async () => {
    await show({ ...message(1), sentAt: 8.64e15 }, { ...message(2), sentAt: undefined });
    expect(list.renderRoot.querySelectorAll('.message')).to.have.length(2);
  });

  it('shows the date once for each day', async () => {
    list.lang = 'en-US';
    const day = (days: number, hour: number): number => {
      const now = new Date();
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, hour).getTime();
    };
    await show(
      { ...message(1), sentAt: new Date(2020, 1, 3, 12).getTime() },
      { ...message(2), sentAt: day(1, 1) },
      { ...message(3), sentAt: day(1, 2) },
      { ...message(4), sentAt: day(0, 0) },
      { ...message(5), sentAt: undefined },
      { ...message(6), sentAt: day(0, 0) },
    );
    const dates = fixture.all('.date').map(({ textContent }) => textContent.trim());
    expect(dates).to.deep.equal(['Monday, February 3, 2020', 'yesterday', 'today']);
    list.lang = 'ja';
    await show(...list.messages, message(7));
    expect(fixture.first('.date').textContent).to.contain('2020年2月3日月曜日');
  });

  it('draws a line before the first unread message, and breaks its group there', async () => {
    await show(message(1), message(2), message(3));
    list.unreadFrom = '3';
    await list.updateComplete;
    expect(fixture.first('.unread').nextElementSibling?.textContent).to.contain('message 3');
    expect(fixture.first('.unread').nextElementSibling?.className).not.to.contain('continues');
    await expect(list).to.be.accessible();
    list.unreadFrom = undefined;
    await list.updateComplete;
    expect(fixture.all('.unread')).to.have.length(0);
  });
});
