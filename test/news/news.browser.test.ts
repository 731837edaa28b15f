import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';
import { useFakeAudio } from '../helpers/fake-audio.js';
import { useFakeNotification } from '../helpers/fake-notification.js';
import { resetPageSight, showPage } from '../helpers/page-sight.js';
import { LARGE } from '../helpers/viewports.js';

describe('news, while the chat is out of sight', () => {
  const audio = useFakeAudio();
  const desktop = useFakeNotification();
  let chat: ChatFixture;
  let title = '';

  before(async () => {
    title = document.title;
    chat = await startChat();
    await setViewport(LARGE);
  });

  beforeEach(() => {
    document.title = 'Page';
    localStorage.clear();
  });

  afterEach(async () => {
    resetPageSight();
    await chat.reset();
    document.title = title;
    localStorage.clear();
  });

  after(() => chat.stop());

  async function open(
    attributes: Record<string, string> = {},
    room = newRoom(),
    user = 'ada',
  ): Promise<MomentoChatElement> {
    const element = chat.open({ room, user, attributes });
    await untilStatus(element, 'connected');
    return element;
  }

  /** A message of Grace, who is another visitor, and its id. */
  async function receive(element: MomentoChatElement, text: string): Promise<string> {
    const grace =
      [...document.querySelectorAll('momento-chat')].find(
        (other) => other.room === element.room && other.session?.user.id === 'grace',
      ) ?? (await open({ quiet: '' }, element.room, 'grace'));
    const id = grace.send(text);
    if (id === undefined) throw new Error('not sent');
    await until('it to arrive', () => element.messages.some((message) => message.id === id));
    return id;
  }

  /** The module has been loaded, and has looked at what there is. */
  async function told(): Promise<void> {
    await import('../../src/news/connected-news.js');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  function untilTitle(expected: string): Promise<void> {
    return until(`title ${expected}, not ${document.title}`, () => document.title === expected);
  }

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
      await chat.sendElsewhere(room, 'before');
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
      await chat.engine.down();
      await until('the break', () => element.status !== 'connected');
      await chat.engine.up();
      const text = JSON.stringify({ id: 'away', username: 'Alan', userId: 'alan', message: 'two' });
      await chat.engine.push({ cache: 'instant-messaging', list: element.room }, text);
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

  describe('as sound', () => {
    it('are off by default: no audio is begun', async () => {
      const element = await open();
      showPage({ visible: false });
      await receive(element, 'one');
      await untilTitle('(1) Page');
      const news = await element['news'].load();
      expect(news?.sound).to.equal(false);
      await receive(element, 'two');
      await untilTitle('(2) Page');
      expect([audio.contexts, audio.started]).to.deep.equal([0, 0]);
    });

    it('are one short, quiet tone, at most one in 2 s', async () => {
      const element = await open({ notify: 'title sound' });
      showPage({ visible: false });
      await receive(element, 'one');
      await until('the tone', () => audio.started === 2);
      await receive(element, 'two');
      await untilTitle('(2) Page');
      await told();
      expect(audio.started).to.equal(2);
      expect(audio.length).to.be.at.most(0.3);
      expect(audio.volume).to.be.at.most(0.1);
      expect(audio.contexts).to.equal(1);
    });

    it('are heard once when the visitor turns them on, in all chats of the origin', async () => {
      const [one, other] = [await open(), await open()];
      const news = await one['news'].load();
      news?.setSound(true);
      await until('the tone', () => audio.started === 2);
      expect((await other['news'].load())?.sound).to.equal(true);
      news?.setSound(false);
      one.notify = 'sound';
      expect(news?.sound).to.equal(false);
      expect(audio.started).to.equal(2);
    });

    it('are silent where the browser waits for the visitor', async () => {
      const element = await open({ notify: 'title sound' });
      audio.state = 'suspended';
      const news = await element['news'].load();
      news?.setSound(true);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(audio.started).to.equal(0);
    });

    it('are remembered for the page where it may store nothing', async () => {
      const element = await open();
      const own = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem');
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      try {
        const news = await element['news'].load();
        news?.setSound(true);
        expect(news?.sound).to.equal(true);
        news?.setSound(false);
        expect(news?.sound).to.equal(false);
      } finally {
        if (own) Object.defineProperty(Storage.prototype, 'setItem', own);
      }
      (await element['news'].load())?.setSound(false);
    });
  });

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

  describe('in several tabs', () => {
    let frame: ChatFrame;

    beforeEach(async () => {
      frame = await openChatFrame();
      // In view, whatever else is in the page.
      const box = document.querySelector('iframe');
      box?.setAttribute(
        'style',
        'position: fixed; inset: 0 auto auto 0; width: 500px; height: 700px',
      );
      Object.defineProperty(frame.globals, 'Notification', { configurable: true, value: desktop });
    });

    function hideFrame(hidden: boolean): void {
      const { document } = frame.globals;
      const value = hidden ? 'hidden' : 'visible';
      Object.defineProperty(document, 'visibilityState', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }

    /** The same room and user in this page, as a launcher, and in the frame. */
    async function openBoth(): Promise<[here: MomentoChatElement, there: MomentoChatElement]> {
      desktop.permission = 'granted';
      // Not every browser that runs tests has the focus.
      showPage();
      const attributes = { variant: 'launcher', connect: 'eager', notify: 'title desktop' };
      const here = await open(attributes);
      const there = frame.open({ room: here.room, tokenUrl: here.tokenUrl });
      there.notify = 'title desktop';
      await untilStatus(there, 'connected');
      await Promise.all([here['news'].load(), there['news'].load()]);
      const list = there.renderRoot.querySelector('momento-chat-message-list');
      await until('it to be in sight', () => list?.reading);
      return [here, there];
    }

    /** One tab tells another one not to speak. */
    async function untilStopped({ session }: MomentoChatElement): Promise<void> {
      const key = JSON.stringify([session?.cacheName, session?.room, session?.user.id]);
      const channel = new BroadcastChannel(`momento-chat:news:${key}`);
      await new Promise<void>((resolve) => {
        channel.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type === 'stop') resolve();
        };
      });
      channel.close();
    }

    it('one speaks, and reading in one of them silences the other', async () => {
      const [here, there] = await openBoth();
      let shown = 0;
      const count = class extends desktop {
        constructor(...args: ConstructorParameters<typeof desktop>) {
          super(...args);
          shown += 1;
        }
      };
      for (const globals of [globalThis, frame.globals]) {
        Object.defineProperty(globals, 'Notification', { configurable: true, value: count });
      }
      hideFrame(true);
      await receive(here, 'one');
      await until('it', () => desktop.shown.length === 1);
      await until('both', () => here.unreadCount + there.unreadCount === 2);
      await told();
      expect(shown).to.equal(1);
      hideFrame(false);
      await until('none', () => desktop.shown.length === 0);
      expect(here.unreadCount).to.equal(1);
    });

    it('none speaks while the chat is in sight in one of them', async () => {
      const [here, there] = await openBoth();
      const stopped = untilStopped(here);
      const id = await receive(here, 'one');
      await until('it there', () => there.messages.some((message) => message.id === id));
      await untilTitle('(1) Page');
      await stopped;
      hideFrame(true);
      await receive(here, 'two');
      await until('it', () => desktop.shown.length === 1);
      expect(desktop.shown[0]?.body).to.equal('two');
    });

    it('another one speaks when the first has closed', async () => {
      const [here, there] = await openBoth();
      hideFrame(true);
      await receive(here, 'one');
      await until('it', () => desktop.shown.length === 1);
      there.remove();
      await receive(here, 'two');
      await until('the next', () => desktop.shown[0]?.body === 'two');
    });
  });
});
