import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { useFakeAudio } from '../helpers/fake-audio.js';
import { useFakeNotification } from '../helpers/fake-notification.js';
import { resetPageSight } from '../helpers/page-sight.js';
import { LARGE } from '../helpers/viewports.js';

/** A page with chats, and with what news use of the browser in hand; for the tests of one `describe`. */
export class NewsFixture {
  readonly audio = useFakeAudio();
  readonly desktop = useFakeNotification();
  chat!: ChatFixture;

  readonly open = async (
    attributes: Record<string, string> = {},
    room = newRoom(),
    user = 'ada',
  ): Promise<MomentoChatElement> => {
    const element = this.chat.open({ room, user, attributes });
    await untilStatus(element, 'connected');
    return element;
  };

  /** A message of Grace, who is another visitor, and its id. */
  readonly receive = async (element: MomentoChatElement, text: string): Promise<string> => {
    const grace =
      [...document.querySelectorAll('momento-chat')].find(
        (other) => other.room === element.room && other.session?.user.id === 'grace',
      ) ?? (await this.open({ quiet: '' }, element.room, 'grace'));
    const id = grace.send(text);
    if (id === undefined) throw new Error('not sent');
    await until('it to arrive', () => element.messages.some((message) => message.id === id));
    return id;
  };

  /** The module has been loaded, and has looked at what there is. */
  readonly told = async (): Promise<void> => {
    await import('../../src/news/connected-news.js');
    await new Promise((resolve) => setTimeout(resolve, 50));
  };

  readonly untilTitle = (expected: string): Promise<void> =>
    until(`title ${expected}, not ${document.title}`, () => document.title === expected);
}

/** Begins and ends a fixture with the tests of a `describe`. */
export function useNews(): NewsFixture {
  const fixture = new NewsFixture();
  let title = '';

  before(async () => {
    title = document.title;
    fixture.chat = await startChat();
    await setViewport(LARGE);
  });

  beforeEach(() => {
    document.title = 'Page';
    localStorage.clear();
  });

  afterEach(async () => {
    resetPageSight();
    await fixture.chat.reset();
    document.title = title;
    localStorage.clear();
  });

  after(() => fixture.chat.stop());

  return fixture;
}
