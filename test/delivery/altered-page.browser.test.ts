import { expect } from '@open-wc/testing';
import {
  newRoom,
  nextEvent,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame } from '../helpers/chat-frame.js';

const PAGES = {
  'with libraries that replace built-in functions': 'test/helpers/old-libraries.ts',
  'with a script that adds fields to Object.prototype': 'test/helpers/polluted-page.ts',
};

for (const [description, script] of Object.entries(PAGES)) {
  describe(`on a page ${description}`, () => {
    let chat: ChatFixture;

    before(async () => {
      chat = await startChat();
    });

    afterEach(() => chat.reset());

    after(() => chat.stop());

    it('delivers messages with valid ids, and keeps unsent messages over a reload', async () => {
      const room = newRoom();
      const configuration = { room, tokenUrl: chat.endpoint.urlFor('ada') };
      const frame = await openChatFrame(script);
      const grace = chat.open({ room, user: 'grace' });
      const ada = frame.open(configuration);
      await untilStatus(grace, 'connected');
      await untilStatus(ada, 'connected');

      const received = nextEvent(grace, 'momento-chat-message');
      expect(ada.send('"one"')).to.match(/^[0-9A-Z]{26}$/);
      await untilShown(grace, ['"one"']);
      expect((await received).message.author.name).to.equal('Ada');
      const answered = nextEvent(ada, 'momento-chat-message');
      grace.send('two');
      await untilShown(ada, ['"one"', 'two']);
      expect((await answered).message.text).to.equal('two');
      await chat.sendElsewhere(room, 'three');
      await untilShown(ada, ['"one"', 'two', 'three']);

      for (const rpc of ['ListPushBack', 'ListConcatenateBack']) {
        await chat.engine.faults.inject({ kind: 'error', rpc, status: 'UNAVAILABLE' });
      }
      for (const text of ['four', 'five']) ada.send(text);
      await frame.reload();
      await chat.engine.faults.clear();
      const again = frame.open(configuration);
      const all = ['"one"', 'two', 'three', 'four', 'five'];
      await untilShown(again, all);
      await until('all is stored', () => again.pending.length === 0);
      expect(await chat.storedTexts(room)).to.deep.equal(all);
      await untilShown(grace, all);
      expect(await shownTexts(again)).to.deep.equal(await shownTexts(grace));
    });
  });
}
