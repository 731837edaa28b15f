import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, untilStatus } from '../helpers/chat-fixture.js';
import { openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';
import { showPage } from '../helpers/page-sight.js';
import { useNews } from './news-fixture.js';

describe('news, while the chat is out of sight', () => {
  const { desktop, open, receive, told, untilTitle } = useNews();

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
