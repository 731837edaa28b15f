import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { settled } from '../helpers/element-parts.js';
import { picture, shownPictures, untilTakesFiles, untilTray } from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';
import { startModerator, type TestModerator } from '../helpers/moderator-client.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

/** The cache is no archive: it may lose a picture between its upload and its message. */
describe('a picture that the room has lost before its message', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let moderatedRelay: TestRelay;
  let moderator: TestModerator;
  let room: string;

  before(async () => {
    chat = await startChat({
      moderator: { attachments: { types: 'images', maxSize: 1_048_576 } },
    });
    relay = await openRelay(chat);
    moderatedRelay = await openRelay(chat, { moderated: true });
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(async () => {
    await chat.engine.faults.clear();
    await chat.endpoint.behave({});
    await chat.reset();
    for (const each of [relay, moderatedRelay]) await each.untilEmpty();
  });

  after(async () => {
    for (const each of [relay, moderatedRelay]) await each.stop();
    await chat.stop();
  });

  /** How the chats of a room are opened, and what goes on beside them until the function that it returns ends it. */
  const WAYS: Readonly<
    Record<
      string,
      () => Promise<readonly [open: (user: string) => ChatElement, end: () => unknown]>
    >
  > = {
    'direct room': () => Promise.resolve([(user) => chat.open({ room, user }), () => undefined]),
    'moderated room': async () => {
      await chat.endpoint.behave({ mode: 'moderated' });
      moderator = await startModerator(chat.engine.grpcPort, room);
      return [(user) => chat.open({ room, user }), () => moderator.stop()];
    },
    'room of a relay': () =>
      Promise.resolve([(user) => relay.open({ room, user }), () => undefined]),
    'moderated room of a relay': () =>
      Promise.resolve([(user) => moderatedRelay.open({ room, user }), () => undefined]),
  };

  async function entered(element: ChatElement): Promise<ChatElement> {
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  for (const [name, enter] of Object.entries(WAYS)) {
    it(`is stored again, and seen by all of a ${name}`, async () => {
      const [open, end] = await enter();
      try {
        const [ada, bob] = [await entered(open('ada')), await entered(open('bob'))];
        await untilTakesFiles(ada);
        void ada.attach([await picture('cat.png', 640, 400)]);
        await untilTray(ada, 'ready');
        await chat.engine.restart({ keepData: false });
        // A relay keeps its clients.
        if (!name.includes('relay')) await untilStatus(ada, 'reconnecting');
        for (const element of [ada, bob]) await untilStatus(element, 'connected');
        ada.focus();
        await press('Enter');
        for (const element of [ada, bob]) {
          await until('the picture', () => shownPictures(element).length === 1);
        }
        await until('it to be sent', () => ada.pending.length === 0);
        expect([ada.messages.length, bob.messages.length]).to.deep.equal([1, 1]);
        const late = await entered(open('edsger'));
        await until('the picture', () => shownPictures(late).length === 1);
      } finally {
        await end();
      }
    });
  }
});
