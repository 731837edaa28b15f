import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { inside } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';
import { hitOf, openStored, progressOf, search, untilOpen } from '../helpers/searching.js';
import { look } from './look.js';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  en: ['Shall we meet at ten?', 'Ten is *fine*. I bring the punch cards.', 'It often is.'],
  ja: [
    '10時に集合でいいですか。',
    '*10時*で大丈夫です。パンチカードを持っていきます。',
    '１０時ですね。',
  ],
  ar: ['هل نلتقي في العاشرة؟', 'العاشرة مناسبة. سأحضر البطاقات.', 'إذن في العاشرة.'],
};
const QUERIES: Readonly<Record<string, string>> = { en: 'ten', ja: '10時', ar: 'العاشرة' };

function conversation(language: string, total: number): string[] {
  const texts = TEXTS[language] ?? [];
  return Array.from({ length: total }, (_, index) => {
    const isLate = total - index <= 9;
    const text = isLate ? texts[index % texts.length] : `${String(index)}.`;
    const username = ['Grace', 'Katherine'][(index >> 1) % 2];
    const timestamp = Date.now() - (total - index) * 60_000;
    return JSON.stringify({ id: String(index), username, message: text, timestamp, order: index });
  });
}

describe('how the search looks', () => {
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
  ): Promise<MomentoChatElement> {
    await setViewport({ width, height: 520 });
    const items = conversation(language, 160);
    const element = await openStored(chat, items, { lang: language, search: '', ...attributes });
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
      const name = `search-${language}-${width}`;
      await look(element, `${name}-button`);
      element.openSearch(QUERIES[language]);
      await untilOpen(element);
      await until('a message', () => hitOf(element));
      await sendKeys({ press: 'ArrowUp' });
      await look(element, `${name}-found`);
      await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 20_000 });
      await search(element, 'x');
      await until('the search', () => inside(element, 'momento-chat-search-bar'));
      await until('the way back', () => progressOf(element) !== '');
      await new Promise((resolve) => setTimeout(resolve, 700));
      await look(element, `${name}-fetching`);
    });
  }

  it('in a launcher', async () => {
    const element = await open('en', 480, { variant: 'launcher', connect: 'eager' });
    element.openSearch('ten');
    await until('a message', () => hitOf(element));
    await look(element, 'search-launcher');
  });

  it('over a game', async () => {
    const element = await open('en', 480, { variant: 'overlay' });
    element.open();
    await look(element, 'search-overlay-button');
    element.openSearch('ten');
    await until('a message', () => hitOf(element));
    await look(element, 'search-overlay');
  });
});
