import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, type ChatFixture } from '../helpers/chat-fixture.js';
import { choose, openChatMenu } from '../helpers/chat-menus.js';
import { noteOf, order, untilDesk } from '../helpers/desk-chats.js';
import { ALL_LOOKS, INLINE, takePicturesOf } from './scenes.js';
import { connected, Stored } from './stored.js';

const PINS = [
  { id: 'ask', order: 1, name: 'Grace', text: 'Shall we meet at ten?' },
  {
    id: 'far',
    name: 'Édsger W. Dijkstra the Considerably Long Named',
    text: 'Be kind, stay with the subject, and do not sell anything to anybody in this room.',
  },
];

/** A room with a desk, as its server tells of it. */
function room(
  state: object,
  role = 'member',
): (element: MomentoChatElement, chat: ChatFixture) => Promise<void> {
  return async (element, chat) => {
    element.menu = 'moderation';
    await chat.endpoint.behave({ mode: 'moderated', answer: { role, desk: { at: 1, ...state } } });
    await new Stored(10)
      .say('ask', 'grace', 'Shall we meet at ten?')
      .say('own', 'ada', 'Ten is *fine*.')
      .say('notice', 'grace', 'The room closes at six today. Bring what is still open.', {
        userId: undefined,
        username: 'Announcement',
        announcement: true,
      })
      .say('last', 'katherine', 'Then ten it is.')
      .store(element, chat);
  };
}

/** Entries as they are shown: scenes from right to left are in Arabic. */
const WORDS = {
  en: { mute: 'Mute Grace', slow: 'Slow mode' },
  ar: { mute: 'كتم Grace', slow: 'الوضع البطيء' },
};

function words(): (typeof WORDS)['en'] {
  return WORDS[document.documentElement.lang === 'ar' ? 'ar' : 'en'];
}

async function ready(element: MomentoChatElement): Promise<void> {
  await connected(element);
  await untilDesk(element);
  await until('the messages', () => element.messages.length === 4);
}

takePicturesOf('desk', [
  {
    name: 'desk-pins',
    looks: ALL_LOOKS,
    prepare: room({ pins: PINS, slowSeconds: 30 }),
    reach: ready,
  },
  {
    name: 'desk-pins-narrow',
    looks: INLINE,
    frame: { width: 320, height: 480 },
    prepare: async (element, chat) => {
      element.lang = 'ja';
      element.search = true;
      await room({ pins: PINS, slowSeconds: 30 }, 'moderator')(element, chat);
    },
    reach: ready,
  },
  {
    name: 'desk-muted',
    looks: INLINE,
    prepare: room({ mutedSeconds: 600 }),
    async reach(element) {
      await ready(element);
      await until('the note', () => noteOf(element));
    },
  },
  {
    name: 'desk-slow',
    prepare: room({ slowSeconds: 300 }),
    async reach(element) {
      await ready(element);
      element.send('Half past ten?');
      element.value = 'Or at eleven?';
      const composer = element.renderRoot.querySelector('momento-chat-composer');
      await until('the countdown', () =>
        composer?.renderRoot.querySelector('.send')?.textContent.trim(),
      );
    },
  },
  {
    name: 'desk-mute',
    looks: INLINE,
    prepare: room({ pins: PINS }, 'moderator'),
    async reach(element) {
      await ready(element);
      await order(element, 'Shall we meet', words().mute);
    },
  },
  {
    name: 'desk-actions',
    looks: INLINE,
    prepare: room({}, 'moderator'),
    async reach(element) {
      await ready(element);
      await order(element, 'Shall we meet');
    },
  },
  {
    name: 'desk-menu',
    looks: ALL_LOOKS,
    prepare: room({ slowSeconds: 30, readOnly: true }, 'moderator'),
    async reach(element) {
      await ready(element);
      await openChatMenu(element);
    },
  },
  {
    name: 'desk-menu-slow',
    looks: INLINE,
    prepare: room({ slowSeconds: 30 }, 'moderator'),
    async reach(element) {
      await ready(element);
      await openChatMenu(element);
      await choose(element, words().slow);
    },
  },
]);
