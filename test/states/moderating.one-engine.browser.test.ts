import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { find, openMenu, press, sent } from '../helpers/message-actions.js';
import { startModerator } from '../helpers/moderator-client.js';
import { MODERATOR } from '../helpers/roles.js';
import { LARGE } from '../helpers/viewports.js';
import { LANGUAGES_AND_WIDTHS, look } from './look.js';

describe('how what a moderator can do looks', () => {
  const chat = useChat();

  after(() => setViewport(LARGE));

  for (const [language, width] of LANGUAGES_AND_WIDTHS) {
    it(`${language}, ${width} px wide`, async () => {
      const room = newRoom();
      await setViewport({ width, height: 520 });
      await chat.endpoint.behave({ mode: 'moderated' });
      const server = await startModerator(chat.engine.grpcPort, room);
      try {
        const ada = await open('ada', {});
        const moderator = await open(MODERATOR, { reports: '' });
        const id = await sent(ada, 'buy now');
        await until('the message', () => find(moderator, id));
        ada.remove();
        const name = `moderating-${language}-${width}`;
        await openMenu(moderator, 'buy now');
        await look(moderator, `${name}-menu`);
        await press('Escape');
        moderator.report(id);
        await look(moderator, `${name}-reported`);
        moderator.remove(id);
        await until('the tombstone', () => find(moderator, id)?.removed);
        await look(moderator, `${name}-removed`);
      } finally {
        await server.stop();
      }

      async function open(
        user: string,
        attributes: Record<string, string>,
      ): Promise<MomentoChatElement> {
        const element = chat.open({ room, user, attributes: { lang: language, ...attributes } });
        element.style.blockSize = '500px';
        element.dir = language === 'ar' ? 'rtl' : 'ltr';
        element.strings = EVENT_WORDS[language]?.chat;
        await untilStatus(element, 'connected');
        return element;
      }
    });
  }
});
