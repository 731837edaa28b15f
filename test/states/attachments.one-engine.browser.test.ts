import { setViewport } from '@web/test-runner-commands';
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
import {
  picture,
  shownFiles,
  shownPictures,
  transferOf,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { LARGE } from '../helpers/viewports.js';
import { LANGUAGES_AND_WIDTHS, look } from './look.js';

const CAPTIONS: Readonly<Record<string, string>> = {
  en: 'The view from the office',
  ja: 'オフィスからの眺め',
  ar: 'المنظر من المكتب',
};

const LONG_NAME = 'quarterly-figures-of-the-northern-branches-2026-final-version.pdf';

describe('how pictures and files look', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat({ attachments: { types: 'any' } });
  });

  afterEach(() => chat.reset());

  after(async () => {
    await chat.stop();
    await setViewport(LARGE);
  });

  async function open(language: string, width: number): Promise<MomentoChatElement> {
    await setViewport({ width, height: 720 });
    const element = chat.open({ room: newRoom(), attributes: { lang: language } });
    element.style.blockSize = '700px';
    element.dir = language === 'ar' ? 'rtl' : 'ltr';
    element.strings = EVENT_WORDS[language]?.chat;
    await untilStatus(element, 'connected');
    await untilTakesFiles(element);
    return element;
  }

  async function send(
    element: MomentoChatElement,
    files: readonly File[],
    text = '',
  ): Promise<void> {
    void element.attach(files);
    await untilTray(element, ...files.map(() => 'ready'));
    const count = element.messages.length;
    element.value = text;
    await element.updateComplete;
    await composerOf(element).updateComplete;
    composerOf(element).renderRoot.querySelector<HTMLElement>('.send')?.click();
    await until('the message', () => element.messages.length > count);
  }

  for (const [language, width] of LANGUAGES_AND_WIDTHS) {
    it(`${language}, ${width} px wide`, async () => {
      const element = await open(language, width);
      const name = `attachments-${language}-${width}`;
      await look(element, `${name}-empty`);
      await send(element, [await picture('view.png', 900, 600, '#2f6f8f')], CAPTIONS[language]);
      await send(element, [
        await picture('a.png', 300, 500, '#8f3f2f'),
        await picture('b.png', 500, 300, '#3f8f2f'),
        await picture('c.png', 400, 400, '#5f3f8f'),
      ]);
      await send(element, [
        new File(['x'.repeat(345_678)], LONG_NAME, { type: 'application/pdf' }),
      ]);
      await until('the pictures', () => shownPictures(element).length === 4);
      await look(element, `${name}-sent`);

      const [first] = element.messages[0]?.attachments ?? [];
      const gone = JSON.stringify({
        id: `01J000000000000000000GONE${language === 'en' ? width % 10 : 1}`,
        username: 'Bob',
        message: '',
        attachments: [
          { ...first, id: '01J00000000000000000000001', width: 200, height: 140 },
          { ...first, id: '01J00000000000000000000002', type: 'text/plain', name: 'notes.txt' },
        ],
      });
      await chat.engine.push({ cache: 'instant-messaging', list: element.room }, gone);
      await chat.engine.publish({
        cache: 'instant-messaging',
        topic: element.room,
        text: gone,
      });
      await until('two more', () => shownFiles(element).length === 7);
      shownFiles(element).at(-1)?.shadowRoot?.querySelector<HTMLElement>('.download')?.click();

      await chat.engine.faults.inject({ rpc: 'Set', kind: 'delay', ms: 60_000 });
      void element.attach([
        await picture('d.png', 400, 400, '#8f6f2f'),
        new File(['x'.repeat(345_678)], LONG_NAME, { type: 'application/pdf' }),
        new File(['<svg/>'], 'broken.png', { type: 'image/png' }),
      ]);
      await untilTray(element, 'uploading', 'uploading', 'failed');
      await until('the preview', () => trayOf(element)[0]?.querySelector('img'));
      trayOf(element)[0]?.querySelector<HTMLElement>('.alt')?.click();
      await look(element, `${name}-tray`);

      trayOf(element)[2]?.querySelector<HTMLElement>('.remove')?.click();
      await untilTray(element, 'uploading', 'uploading');
      composerOf(element).renderRoot.querySelector<HTMLElement>('.send')?.click();
      await until('it to be pending', () => element.pending.length === 1);
      const dataTransfer = transferOf([await picture('e.png', 4, 4)]);
      composerOf(element).dispatchEvent(
        new DragEvent('dragenter', { dataTransfer, bubbles: true, composed: true }),
      );
      await until('the hint', () => element.renderRoot.querySelector('[part=drop]'));
      await look(element, `${name}-drop`);
      composerOf(element).dispatchEvent(
        new DragEvent('dragleave', { dataTransfer, bubbles: true, composed: true }),
      );
      await look(element, `${name}-sending`);
      await chat.engine.faults.clear();
    });
  }
});
