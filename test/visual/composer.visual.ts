import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until } from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { picture, trayOf, untilTakesFiles, untilTray } from '../helpers/files-to-send.js';
import { ALL_EMOJI, offeredEmoji, openPicker, pickerOf } from '../helpers/emoji-picking.js';
import { emojiLoaded } from './fonts.js';
import { ALL_LOOKS, FORCED, INLINE, JAPANESE, takePicturesOf, type Scene } from './scenes.js';
import { connected, Stored } from './stored.js';

const TEXT = 'I bring the punch cards, and Katherine the numbers.\nIs that all?';

const LONG_NAME = 'quarterly-figures-of-the-northern-branches-2026-final-version.pdf';

const prepare: Scene['prepare'] = (element, chat) =>
  new Stored(10)
    .say('ask', 'grace', 'Shall we meet at ten, or is that too early for the night owls?')
    .say('own', 'ada', 'Ten is fine.')
    .store(element, chat);

async function ready(element: MomentoChatElement): Promise<void> {
  await connected(element);
  await until('the messages', () => element.messages.length === 2);
  await untilTakesFiles(element);
}

async function untilTarget(element: MomentoChatElement): Promise<void> {
  const part = '[part=composer-target]';
  await until('it', () => composerOf(element).renderRoot.querySelector(part));
}

takePicturesOf(
  'the composer',
  [
    {
      name: 'composer-text',
      prepare,
      async reach(element) {
        await ready(element);
        element.value = TEXT;
        element.focus();
      },
    },
    {
      name: 'composer-reply',
      looks: ALL_LOOKS,
      prepare,
      async reach(element) {
        await ready(element);
        await until('the answer', () => element.reply('ask'));
        await untilTarget(element);
        element.value = TEXT;
      },
    },
    {
      name: 'composer-edit',
      looks: INLINE,
      prepare,
      async reach(element) {
        await ready(element);
        element.focus();
        await until('the edit', async () => {
          await sendKeys({ press: 'ArrowUp' });
          return composerOf(element).renderRoot.querySelector('[part=composer-target]');
        });
      },
    },
    {
      name: 'composer-people',
      prepare,
      async reach(element) {
        const names = ['Grace Hopper', 'Barbara Liskov', 'Donald Knuth', '山田 太郎', 'سلمى'];
        element.people = names.map((name) => ({ id: name, name }));
        await ready(element);
        element.focus();
        await sendKeys({ type: '@' });
        const option = '[role=option]';
        await until('the list', () => composerOf(element).renderRoot.querySelector(option));
        await sendKeys({ press: 'ArrowDown' });
      },
    },
    {
      name: 'composer-emoji',
      looks: [...ALL_LOOKS, FORCED, JAPANESE],
      prepare,
      async reach(element) {
        await ready(element);
        element.focus();
        await sendKeys({ type: 'Ten it is :sm' });
        await until('the list', () => offeredEmoji(element).length > 1);
        await sendKeys({ press: 'ArrowDown' });
      },
    },
    {
      name: 'emoji-picker',
      looks: [...ALL_LOOKS, FORCED, JAPANESE],
      prepare,
      async reach(element) {
        await emojiLoaded(ALL_EMOJI);
        await ready(element);
        await openPicker(element);
        await sendKeys({ press: 'ArrowDown' });
        await sendKeys({ press: 'ArrowRight' });
      },
    },
    {
      name: 'emoji-picker-low',
      frame: { width: 320, height: 256 },
      prepare,
      async reach(element) {
        await emojiLoaded(ALL_EMOJI);
        await ready(element);
        await openPicker(element);
      },
    },
    {
      name: 'emoji-search',
      looks: INLINE,
      prepare,
      async reach(element) {
        await emojiLoaded(ALL_EMOJI);
        await ready(element);
        await openPicker(element);
        await sendKeys({ type: 'cat' });
        await until('the cats', () => pickerOf(element)?.shadowRoot?.textContent.includes('🐈'));
      },
    },
    {
      name: 'composer-tray',
      frame: { height: 520 },
      prepare,
      async reach(element, chat) {
        await ready(element);
        await chat.engine.faults.inject({ rpc: 'Set', kind: 'hang' });
        void element.attach([
          await picture('d.png', 400, 400, '#8f6f2f'),
          new File(['x'.repeat(345_678)], LONG_NAME, { type: 'application/pdf' }),
          new File(['<svg/>'], 'broken.png', { type: 'image/png' }),
        ]);
        await untilTray(element, 'uploading', 'uploading', 'failed');
        await until('the preview', () => trayOf(element)[0]?.querySelector('img')?.naturalWidth);
      },
    },
  ],
  { attachments: { types: 'any' } },
);
