import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import {
  chatMenuOf,
  choose,
  FakeNews,
  giveNews,
  openChatMenu,
  untilTold,
} from '../helpers/chat-menus.js';
import { openStored, storedText } from '../helpers/searching.js';
import { Stored } from '../visual/stored.js';
import { LARGE } from '../helpers/viewports.js';
import { look } from './look.js';

const TEXTS: Readonly<Record<string, string>> = {
  en: 'Shall we meet at ten?',
  ja: '10時に集合でいいですか。',
  ar: 'هل نلتقي في العاشرة؟',
};

const LONG = 'The machine can weave algebraic patterns. '.repeat(4).trim();
const FILE = {
  id: '01J00000000000000000000000',
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 1_200_000,
  sha256: 'a'.repeat(43),
};

describe('how the menu of a chat looks', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(() => chat.reset());

  after(async () => {
    await chat.stop();
    await setViewport(LARGE);
  });

  async function open(
    language: string,
    width: number,
    attributes: Record<string, string> = {},
    total = 9,
  ): Promise<MomentoChatElement> {
    await setViewport({ width, height: 560 });
    const items = Array.from({ length: total }, (_, index) => storedText(index, TEXTS[language]));
    const all = { lang: language, menu: 'transcript news', search: '', ...attributes };
    const element = await openStored(chat, items, all);
    element.style.blockSize = '500px';
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    return element;
  }

  for (const [language, width] of [
    ['en', 520],
    ['en', 320],
    ['ja', 360],
    ['ar', 360],
  ] as const) {
    it(`${language}, ${width} px wide`, async () => {
      const element = await open(language, width);
      const news = await giveNews(element);
      news.sound = true;
      news.desktop = 'denied';
      await chatMenuOf(element);
      const name = `chat-menu-${language}-${width}`;
      await look(element, `${name}-button`);
      await openChatMenu(element);
      await look(element, `${name}-open`);
    });
  }

  it('while earlier messages are loaded', async () => {
    const element = await open('en', 480, {}, 300);
    await openChatMenu(element);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 20_000 });
    await choose(element, 'Download as text');
    await until('the wait', async () => (await chatMenuOf(element)).shadowRoot.querySelector('p'));
    await look(element, 'chat-menu-wait');
  });

  for (const language of ['en', 'ar']) {
    it(`the page of a transcript, ${language}`, async () => {
      const element = chat.open({ attributes: { lang: language } });
      element.dir = language === 'ar' ? 'rtl' : 'ltr';
      await new Stored(3_000)
        .say('ask', 'grace', TEXTS[language] ?? '')
        .say('long', 'katherine', `${LONG}\nhttps://example.com/?a=1`)
        .say('own', 'ada', 'Ten is *fine*.', { replyTo: { id: 'ask', order: 1 } })
        .say('gone', 'noor', 'no')
        .say('file', 'noor', '', { attachments: [FILE] })
        .react('long', '👍', 'ada', 'grace')
        .relate('noor', 'removal', { id: 'gone', place: 4 })
        .relate('ada', 'edit', { target: 'own', text: 'Ten is *fine*. I bring the cards.' })
        .store(element, chat);
      element.reconnect();
      await until('all of it', () => element.messages[3]?.removed);
      const frame = document.createElement('iframe');
      frame.title = 'A transcript';
      frame.style.cssText = 'inline-size: 480px; block-size: 640px; border: 0';
      frame.srcdoc = await element.transcript('html');
      element.style.display = 'none';
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      await setViewport({ width: 500, height: 660 });
      await look(element, `transcript-${language}`);
      await expect(frame).to.be.accessible();
    });
  }

  it('in a launcher', async () => {
    const element = await open('en', 480, { variant: 'launcher', connect: 'eager' });
    element.open();
    await giveNews(element, Object.assign(new FakeNews(), { desktop: 'on' }));
    await look(element, 'chat-menu-launcher-button');
    await openChatMenu(element);
    await look(element, 'chat-menu-launcher');
  });

  it('over a game', async () => {
    const element = await open('en', 480, { variant: 'overlay' });
    element.open();
    await openChatMenu(element);
    await look(element, 'chat-menu-overlay');
  });

  it('with the search open, and with an outcome', async () => {
    const element = await open('en', 480);
    element.openSearch('ten');
    // It takes the focus, which a menu that is open would lose.
    await until('the search', () =>
      element.renderRoot.querySelector('momento-chat-search-bar:focus-within'),
    );
    await openChatMenu(element);
    await choose(element, 'Download as JSON');
    await untilTold(element, 'Download started');
    await look(element, 'chat-menu-outcome');
  });
});
