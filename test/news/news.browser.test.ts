import { expect } from '@open-wc/testing';
import { newRoom, until } from '../helpers/chat-fixture.js';
import { showPage } from '../helpers/page-sight.js';
import { useNews } from './news-fixture.js';

describe('news, while the chat is out of sight', () => {
  const news = useNews();
  const { desktop, open, receive, told, untilTitle } = news;

  describe('in the title', () => {
    it('are counted while the page is hidden, until they are read', async () => {
      const element = await open();
      showPage({ visible: false, focused: false });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      await receive(element, 'two');
      await untilTitle('(2) Page');
      showPage();
      await untilTitle('Page');
    });

    it('are counted while the page is visible, but another window has the focus', async () => {
      const element = await open();
      showPage({ focused: false });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      expect(element.unreadCount).to.equal(0);
      showPage();
      await untilTitle('Page');
    });

    it('are counted while the panel is closed', async () => {
      const element = await open({ variant: 'launcher', connect: 'eager' });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      element.open();
      await untilTitle('Page');
    });

    it('are those of all chats together', async () => {
      const one = await open();
      const other = await open();
      showPage({ visible: false });
      await receive(one, 'one');
      await receive(other, 'two');
      await untilTitle('(2) Page');
      one.remove();
      await untilTitle('(1) Page');
      other.markRead();
      await untilTitle('Page');
    });

    it('are not those in sight, nor the visitor’s own, nor history', async () => {
      const room = newRoom();
      await news.chat.sendElsewhere(room, 'before');
      const element = await open({}, room);
      showPage();
      await receive(element, 'seen');
      await element['news'].load();
      showPage({ visible: false });
      element.send('mine');
      await until('it to be settled', () => element.messages.at(-1)?.text === 'mine');
      await told();
      expect(document.title).to.equal('Page');
    });

    it('are no removed ones, and no edits', async () => {
      const element = await open();
      showPage({ visible: false });
      const id = await receive(element, 'one');
      await receive(element, 'two');
      await untilTitle('(2) Page');
      const [, grace] = document.querySelectorAll('momento-chat');
      grace?.edit(id, 'changed');
      await until('it', () => element.messages.some(({ text }) => text === 'changed'));
      expect(document.title).to.equal('(2) Page');
      grace?.remove(id);
      await untilTitle('(1) Page');
    });

    it('are not there where the page does not want them, or is quiet', async () => {
      const element = await open({ notify: 'favicon' });
      showPage({ visible: false });
      await receive(element, 'one');
      await told();
      expect(document.title).to.equal('Page');
      element.notify = 'title';
      await untilTitle('(1) Page');
      element.quiet = true;
      await untilTitle('Page');
      expect(element.hasAttribute('quiet')).to.equal(true);
    });

    it('come from a message that arrived while the connection was away', async () => {
      const element = await open({ notify: 'title desktop' });
      desktop.permission = 'granted';
      showPage({ visible: false });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      await news.chat.engine.down();
      await until('the break', () => element.status !== 'connected');
      await news.chat.engine.up();
      const text = JSON.stringify({ id: 'away', username: 'Alan', userId: 'alan', message: 'two' });
      await news.chat.engine.push({ cache: 'instant-messaging', list: element.room }, text);
      element.reconnect();
      await until('it', () => element.messages.some(({ id }) => id === 'away'));
      await untilTitle('(2) Page');
      await until('it on the desktop', () => desktop.shown[0]?.body === 'two');
    });
  });

  it('put a dot on the page’s icon until they are read', async function () {
    // Where tests run in a frame, whose icon nobody sees.
    if (window.top !== window) this.skip();
    for (const link of document.head.querySelectorAll('link[rel~=icon]')) link.remove();
    const element = await open();
    showPage({ visible: false });
    await receive(element, 'one');
    const icons = (): number => document.head.querySelectorAll('link[rel~=icon]').length;
    await until('the dot', () => icons() === 1);
    showPage();
    await until('no dot', () => icons() === 0);
  });
});
