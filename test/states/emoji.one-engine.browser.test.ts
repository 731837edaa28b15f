import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { inPicker, offeredEmoji, openPicker } from '../helpers/emoji-picking.js';
import { openChat } from '../helpers/message-actions.js';
import { useOwnStorage } from '../helpers/own-storage.js';
import { LARGE } from '../helpers/viewports.js';
import { look } from './look.js';

describe('how emoji look', () => {
  const chat = useChat();

  useOwnStorage();

  after(() => setViewport(LARGE));

  async function open(
    language: string,
    attributes: Record<string, string>,
  ): Promise<MomentoChatElement> {
    const element = await openChat(chat, { lang: language, connect: 'eager', ...attributes });
    element.style.blockSize = `${innerHeight - 20}px`;
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.strings = EVENT_WORDS[language]?.chat;
    element.open();
    element.focus();
    return element;
  }

  for (const [language, width, height, variant] of [
    ['en', 700, 600, 'inline'],
    ['en', 320, 256, 'overlay'],
    ['ja', 360, 520, 'launcher'],
    ['ar', 320, 520, 'inline'],
  ] as const) {
    it(`the picker, ${language}, ${width} px wide, ${variant}`, async () => {
      await setViewport({ width, height });
      const element = await open(language, { variant });
      await openPicker(element);
      await sendKeys({ press: 'ArrowDown' });
      await look(element, `emoji-picker-${language}-${width}-${variant}`);
    });

    it(`what a search finds, and the completion, ${language}, ${width} px wide, ${variant}`, async () => {
      await setViewport({ width, height });
      const element = await open(language, { variant });
      await openPicker(element);
      await sendKeys({ type: 'cat' });
      await until('cats', () => inPicker(element, '[role=group]').length === 1);
      await look(element, `emoji-found-${language}-${width}-${variant}`);
      await sendKeys({ press: 'Escape' });
      // A list that has to scroll is none to the audit, which does not know of active descendants.
      await sendKeys({ type: height < 300 ? ':smirk' : ':sm' });
      await until('the list', () => offeredEmoji(element).length > 1);
      await look(element, `emoji-completion-${language}-${width}-${variant}`);
    });
  }
});
