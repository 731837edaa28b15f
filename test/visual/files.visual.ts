import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import {
  picture,
  shownFiles,
  shownPictures,
  transferOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { INLINE, takePicturesOf } from './scenes.js';
import { connected } from './stored.js';

const LONG_NAME = 'quarterly-figures-of-the-northern-branches-2026-final-version.pdf';

async function ready(element: MomentoChatElement): Promise<void> {
  await connected(element);
  await untilTakesFiles(element);
}

async function send(element: MomentoChatElement, files: readonly File[], text = ''): Promise<void> {
  void element.attach(files);
  await untilTray(element, ...files.map(() => 'ready'));
  const count = element.messages.length;
  element.value = text;
  await element.updateComplete;
  await submit(element);
  await until('the message', () => element.messages.length > count);
}

async function submit(element: MomentoChatElement): Promise<void> {
  await composerOf(element).updateComplete;
  composerOf(element).renderRoot.querySelector<HTMLElement>('.send')?.click();
}

/** A message whose files are nowhere. */
async function sendGone(element: MomentoChatElement, { engine }: ChatFixture): Promise<void> {
  const sha256 = 'a'.repeat(43);
  const files = [
    { name: 'view.png', type: 'image/png', width: 200, height: 140 },
    { name: 'notes.txt', type: 'text/plain' },
  ];
  const attachments = files.map((file, index) => ({
    ...file,
    ...{ id: `01J0000000000000000000000${index}`, size: 4_321, sha256 },
  }));
  const fields = { id: '01J000000000000000000GONE0', username: 'Grace', userId: 'grace' };
  const text = JSON.stringify({ ...fields, message: '', attachments, timestamp: Date.now() });
  await engine.push({ cache: CACHE, list: element.room }, text);
  await engine.publish({ cache: CACHE, topic: element.room, text, tokenId: 'grace' });
  await until('both', () => shownFiles(element).length === 2);
  shownFiles(element)[1]?.shadowRoot?.querySelector<HTMLElement>('.download')?.click();
  await until('the reasons', () =>
    shownFiles(element).every(({ shadowRoot }) =>
      shadowRoot?.querySelector('.note, [role=status] span'),
    ),
  );
}

takePicturesOf(
  'files',
  [
    {
      name: 'files-sent',
      looks: INLINE,
      frame: { height: 860 },
      async reach(element) {
        await ready(element);
        await send(element, [await picture('view.png', 900, 600, '#2f6f8f')], 'From the office');
        await send(element, [
          await picture('a.png', 300, 500, '#8f3f2f'),
          await picture('b.png', 500, 300, '#3f8f2f'),
          await picture('c.png', 400, 400, '#5f3f8f'),
        ]);
        await send(element, [
          new File(['x'.repeat(345_678)], LONG_NAME, { type: 'application/pdf' }),
        ]);
        await until('the pictures', () => shownPictures(element).length === 4);
      },
    },
    {
      name: 'files-sending',
      looks: INLINE,
      async reach(element, chat) {
        await ready(element);
        await chat.engine.faults.inject({ rpc: 'Set', kind: 'hang' });
        void element.attach([
          await picture('d.png', 400, 400, '#8f6f2f'),
          new File(['x'.repeat(34_567)], 'figures.pdf', { type: 'application/pdf' }),
        ]);
        await untilTray(element, 'uploading', 'uploading');
        await submit(element);
        await until('it to be pending', () => element.pending.length === 1);
      },
    },
    {
      name: 'files-gone',
      looks: INLINE,
      async reach(element, chat) {
        await ready(element);
        await sendGone(element, chat);
      },
    },
    {
      name: 'files-drop',
      looks: INLINE,
      async reach(element) {
        await ready(element);
        const dataTransfer = transferOf([await picture('e.png', 4, 4)]);
        composerOf(element).dispatchEvent(
          new DragEvent('dragenter', { dataTransfer, bubbles: true, composed: true }),
        );
        await until('the hint', () => element.renderRoot.querySelector('[part=drop]'));
      },
    },
    {
      name: 'viewer',
      looks: INLINE,
      async reach(element) {
        await ready(element);
        await send(element, [await picture('view.png', 900, 600, '#2f6f8f')], 'From the office');
        await until('the picture', () => shownPictures(element).length === 1);
        shownFiles(element)[0]?.shadowRoot?.querySelector<HTMLElement>('.open')?.click();
        await until('the viewer', () => viewerImage(element)?.naturalWidth);
      },
    },
  ],
  { attachments: { types: 'any' } },
);

function viewerImage(element: MomentoChatElement): HTMLImageElement | null | undefined {
  const viewer = element.renderRoot.querySelector('momento-chat-viewer');
  return viewer?.shadowRoot?.querySelector('img');
}
