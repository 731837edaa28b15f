import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until } from '../helpers/chat-fixture.js';
import { FakeNews, giveNews, openChatMenu } from '../helpers/chat-menus.js';
import { openMenu, row } from '../helpers/message-actions.js';
import { hitOf, progressOf, search, untilOpen } from '../helpers/searching.js';
import { ALL_LOOKS, FORCED, INLINE, JAPANESE, takePicturesOf, type Scene } from './scenes.js';
import { connected, Stored } from './stored.js';

const LAST = 'Ten is *fine*.';

const prepare: Scene['prepare'] = (element, chat) => {
  element.reports = true;
  element.search = true;
  return new Stored(10)
    .say('ask', 'grace', 'Shall we meet at ten?')
    .say('b', 'katherine', 'Ten? *Often* I am here at ten.')
    .say('own', 'ada', LAST)
    .store(element, chat);
};

async function ready(element: MomentoChatElement): Promise<HTMLElement> {
  await connected(element);
  await until('the messages', () => element.messages.length === 3);
  return row(element, 'Ten is fine.');
}

async function hover(found: HTMLElement): Promise<void> {
  const bubble = found.querySelector('.bubble') ?? found;
  const { left, right, top } = bubble.getBoundingClientRect();
  const position: [number, number] = [Math.round((left + right) / 2), Math.round(top + 10)];
  await sendMouse({ type: 'move', position });
  await until('the toolbar', () => found.querySelector('momento-chat-message-menu'));
}

takePicturesOf('actions', [
  {
    name: 'toolbar',
    looks: INLINE,
    prepare,
    reach: async (element) => hover(await ready(element)),
  },
  {
    name: 'menu',
    looks: [...ALL_LOOKS, FORCED, JAPANESE],
    prepare,
    async reach(element) {
      await ready(element);
      await openMenu(element, 'Ten is fine.');
    },
  },
  {
    name: 'menu-of-another',
    looks: INLINE,
    prepare,
    async reach(element) {
      await ready(element);
      await openMenu(element, 'Shall we meet');
    },
  },
  {
    name: 'menu-question',
    looks: INLINE,
    prepare,
    async reach(element) {
      await ready(element);
      await openMenu(element, 'Ten is fine.');
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Enter' });
    },
  },
  {
    name: 'menu-sheet',
    looks: INLINE,
    prepare,
    async reach(element) {
      const found = await ready(element);
      const press = { pointerType: 'touch', bubbles: true, composed: true };
      found.firstElementChild?.dispatchEvent(new PointerEvent('pointerdown', press));
      await until('the sheet', () => found.querySelector('momento-chat-message-menu')?.opened);
    },
  },
  {
    name: 'chat-menu',
    looks: [...ALL_LOOKS, FORCED, JAPANESE],
    prepare: (element, chat) => {
      element.menu = 'transcript news';
      return prepare(element, chat);
    },
    async reach(element) {
      await ready(element);
      await giveNews(element, Object.assign(new FakeNews(), { sound: true, desktop: 'denied' }));
      await openChatMenu(element);
    },
  },
  { name: 'search-button', prepare, reach: async (element) => void (await ready(element)) },
  {
    name: 'search-found',
    looks: [...ALL_LOOKS, FORCED],
    prepare,
    async reach(element) {
      await ready(element);
      element.openSearch('ten');
      await untilOpen(element);
      await until('a message', () => hitOf(element));
    },
  },
  {
    name: 'search-none',
    looks: INLINE,
    prepare,
    async reach(element) {
      await ready(element);
      await search(element, 'xyz');
      await until('the outcome', () => progressOf(element) !== '');
    },
  },
]);
