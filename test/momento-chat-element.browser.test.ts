import { expect } from '@open-wc/testing';
import {
  CACHE,
  newRoom,
  shown,
  startChat,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from './helpers/chat-fixture.js';

describe('<momento-chat>', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  after(async () => {
    await chat.stop();
  });

  it('lets two people chat in one room, and a third see the history', async () => {
    const room = newRoom();
    const ada = chat.open({ room, user: 'ada' });
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    await write(ada, 'Hello Grace');
    await untilShown(grace, ['Hello Grace']);
    await write(grace, 'Hello Ada');
    await untilShown(ada, ['Hello Grace', 'Hello Ada']);
    await untilShown(grace, ['Hello Grace', 'Hello Ada']);
    const third = chat.open({ room, user: 'edsger' });
    await untilShown(third, ['Hello Grace', 'Hello Ada']);
    expect(await chat.engine.list({ cache: CACHE, list: room })).to.have.length(2);
    expect(
      (await shown(ada, '.own')).map((m) => m.querySelector('.bubble')?.textContent),
    ).to.deep.equal(['Hello Grace']);
  });
});
