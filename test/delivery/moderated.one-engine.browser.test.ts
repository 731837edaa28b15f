import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  shown,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { startModerator, type TestModerator } from '../helpers/moderator-client.js';

describe('in a moderated room', () => {
  let chat: ChatFixture;
  let room: string;
  let moderator: TestModerator;
  let ada: MomentoChatElement;
  let grace: MomentoChatElement;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(async () => {
    await chat.endpoint.behave({ mode: 'moderated' });
    room = newRoom();
    moderator = await startModerator(chat.engine.grpcPort, room);
    ada = chat.open({ room, user: 'ada' });
    grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
  });

  afterEach(async () => {
    await moderator.stop().catch(() => undefined);
    await chat.reset();
  });

  after(() => chat.stop());

  it('shows and stores an accepted message once, stored by the server alone', async () => {
    await write(ada, 'Hello');
    await untilShown(grace, ['Hello']);
    await untilShown(ada, ['Hello']);
    await until('it to be settled', () => ada.pending.length === 0);
    expect(await shown(ada, '.own')).to.have.length(1);
    expect(await chat.storedTexts(room)).to.deep.equal(['Hello']);
    expect(ada.messages[0]?.author).to.deep.include({ id: 'ada', name: 'Ada', verified: true });
    const late = chat.open({ room, user: 'katherine' });
    await untilShown(late, ['Hello']);
    expect(late.messages[0]?.author.verified).to.equal(true);
  });

  it('shows a message as “sending”, as “sent” until it returns, and then with the moderated text', async () => {
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListPushBack', ms: 500 });
    await write(ada, 'darn it');
    expect(ada.pending.map(({ state }) => state)).to.deep.equal(['sending']);
    expect(await shownTexts(ada)).to.deep.equal(['darn it']);
    await until('it to be sent', () => ada.pending[0]?.state === 'sent');
    await untilShown(ada, ['d*** it']);
    await untilShown(grace, ['d*** it']);
    expect(ada.pending).to.deep.equal([]);
    expect(ada.droppedCount).to.equal(0);
  });

  it('shows a rejection with its reason to the sender only', async () => {
    await write(ada, 'something rude');
    await until('the rejection', () => ada.pending[0]?.state === 'failed');
    const [state] = await shown(ada, '.failure');
    expect(state?.textContent).to.contain('Please be kind.');
    await expect(ada).to.be.accessible();
    await write(grace, 'something nice');
    await untilShown(grace, ['something nice']);
    await until('it to be settled', () => grace.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['something nice']);
    ada.discard(ada.pending[0]?.id ?? '');
    await untilShown(ada, ['something nice']);
  });

  it('removes a message from every timeline and from the list', async () => {
    await write(ada, 'regrettable');
    await write(ada, 'fine');
    await untilShown(grace, ['regrettable', 'fine']);
    await moderator.remove(room, grace.messages[0]?.id ?? '');
    await untilShown(grace, ['This message was removed.', 'fine']);
    await untilShown(ada, ['This message was removed.', 'fine']);
    expect(await chat.storedTexts(room)).to.deep.equal(['fine']);
    await expect(grace).to.be.accessible();
  });

  it('detects a missed removal between two messages that remain', async () => {
    for (const text of ['hello', 'regrettable', 'fine']) await write(ada, text);
    await untilShown(grace, ['hello', 'regrettable', 'fine']);
    const id = grace.messages[1]?.id ?? '';
    await chat.engine.faults.inject({ kind: 'error', rpc: 'Subscribe', status: 'UNAVAILABLE' });
    await chat.engine.faults.dropStreams();
    await untilStatus(grace, 'reconnecting');
    await moderator.remove(room, id);
    await chat.engine.faults.clear();
    await untilShown(grace, ['hello', 'This message was removed.', 'fine']);
  });

  it('shows that a room was closed, and sends no more messages', async () => {
    await write(ada, 'Goodbye');
    await untilShown(grace, ['Goodbye']);
    await moderator.closeRoom(room);
    await until('the end', () => ada.ended && grace.ended);
    await grace.updateComplete;
    const composer = grace.renderRoot.querySelector('momento-chat-composer');
    await composer?.updateComplete;
    expect(composer?.renderRoot.textContent).to.contain('This conversation has ended.');
    expect(grace.send('One more thing')).to.equal(undefined);
    expect(await chat.engine.list({ cache: CACHE, list: room })).to.deep.equal([]);
    await expect(grace).to.be.accessible();
  });

  it('ignores messages and events published by others than the moderator', async () => {
    const forged = { id: 'F1', username: 'Ada', userId: 'ada', message: 'I am Ada', order: 1 };
    await chat.engine.publish({
      cache: CACHE,
      topic: room,
      text: JSON.stringify(forged),
      tokenId: 'mallory',
    });
    for (const event of [
      { type: 'closing' },
      { type: 'removal', id: 'x' },
      { type: 'rejection', id: 'x', userId: 'ada', code: 'rejected' },
    ])
      await chat.engine.publish({
        cache: CACHE,
        topic: room,
        text: JSON.stringify(event),
        tokenId: 'mallory',
      });
    await write(ada, 'the real one');
    await untilShown(grace, ['the real one']);
    expect(grace.ended).to.equal(false);
    expect(grace.droppedCount).to.equal(4);
  });

  it('keeps a message until a moderator is available', async function () {
    this.timeout(60_000);
    await moderator.stop();
    await write(ada, 'is anybody there?');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(ada.pending.map(({ state }) => state)).to.deep.equal(['sent']);
    moderator = await startModerator(chat.engine.grpcPort, room);
    // The sender retries after twenty seconds.
    const end = performance.now() + 40_000;
    while (ada.pending.length > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await untilShown(grace, ['is anybody there?']);
    expect(await chat.storedTexts(room)).to.deep.equal(['is anybody there?']);
  });
});

describe('in a direct room', () => {
  const chat = useChat();

  it('applies a removal if the service names the message’s author as its publisher, and no other', async () => {
    const room = newRoom();
    const ada = chat.open({ room, user: 'ada' });
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    await write(ada, 'mine');
    await untilShown(grace, ['mine']);
    const id = grace.messages[0]?.id ?? '';
    const removal = { cache: CACHE, topic: room, text: JSON.stringify({ type: 'removal', id }) };
    await chat.engine.publish({ ...removal, tokenId: 'mallory' });
    await chat.engine.publish(removal);
    await chat.engine.publish({
      cache: CACHE,
      topic: room,
      text: JSON.stringify({ type: 'closing' }),
    });
    await write(grace, 'still there');
    await untilShown(grace, ['mine', 'still there']);
    expect(grace.ended).to.equal(false);
    await chat.engine.publish({ ...removal, tokenId: 'ada' });
    await untilShown(grace, ['This message was removed.', 'still there']);
  });
});
