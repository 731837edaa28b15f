import { expect } from '@open-wc/testing';
import {
  newRoom,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame } from '../helpers/chat-frame.js';

describe('on a page where a script has put fields on Object.prototype', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  it('the token goes where the endpoint says, and messages are stored, shown and kept', async () => {
    const room = newRoom();
    const configuration = { room, tokenUrl: chat.endpoint.urlFor('ada') };
    const frame = await openChatFrame('test/helpers/polluted-page.ts');
    const grace = chat.open({ room, user: 'grace' });
    const ada = frame.open(configuration);
    await untilStatus(grace, 'connected');
    await untilStatus(ada, 'connected');
    ada.send('one');
    await untilShown(grace, ['one']);
    grace.send('two');
    await untilShown(ada, ['one', 'two']);
    await chat.sendElsewhere(room, 'three');
    await untilShown(ada, ['one', 'two', 'three']);

    for (const rpc of ['ListPushBack', 'ListConcatenateBack']) {
      await chat.engine.faults.inject({ kind: 'error', rpc, status: 'UNAVAILABLE' });
    }
    ada.send('four');
    await frame.reload();
    await chat.engine.faults.clear();
    const again = frame.open(configuration);
    await untilShown(again, ['one', 'two', 'three', 'four']);
    await until('all is stored', () => again.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['one', 'two', 'three', 'four']);
    await untilShown(grace, ['one', 'two', 'three', 'four']);
    expect(await shownTexts(again)).to.deep.equal(await shownTexts(grace));
  });
});
