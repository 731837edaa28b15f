import { expect } from '@open-wc/testing';
import { until } from '../helpers/chat-fixture.js';
import { showPage } from '../helpers/page-sight.js';
import { useNews } from './news-fixture.js';

describe('news, while the chat is out of sight', () => {
  const { desktop, open, receive, told, untilTitle } = useNews();

  describe('on the desktop', () => {
    it('are shown only where the permission is granted already', async () => {
      const element = await open({ notify: 'title desktop' });
      showPage({ visible: false });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      await told();
      expect([desktop.asked, desktop.shown.length]).to.deep.equal([0, 0]);
      desktop.permission = 'granted';
      await receive(element, 'two');
      await until('it', () => desktop.shown.length === 1);
    });

    it('name the author and the text, replace each other, and go when they are read', async () => {
      const element = await open({ notify: 'desktop' });
      element.lang = 'en';
      element.dir = 'rtl';
      desktop.permission = 'granted';
      showPage({ visible: false });
      await receive(element, 'one *two*');
      await until('it', () => desktop.shown.length === 1);
      const [first] = desktop.shown;
      expect(first?.title).to.equal('Grace');
      expect(first?.body).to.equal('one two');
      expect(first?.options).to.include({ lang: 'en', dir: 'rtl' });
      await receive(element, 'three');
      await until('the next', () => desktop.shown[0]?.body === 'three');
      expect(desktop.shown).to.have.length(1);
      showPage();
      await until('none', () => desktop.shown.length === 0);
    });

    it('go with the message', async () => {
      const element = await open({ notify: 'desktop' });
      desktop.permission = 'granted';
      showPage({ visible: false });
      const id = await receive(element, 'regretted');
      await until('it', () => desktop.shown.length === 1);
      [...document.querySelectorAll('momento-chat')].at(-1)?.remove(id);
      await until('none', () => desktop.shown.length === 0);
    });

    it('open the chat at the message', async () => {
      const element = await open({ variant: 'launcher', connect: 'eager', notify: 'desktop' });
      desktop.permission = 'granted';
      showPage({ visible: false });
      await receive(element, 'look');
      await until('it', () => desktop.shown.length === 1);
      desktop.shown[0]?.onclick?.();
      expect(element.opened).to.equal(true);
      expect(desktop.shown).to.have.length(0);
    });

    it('say that the visitor is mentioned, even if more comes after it', async () => {
      const element = await open({ notify: 'desktop' });
      desktop.permission = 'granted';
      showPage({ visible: false });
      await receive(element, 'one');
      const [, grace] = document.querySelectorAll('momento-chat');
      grace?.send('@Ada look', { mentions: [{ id: 'ada', start: 0, length: 4 }] });
      grace?.send('and more');
      await until('it', () => desktop.shown[0]?.title === 'Grace mentioned you');
    });

    it('are asked for only by the page’s own button, and remembered', async () => {
      const element = await open();
      expect(await element.allowNotifications()).to.equal(true);
      expect(desktop.asked).to.equal(1);
      const other = await open();
      expect((await other['news'].load())?.desktop).to.equal('on');
      showPage({ visible: false });
      await receive(other, 'one');
      await until('it', () => desktop.shown.length === 1);
      expect(await (await other['news'].load())?.setDesktop(false)).to.equal('off');
      expect(desktop.shown).to.have.length(0);
    });

    it('are off where the visitor refuses, the browser has none, or the chat is quiet', async () => {
      const element = await open();
      desktop.answer = 'denied';
      expect(await element.allowNotifications()).to.equal(false);
      expect((await element['news'].load())?.desktop).to.equal('denied');
      element.quiet = true;
      desktop.asked = 0;
      expect(await element.allowNotifications()).to.equal(false);
      expect(desktop.asked).to.equal(0);
      element.quiet = false;
      Reflect.deleteProperty(globalThis, 'Notification');
      expect(await element.allowNotifications()).to.equal(false);
      expect((await element['news'].load())?.desktop).to.equal('unsupported');
    });
  });
});
