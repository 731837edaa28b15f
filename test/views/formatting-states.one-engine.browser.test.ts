import { expect } from '@open-wc/testing';
import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import '../../src/momento-chat.js';
import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import { EMPTY_ROOM, type RoomState } from '../../src/core/room-state.js';
import { emulateFeatures } from '../helpers/devtools.js';
import type { ScreenshotCommand } from '../helpers/screenshot-plugin.js';
import { look, stillness } from '../states/look.js';

const MINUTE = 60_000;

const TEXTS = {
  en: [
    'The talk is on *Friday at ten*, not _next_ week. ~Bring snacks.~',
    'Run `npm ci && npm start` first, then:\n```sh\ncurl https://a.example/a_b?c=d\necho "done"\n```\nand see https://a.example/some_long_page_name @Ada Lovelace',
    '- one thing\n- *another*\n> a quote stays as it is',
    'Like `this`, @Grace and @Ada?\n```\nfor (;;) {\n  compile();\n}\n```',
  ],
  ja: [
    '発表は*金曜日の10時*です。_来週_ ではありません。 ~お菓子は各自で~',
    'まず`npm ci && npm start`を実行してから、\n```sh\ncurl https://a.example/a_b?c=d\necho "完了"\n```\nhttps://a.example/some_long_page_name を見てください @Ada Lovelace',
    '・一つ目\n・*二つ目*\n> 引用はそのまま (´・ω・`) 山田_太郎_様',
    'この`コード`ですか、@Grace さんと @Ada さん？\n```\nfor (;;) {\n  compile();\n}\n```',
  ],
  ar: [
    'المحاضرة يوم *الجمعة في العاشرة*، وليس الأسبوع _القادم_. ~أحضروا الطعام~',
    'نفذ `npm ci && npm start` أولا ثم:\n```sh\ncurl https://a.example/a_b?c=d\necho "done"\n```\nثم انظر https://a.example/some_long_page_name @Ada Lovelace',
    '- شيء\n- *شيء آخر*\n> الاقتباس كما هو',
    'مثل `this` يا @Grace و @Ada؟\n```\nfor (;;) {\n  compile();\n}\n```',
  ],
} as const;

function conversation(language: keyof typeof TEXTS): ChatMessage[] {
  return TEXTS[language].map((text, index) => {
    const isOwn = index === 3;
    const mentions = [...text.matchAll(/@(?:Ada Lovelace|Ada|Grace)/g)].map(
      ({ 0: { length }, 0: name, index: start }) => ({
        id: name.startsWith('@Ada') ? 'ada' : 'grace',
        start,
        length,
      }),
    );
    return {
      id: String(index),
      text,
      author: isOwn
        ? { id: 'ada', name: 'Ada', verified: true }
        : { id: 'grace', name: 'Grace', verified: true },
      sentAt: Date.now() - (10 - index) * MINUTE,
      ...(mentions.length > 0 ? { mentions } : {}),
      ...(isOwn ? { replyTo: { id: '0', order: 1 } } : {}),
    };
  });
}

describe('formatted text looks well, and passes the accessibility audit', () => {
  let element: MomentoChatElement;

  beforeEach(() => setViewport({ width: 420, height: 760 }));

  afterEach(async () => {
    element.remove();
    sessionStorage.clear();
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('dir');
    await setViewport({ width: 420, height: 620 });
  });

  async function open(language: keyof typeof TEXTS = 'en'): Promise<void> {
    element = document.createElement('momento-chat');
    element.room = 'room';
    element.tokenProvider = () => new Promise<never>(() => undefined);
    const state: RoomState = {
      ...EMPTY_ROOM,
      status: 'connected',
      loaded: true,
      earlier: 'none',
      ownId: 'ada',
      messages: conversation(language),
      canRelate: true,
    };
    const controller: unknown = Reflect.get(element, 'roomController');
    Object.defineProperty(controller, 'state', { get: () => state });
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.style.blockSize = '740px';
    document.body.append(element);
    await element.updateComplete;
    await stillness();
    const { scrollWidth, clientWidth } = shadow('.scroller');
    expect(scrollWidth).to.equal(clientWidth);
  }

  function shadow(selector: string): HTMLElement {
    const list = element.renderRoot.querySelector('momento-chat-message-list');
    const found = list?.renderRoot.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  }

  for (const language of ['en', 'ja', 'ar'] as const) {
    it(`in ${language}`, async () => {
      await open(language);
      await look(element, `formatting-${language}`);
    });
  }

  for (const width of [240, 1200]) {
    it(`at ${width} px`, async () => {
      await setViewport({ width: width + 20, height: 1080 });
      document.body.style.margin = '8px';
      await open();
      await look(element, `formatting-${width}`);
    });
  }

  it('says that code was copied, or was not', async () => {
    await open();
    const value = { writeText: () => Promise.reject(new Error('refused')) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
    shadow('.copy').click();
    await look(element, 'formatting-copied');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('shows code and mentions of the visitor in forced colours, too', async () => {
    await emulateFeatures({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
    await open();
    for (const selector of ['code', '.own-mention']) {
      expect(getComputedStyle(shadow(selector)).borderTopWidth, selector).to.equal('1px');
    }
    expect(getComputedStyle(shadow('strong')).fontWeight).to.equal('700');
    // The audit does not know the system's colours.
    await executeServerCommand<boolean, ScreenshotCommand>('screenshot', {
      name: 'formatting-forced-colours',
    });
    await emulateFeatures({ 'forced-colors': '', 'prefers-color-scheme': '' });
  });

  it('is switched off by an attribute', async () => {
    await open();
    element.setAttribute('formatting', 'off');
    await element.updateComplete;
    const list = element.renderRoot.querySelector('momento-chat-message-list');
    await list?.updateComplete;
    expect(list?.renderRoot.querySelectorAll('strong, em, s, code')).to.have.length(0);
    expect(shadow('.bubble').textContent).to.equal(TEXTS.en[0]);
    expect(list?.renderRoot.querySelectorAll('.mention')).to.have.length(3);
    element.removeAttribute('formatting');
    expect(element.formatting).to.equal('on');
  });
});
