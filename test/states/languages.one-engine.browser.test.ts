import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { openChatMenu } from '../helpers/chat-menus.js';
import { openPicker } from '../helpers/emoji-picking.js';
import { useOwnStorage } from '../helpers/own-storage.js';
import { openStored, storedText } from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';
import { look } from './look.js';

const TEXTS: Readonly<Record<string, string>> = {
  de: 'Treffen wir uns um zehn an der Sternwarte?',
  ar: 'هل نلتقي في العاشرة؟',
  hi: 'क्या हम दस बजे मिलें?',
  ko: '열 시에 만날까요?',
  'zh-Hant': '十點見面好嗎？',
};

describe('how languages look, 320 px wide', () => {
  const chat = useChat();

  useOwnStorage();

  after(() => setViewport(LARGE));

  async function open(
    language: string,
    attributes: Record<string, string>,
  ): Promise<MomentoChatElement> {
    await setViewport({ width: 320, height: 520 });
    const all = { lang: language, connect: 'eager', menu: 'transcript news', search: '' };
    const items = [storedText(0, TEXTS[language]), storedText(1, TEXTS[language])];
    const element = await openStored(chat, items, { ...all, ...attributes });
    element.style.blockSize = '500px';
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.open();
    await until('the words', () => element.renderRoot.querySelector('momento-chat-composer'));
    return element;
  }

  for (const language of Object.keys(TEXTS)) {
    it(`${language}, inline, with its menu, the menu of a message, and the picker`, async () => {
      const element = await open(language, {});
      await openChatMenu(element);
      await look(element, `language-${language}-chat-menu`);
      await sendKeys({ press: 'Escape' });
      await openPicker(element);
      await look(element, `language-${language}-picker`);
    });

    for (const variant of ['launcher', 'overlay'] as const) {
      it(`${language}, ${variant}, which cannot be reached`, async () => {
        const element = await open(language, { variant });
        await chat.engine.down();
        await until('the break', () => element.status === 'reconnecting');
        element.send(TEXTS[language] ?? '');
        await look(element, `language-${language}-${variant}`);
        await chat.engine.up();
      });
    }
  }
});
