import { expect } from '@open-wc/testing';
import {
  CACHE,
  newRoom,
  shown,
  startChat,
  until,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { StarChatElement } from './star-chat-element.js';

describe('a kind of event that a test adds', () => {
  let chat: ChatFixture;
  let room: string;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(() => chat.reset());
  after(() => chat.stop());

  function open(user: string): StarChatElement {
    const element = new StarChatElement();
    element.setAttribute('room', room);
    element.setAttribute('token-url', chat.endpoint.urlFor(user));
    chat.adopt(element);
    return element;
  }

  /** @param as the id in the publisher's token, where it is not the one in the event */
  function giveStar(target: string, userId: string, as = userId): Promise<void> {
    const text = JSON.stringify({ type: 'star', target, userId });
    return chat.engine.publish({ cache: CACHE, topic: room, text, tokenId: as });
  }

  async function stars(element: StarChatElement): Promise<(string | undefined)[]> {
    const rows = await shown(element, '.message');
    return rows.map((row) => row.querySelector('.stars')?.textContent);
  }

  it('shows on the rows of all readers that know it, once for each of its publishers', async () => {
    const readers = [open('ada'), open('grace')];
    const plain = chat.open({ room, user: 'edsger' });
    await chat.untilStreams(3);
    await Promise.all(
      readers.map((reader) => until('the room', () => reader.status === 'connected')),
    );
    readers[0]?.send('Hello');
    await until('the message', () => plain.messages.length === 1);
    const [{ id = '' } = {}] = plain.messages;
    await giveStar(id, 'grace');
    await giveStar(id, 'grace');
    await giveStar(id, 'edsger');
    for (const reader of readers) {
      await until('two stars', async () => (await stars(reader)).includes('2 stars'));
    }
    // A reader of an older version shows the message, and counts nothing as dropped.
    expect(plain.messages).to.have.length(1);
    expect(plain.droppedCount).to.equal(0);
  });

  it('waits for its message, and counts no star of its author, and none in another reader’s name', async () => {
    const reader = open('grace');
    await until('the room', () => reader.status === 'connected');
    await giveStar('early', 'edsger');
    await giveStar('early', 'ada');
    await giveStar('early', 'barbara', 'mallory');
    const text = JSON.stringify({ id: 'early', username: 'Ada', message: 'Hello', userId: 'ada' });
    await chat.engine.publish({ cache: CACHE, topic: room, text, tokenId: 'ada' });
    await until('the message', () => reader.messages.length === 1);
    expect(await stars(reader)).to.deep.equal(['1 star']);
  });
});
