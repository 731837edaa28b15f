import { expect } from '@open-wc/testing';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { conversation, fakeInbox, type FakeInbox } from '../helpers/fake-inbox.js';
import { linesOf, listOf } from './desk-fixture.js';

const COUNT = 10_000;

describe('an inbox of 10,000 rooms', () => {
  const chat = useChat();
  let fake: FakeInbox;
  let inbox: MomentoChatInboxElement;

  beforeEach(() => {
    const now = Date.now();
    fake = fakeInbox(chat, {
      conversations: Array.from({ length: COUNT }, (_, index) =>
        conversation({ room: `r${index}`, lastAt: now - 1000 * index, version: index + 1 }),
      ),
    });
  });

  beforeEach(async () => {
    inbox = document.createElement('momento-chat-inbox');
    inbox.tokenUrl = fake.url;
    inbox.style.inlineSize = '400px';
    chat.adopt(inbox);
    await until('connected', () => inbox.status === 'connected');
  });

  afterEach(() => fake.restore());

  const scroller = (): HTMLElement => {
    const found = listOf(inbox).renderRoot.querySelector<HTMLElement>('.scroller');
    if (!found) throw new Error('no scroller');
    return found;
  };

  it('has a bounded number of elements, and fetches pages as an agent scrolls', async () => {
    expect(inbox.conversations.length).to.be.lessThan(200);
    let most = 0;
    while (inbox.conversations.length < COUNT) {
      const { length } = inbox.conversations;
      scroller().scrollTop = scroller().scrollHeight;
      await until('more', () => inbox.conversations.length > length);
      most = Math.max(most, linesOf(inbox).length);
    }
    expect(most).to.be.lessThan(40);
    scroller().scrollTop = scroller().scrollHeight;
    await until('the last line', () => linesOf(inbox).at(-1)?.room === `r${COUNT - 1}`);
    // Each page once, but for what is fetched again after a break.
    const cursors = fake.requests.map((request) => ('cursor' in request ? request.cursor : ''));
    expect(new Set(cursors).size).to.be.lessThan(COUNT / 50 + 2);
    const rooms = new Set(inbox.conversations.map(({ room }) => room));
    expect(rooms.size).to.equal(COUNT);
  });

  it('moves no line under an agent who has scrolled', async () => {
    scroller().scrollTop = 1500;
    await until('scrolled', () => (linesOf(inbox)[0]?.room ?? 'r0') !== 'r0');
    const before = linesOf(inbox).map(({ room }) => room);
    const place = (): number => scroller().scrollTop;
    const top = place();
    await fake.publish({
      type: 'conversation',
      conversation: conversation({ room: 'new', lastAt: Date.now() + 1, version: 99_999 }),
    });
    await until('the pill', () => inbox.renderRoot.querySelector('.floating'));
    expect(linesOf(inbox).map(({ room }) => room)).to.deep.equal(before);
    expect(place()).to.equal(top);
    // Nor when all is fetched again.
    inbox.reconnect();
    await until('reconnected', () => inbox.status === 'connected');
    expect(linesOf(inbox).map(({ room }) => room)).to.deep.equal(before);
  });
});
