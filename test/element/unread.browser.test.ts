import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  shown,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { inside, settled } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';

describe('unread messages', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  afterEach(async () => {
    hidePage(false);
    await chat.reset();
  });

  after(() => chat.stop());

  async function launch(room = newRoom(), user = 'ada'): Promise<MomentoChatElement> {
    const attributes = { variant: 'launcher', connect: 'eager' };
    const element = chat.open({ room, user, attributes });
    await untilStatus(element, 'connected');
    return element;
  }

  function counts(element: MomentoChatElement): number[] {
    const seen: number[] = [];
    element.addEventListener('momento-chat-unread-change', ({ count }) => seen.push(count));
    return seen;
  }

  function untilUnread(element: MomentoChatElement, count: number): Promise<void> {
    return until(`${String(count)} unread`, () => element.unreadCount === count);
  }

  function hidePage(hidden: boolean): void {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      value: hidden ? 'hidden' : 'visible',
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('the badge passes the accessibility audit, in light and dark', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'hello');
    await untilUnread(element, 1);
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      await settled(element);
      await expect(element).to.be.accessible();
    }
  });

  it('are counted while the launcher is closed, and read when it is opened', async () => {
    const element = await launch();
    const seen = counts(element);
    await chat.sendElsewhere(element.room, 'one');
    await chat.sendElsewhere(element.room, 'two');
    await untilUnread(element, 2);
    await settled(element);
    expect(inside(element, '.badge').textContent).to.contain('2');
    expect(inside(element, '.launcher').ariaLabel).to.equal('Open the chat, 2 unread');
    expect(inside(element, '[role=status]').textContent).to.equal('2 unread, Elsewhere: two');
    expect(element.matches(':state(unread)')).to.equal(true);
    element.open();
    await untilUnread(element, 0);
    await settled(element);
    expect(element.renderRoot.querySelector('.badge')).to.equal(null);
    expect(element.matches(':state(unread)')).to.equal(false);
    expect(seen).to.deep.equal([1, 2, 0]);
  });

  it('begin at a divider, which disappears when the visitor answers', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilUnread(element, 1);
    element.open();
    await untilUnread(element, 0);
    expect(await shown(element, '.divider.unread')).to.have.length(1);
    await chat.sendElsewhere(element.room, 'two');
    await until('it', () => element.messages.length === 2);
    expect(await shown(element, '.divider.unread')).to.have.length(1);
    element.send('an answer');
    expect(await shown(element, '.divider.unread')).to.have.length(0);
  });

  it('begin at a divider, which disappears when the panel closes', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilUnread(element, 1);
    element.open();
    await untilUnread(element, 0);
    element.close();
    element.open();
    await settled(element);
    expect(await shown(element, '.divider.unread')).to.have.length(0);
  });

  it('do not include own messages', async () => {
    const element = await launch();
    element.send('my own');
    await until('it to be settled', () => element.messages.length === 1);
    expect(element.unreadCount).to.equal(0);
  });

  it('do not include messages from before the first visit', async () => {
    const room = newRoom();
    await chat.sendElsewhere(room, 'long ago');
    const element = await launch(room);
    expect(element.messages).to.have.length(1);
    expect(element.unreadCount).to.equal(0);
  });

  it('include messages that arrived between two pages', async () => {
    const room = newRoom();
    await chat.sendElsewhere(room, 'long ago');
    const first = chat.open({ room, attributes: { variant: 'launcher' } });
    await settled(first);
    first.open();
    await untilStatus(first, 'connected');
    first.close();
    first.remove();
    await chat.sendElsewhere(room, 'in between');
    await chat.sendElsewhere(room, 'and again');
    // `connect` is lazy: a chat that was used before connects anyway.
    const second = chat.open({ room, attributes: { variant: 'launcher' } });
    await untilUnread(second, 2);
    second.open();
    await untilUnread(second, 0);
    expect(await shown(second, '.divider.unread')).to.have.length(1);
  });

  it('are counted for each user separately', async () => {
    const room = newRoom();
    const ada = await launch(room, 'ada');
    ada.remove();
    await chat.sendElsewhere(room, 'in between');
    expect((await launch(room, 'grace')).unreadCount).to.equal(0);
    await untilUnread(await launch(room, 'ada'), 1);
  });

  it('include messages that arrive while the page is hidden', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'seen');
    await until('it', () => element.messages.length === 1);
    await untilUnread(element, 0);
    hidePage(true);
    await chat.sendElsewhere(element.room, 'missed');
    await untilUnread(element, 1);
    hidePage(false);
    expect(element.unreadCount).to.equal(0);
    expect(await shown(element, '.divider.unread')).to.have.length(1);
  });

  it('include messages that arrive below a reader who has scrolled up', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    for (let index = 0; index < 30; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', () => element.messages.length === 30);
    const [scroller] = await shown(element, '.scroller');
    if (!scroller) throw new Error('no scroller');
    await until('the end', () => scroller.scrollTop > 0);
    await settled(element);
    scroller.scrollTop = 0;
    await until('the button', async () => (await shown(element, '.jump')).length === 1);
    await chat.sendElsewhere(element.room, 'news');
    await untilUnread(element, 1);
    await settled(element);
    const [jump] = await shown(element, '.jump');
    expect(jump?.textContent).to.contain('1 new message');
    jump?.click();
    await untilUnread(element, 0);
  });

  it('are read when the variant changes after the reader scrolled up', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    for (let index = 0; index < 30; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', async () => (await shown(element, '.bubble')).length === 30);
    const [scroller] = await shown(element, '.scroller');
    scroller?.scrollTo(0, 0);
    await until('the button', async () => (await shown(element, '.jump')).length === 1);
    element.variant = 'launcher';
    element.open();
    await settled(element);
    await chat.sendElsewhere(element.room, 'news');
    await until('it', () => element.messages.length === 31);
    expect(element.unreadCount).to.equal(0);
  });

  it('are read while they are shown over a game, unless the page is hidden', async () => {
    const element = chat.open({ attributes: { variant: 'overlay' } });
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'seen');
    await until('it', () => element.messages.length === 1);
    await untilUnread(element, 0);
    hidePage(true);
    await chat.sendElsewhere(element.room, 'missed');
    await untilUnread(element, 1);
  });

  it('are forgotten when the room changes', async () => {
    const element = await launch();
    const seen = counts(element);
    await chat.sendElsewhere(element.room, 'one');
    await untilUnread(element, 1);
    element.room = newRoom();
    await untilUnread(element, 0);
    await untilStatus(element, 'connected');
    expect(seen).to.deep.equal([1, 0]);
  });
});
