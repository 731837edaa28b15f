import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { MODES, serve, type ServedRoom } from './modes.js';

/** A sender in a moderated room asks again after 20 s. */
const PATIENCE_MS = 45_000;

/** What each of these modes promises about delivery, over its real wire. */
for (const mode of MODES) {
  describe(`delivery in a room that is ${mode}`, () => {
    let chat: ChatFixture;
    let room: string;
    let served: ServedRoom;
    let ada: MomentoChatElement;
    let grace: MomentoChatElement;

    before(async () => {
      chat = await startChat();
    });

    beforeEach(async () => {
      room = newRoom();
      served = await serve(mode, chat, room);
      ada = served.open('ada');
      grace = served.open('grace');
      await untilStatus(ada, 'connected');
      await untilStatus(grace, 'connected');
    });

    afterEach(async () => {
      chat.closeAll();
      await served.stop();
      await chat.reset();
    });

    after(() => chat.stop());

    /** Seen once by everybody, by a newcomer too, and stored once. */
    async function expectAll(texts: readonly string[]): Promise<void> {
      await until('all to be sent', () => ada.pending.length === 0, PATIENCE_MS);
      await untilShown(ada, texts);
      await untilShown(grace, texts);
      await untilShown(served.open('edsger'), texts);
      expect(await chat.storedTexts(room)).to.deep.equal(texts);
    }

    it('send: a burst arrives once, in the order in which it was written', async () => {
      const texts = Array.from({ length: 10 }, (_, index) => `message ${String(index)}`);
      for (const text of texts) ada.send(text);
      await expectAll(texts);
    });

    it('join: who comes while others write misses nothing', async () => {
      ada.send('before');
      const late = served.open('katherine');
      ada.send('meanwhile');
      await untilShown(late, ['before', 'meanwhile']);
      await expectAll(['before', 'meanwhile']);
    });

    for (const rpc of ['ListPushBack', 'Publish']) {
      it(`retry: a ${rpc} that is refused for a while is tried again`, async () => {
        await chat.engine.faults.inject({ kind: 'error', status: 'UNAVAILABLE', rpc, count: 1 });
        ada.send('at last');
        await expectAll(['at last']);
      });

      it(`lost answer: a ${rpc} without an answer stores and shows once`, async () => {
        const fault = { kind: 'lost-answer', status: 'UNAVAILABLE', rpc, count: 1 } as const;
        await chat.engine.faults.inject(fault);
        ada.send('once');
        await expectAll(['once']);
      });
    }

    it('cut: what was sent while streams were cut is there afterwards', async () => {
      await chat.engine.faults.dropStreams();
      await chat.sendElsewhere(room, 'in the hole');
      await expectAll(['in the hole']);
    });

    it('slow: late answers lose nothing and keep the order', async () => {
      await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListPushBack', ms: 800, count: 2 });
      ada.send('one');
      ada.send('two');
      await expectAll(['one', 'two']);
    });

    it('two tabs: both of one visitor show what either writes', async () => {
      const other = served.open('ada');
      await untilStatus(other, 'connected');
      other.send('from the other tab');
      await expectAll(['from the other tab']);
      await untilShown(other, ['from the other tab']);
    });

    it('foreign writers: a message without an id is shown once', async () => {
      const text = JSON.stringify({ username: 'Edsger', message: 'no id' });
      await chat.engine.push({ cache: CACHE, list: room }, text);
      await chat.engine.publish({ cache: CACHE, topic: room, text });
      await expectAll(['no id']);
    });
  });
}
