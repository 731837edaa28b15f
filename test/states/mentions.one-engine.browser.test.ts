import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';
import { look } from './look.js';

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  en: ['Grace Hopper', 'Edsger W. Dijkstra', 'Barbara Liskov', 'Donald Knuth', 'Alan Kay'],
  ja: ['山田 太郎', '佐藤 花子', '鈴木 一郎', '高橋 みゆき'],
  ar: ['سلمى', 'يوسف', 'ليلى'],
};

describe('how the list of people looks', () => {
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
    attributes: Record<string, string>,
  ): Promise<MomentoChatElement> {
    const element = chat.open({
      room: newRoom(),
      attributes: { lang: language, connect: 'eager', ...attributes },
    });
    element.style.blockSize = '500px';
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.strings = EVENT_WORDS[language]?.chat;
    const names = PEOPLE[language] ?? [];
    element.people = names.map((name) => ({ id: name, name }));
    await untilStatus(element, 'connected');
    const [name = ''] = names;
    const mentions = [{ id: name, start: 0, length: name.length + 1 }];
    element.send(`@${name} 10:00?`, { mentions });
    await until('it', () => element.messages.length === 1);
    element.open();
    element.focus();
    await sendKeys({ type: '@' });
    await until('the list', () => composerOf(element).renderRoot.querySelector('[role=option]'));
    await sendKeys({ press: 'ArrowDown' });
    return element;
  }

  for (const [language, width, height, variant] of [
    ['en', 500, 520, 'inline'],
    ['en', 240, 300, 'inline'],
    ['ja', 360, 520, 'launcher'],
    ['ar', 360, 520, 'overlay'],
  ] as const) {
    it(`${language}, ${width} px wide, ${variant}`, async () => {
      await setViewport({ width, height });
      const element = await open(language, { variant });
      if (height < 500) element.style.blockSize = `${height - 20}px`;
      await look(element, `people-${language}-${width}-${variant}`);
    });
  }
});
