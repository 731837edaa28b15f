import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import { startChat, until, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';
import { inside } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';
import { LANGUAGES_AND_WIDTHS, look } from './look.js';

const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  en: ['Shall we meet at ten, or is that too early for some of us?', 'Ten is fine.'],
  ja: ['10時に集合でいいですか。', '10時で大丈夫です。'],
  ar: ['هل نلتقي في العاشرة؟', 'العاشرة مناسبة.'],
};

describe('how the actions on a message look', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(() => chat.reset());

  after(async () => {
    await chat.stop();
    await setViewport(LARGE);
  });

  async function open(language: string, width: number): Promise<MomentoChatElement> {
    await setViewport({ width, height: 520 });
    const element = chat.open({ attributes: { lang: language } });
    element.style.blockSize = '500px';
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.strings = EVENT_WORDS[language]?.chat;
    await untilStatus(element, 'connected');
    for (const text of TEXTS[language] ?? []) element.send(text);
    await until('both', () => element.messages.length === 2);
    return element;
  }

  function lastRow(element: MomentoChatElement): HTMLElement {
    const { shadowRoot } = inside(element, 'momento-chat-message-list');
    return [...(shadowRoot?.querySelectorAll<HTMLElement>('.message') ?? [])].at(-1) as HTMLElement;
  }

  for (const [language, width] of LANGUAGES_AND_WIDTHS) {
    it(`${language}, ${width} px wide`, async () => {
      const element = await open(language, width);
      const name = `actions-${language}-${width}`;
      const row = lastRow(element);
      const { left, right, top } = (row.querySelector('.bubble') ?? row).getBoundingClientRect();
      const position: [number, number] = [Math.round((left + right) / 2), Math.round(top + 10)];
      await sendMouse({ type: 'move', position });
      await until('the toolbar', () => row.querySelector('momento-chat-message-menu'));
      await look(element, `${name}-toolbar`);
      row.focus();
      await sendKeys({ press: 'Enter' });
      await look(element, `${name}-menu`);
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Enter' });
      await look(element, `${name}-question`);
      await sendKeys({ press: 'Escape' });
      element.reply(element.messages[0]?.id ?? '');
      await look(element, `${name}-reply`);
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'ArrowUp' });
      await look(element, `${name}-edit`);
      await sendKeys({ press: 'Escape' });
      const press = { pointerType: 'touch', bubbles: true, composed: true };
      row.firstElementChild?.dispatchEvent(new PointerEvent('pointerdown', press));
      await until('the sheet', () => row.querySelector('momento-chat-message-menu')?.opened);
      await look(element, `${name}-sheet`);
    });
  }
});
