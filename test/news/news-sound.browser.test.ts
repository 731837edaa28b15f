import { expect } from '@open-wc/testing';
import { until } from '../helpers/chat-fixture.js';
import { showPage } from '../helpers/page-sight.js';
import { useNews } from './news-fixture.js';

describe('news, while the chat is out of sight', () => {
  const { audio, open, receive, told, untilTitle } = useNews();

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
});
