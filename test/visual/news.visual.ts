import { CACHE, shown, until } from '../helpers/chat-fixture.js';
import { startModerator } from '../helpers/moderator-client.js';
import { storeConversation } from '../states/states.js';
import { ALL_LOOKS, INLINE, takePicturesOf, type Look } from './scenes.js';
import { arrive, connected, PEOPLE } from './stored.js';

function hidePage(hidden: boolean): void {
  const value = hidden ? 'hidden' : 'visible';
  Object.defineProperty(document, 'visibilityState', { configurable: true, value });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** In the header, and in a language of other lengths and another direction. */
const HEADERS: readonly Look[] = [
  { variant: 'launcher', direction: 'ltr', themes: ['light'] },
  { variant: 'launcher', direction: 'rtl', themes: ['light'] },
];

takePicturesOf('news', [
  {
    name: 'availability',
    looks: HEADERS,
    async prepare(element, chat) {
      const answer = { desk: { awayAt: 1 }, answerSeconds: 290 };
      await chat.endpoint.behave({ mode: 'moderated', answer });
      await storeConversation(chat, element.room);
    },
    async reach(element) {
      await connected(element);
      const line = (): string | undefined =>
        element.renderRoot.querySelector('[part~=availability]')?.textContent;
      // Words of other languages come after the first paint.
      const isArabic = document.documentElement.lang === 'ar';
      await until('its words', () => line()?.includes('answer') === !isArabic);
    },
  },
  {
    name: 'unread',
    looks: ALL_LOOKS,
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await connected(element);
      hidePage(true);
      await arrive(element, chat, 'news-1', 'Katherine has the numbers.');
      await arrive(element, chat, 'news-2', 'They are right.');
      await until('both', () => element.unreadCount === 2);
      hidePage(false);
      await until('the divider', async () => (await shown(element, '.divider.unread')).length > 0);
      await until('it to be read', () => element.unreadCount === 0);
    },
  },
  {
    name: 'jump',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await connected(element);
      const [scroller] = await shown(element, '.scroller');
      await until('the end', () => scroller && scroller.scrollTop > 0);
      if (scroller) scroller.scrollTop = 100;
      await until('the button', async () => (await shown(element, '.jump')).length === 1);
      await arrive(element, chat, 'news', 'Katherine has the numbers.');
      await until('it', () => element.unreadCount === 1);
    },
  },
  {
    name: 'activity',
    prepare: async (element, chat) => {
      Object.assign(element, { signals: 'typing read presence', signalBudget: 20 });
      await storeConversation(chat, element.room);
    },
    async reach(element, chat) {
      await connected(element);
      for (const [index, tokenId] of (['grace', 'katherine'] as const).entries()) {
        const username = PEOPLE[tokenId];
        const fields = { type: 'activity', here: 900, typing: 30, read: 9, username };
        const text = JSON.stringify(fields);
        await until(username, async () => {
          // The module that knows it may not be there yet.
          await chat.engine.publish({ cache: CACHE, topic: element.room, text, tokenId });
          return element.typing.length > index;
        });
      }
    },
  },
  {
    name: 'closed',
    prepare: async (element, chat) => {
      await chat.endpoint.behave({ mode: 'moderated' });
      await storeConversation(chat, element.room);
    },
    async reach(element, chat) {
      await connected(element);
      const moderator = await startModerator(chat.engine.grpcPort, element.room);
      await moderator.closeRoom(element.room);
      await until('the end', () => element.ended);
      await moderator.stop();
    },
  },
  {
    name: 'earlier',
    looks: INLINE,
    prepare: async (element, chat) => {
      element.historyLimit = 1_000;
      const items = Array.from({ length: 130 }, (_, index) =>
        JSON.stringify({
          ...{ id: `m-${index}`, userId: 'grace', username: 'Grace', message: `number ${index}` },
          ...{ timestamp: Date.now() - (200 - index) * 60_000, order: index + 1 },
        }),
      );
      await chat.engine.push({ cache: CACHE, list: element.room }, ...items);
    },
    async reach(element, chat) {
      await connected(element);
      const [scroller] = await shown(element, '.scroller');
      await until('the end', () => scroller && scroller.scrollTop > 0);
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListFetch',
        status: 'PERMISSION_DENIED',
      });
      await until('the failure', async () => {
        // There are more rows above those that are rendered.
        if (scroller) scroller.scrollTop = 0;
        return (await shown(element, '[part=earlier]')).length > 0;
      });
    },
  },
]);
