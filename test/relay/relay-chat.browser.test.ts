import { expect } from '@open-wc/testing';
import type { RelayChatElement } from '../../src/momento-chat-relay.js';
import {
  CACHE,
  newRoom,
  nextEvent,
  shown,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

describe('<momento-relay-chat>', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let open: TestRelay;
  let room: string;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat);
    open = await openRelay(chat, { guests: true });
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(async () => {
    await chat.reset();
    await relay.untilEmpty();
    await open.untilEmpty();
  });

  after(async () => {
    await relay.stop();
    await open.stop();
    await chat.stop();
  });

  it('is accessible, both empty and with messages', async () => {
    const ada = relay.open({ room });
    await untilStatus(ada, 'connected');
    await expect(ada).to.be.accessible();
    await write(ada, 'Hello');
    await untilShown(ada, ['Hello']);
    await expect(ada).to.be.accessible();
  });

  it('shares a room with direct clients: all show the same messages, live and in history', async () => {
    const ada = relay.open({ room, user: 'ada' });
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    const texts: string[] = [];
    for (const [element, text] of [
      [ada, 'one'],
      [grace, 'two'],
      [ada, 'three'],
    ] as const) {
      await write(element, text);
      texts.push(text);
      await untilShown(ada, texts);
      await untilShown(grace, texts);
    }
    await untilShown(relay.open({ room, user: 'edsger' }), texts);
    await untilShown(chat.open({ room, user: 'edsger' }), texts);
    expect(await chat.storedTexts(room)).to.deep.equal(texts);
    expect(ada.messages.map(({ author }) => author.name)).to.deep.equal(['Ada', 'Grace', 'Ada']);
    expect(ada.messages.map(({ author }) => author.verified)).to.deep.equal([false, true, false]);
  });

  it('shows messages sent at the same time in the same order as all other clients', async () => {
    const elements = [
      relay.open({ room, user: 'ada' }),
      chat.open({ room, user: 'grace' }),
      open.open({ room, user: '' }),
    ];
    for (const element of elements) await untilStatus(element, 'connected');
    for (let index = 0; index < 8; index += 1) {
      for (const [who, element] of elements.entries()) {
        element.send(`${String(who)}: ${String(index)}`);
      }
    }
    for (const element of elements) {
      await until('all to be there', async () => (await shownTexts(element)).length === 24);
      await until('all to be sent', () => element.pending.length === 0);
    }
    const [first, ...others] = await Promise.all(elements.map(shownTexts));
    for (const texts of others) expect(texts).to.deep.equal(first);
    const late = relay.open({ room, user: 'edsger' });
    await untilShown(late, first ?? []);
  });

  it('takes the visitor’s identity from the relay, and recognizes own messages by it', async () => {
    const ada = relay.open({ room, attributes: { username: 'Grace' } });
    await untilStatus(ada, 'connected');
    expect(ada.session?.user).to.include({ id: 'ada', name: 'Ada' });
    expect(ada.session?.userIsVouchedFor).to.equal(true);
    await write(ada, 'Hello');
    await untilShown(ada, ['Hello']);
    ada.remove();
    const again = relay.open({ room });
    await untilShown(again, ['Hello']);
    expect(await shown(again, '[part~="own-message"]')).to.have.length(1);
  });

  it('accepts a guest, and recognizes the guest’s messages', async () => {
    const guest = open.open({ room, user: '', attributes: { username: 'Barbara' } });
    await untilStatus(guest, 'connected');
    expect(guest.session?.userIsVouchedFor).to.equal(false);
    await write(guest, 'Hello');
    await untilShown(guest, ['Hello']);
    await until('it to be sent', () => guest.pending.length === 0);
    const other = open.open({ room, user: '', attributes: { username: 'Edsger' } });
    await untilShown(other, ['Hello']);
    expect(other.messages[0]?.author.name).to.equal('Barbara');
    expect(await shown(other, '[part~="own-message"]')).to.have.length(1); // The same tab.
  });

  it('does not show a guest’s messages as another guest’s own', async () => {
    const guest = open.open({ room, user: '', attributes: { username: 'Barbara' } });
    await untilStatus(guest, 'connected');
    expect(guest.session?.user.name).to.equal('Barbara');
    const id = String(guest.session?.user.id);
    expect(id).to.match(/^guest-[0-9a-f]{26}$/);
    const mallory = document.createElement('momento-relay-chat');
    mallory.room = room;
    mallory.relayUrl = open.url;
    mallory.relayAuth = { momentoChatGuest: 'a secret of another browser' };
    chat.adopt(mallory);
    await untilStatus(mallory, 'connected');
    expect(mallory.session?.user.id).not.to.equal(id);
    await write(mallory, 'Not me');
    await untilShown(guest, ['Not me']);
    expect(await shown(guest, '[part~="own-message"]')).to.have.length(0);
    expect(await shown(mallory, '[part~="own-message"]')).to.have.length(1);
    await write(guest, 'Me');
    await untilShown(mallory, ['Not me', 'Me']);
    await until('it to be sent', () => guest.pending.length === 0);
    expect(guest.messages[1]?.author.id).to.equal(id);
    expect(await shown(guest, '[part~="own-message"]')).to.have.length(1);
  });

  it('needs one subscription, one history and its relations', async () => {
    const before = [await chat.calls('Subscribe'), await chat.calls('ListFetch')] as const;
    const ada = relay.open({ room });
    await untilStatus(ada, 'connected');
    expect((await chat.calls('Subscribe')) - before[0]).to.equal(1);
    // The relay and the client each fetch two lists.
    expect((await chat.calls('ListFetch')) - before[1]).to.equal(4);
  });

  it('shows a room’s whole history', async () => {
    const items = Array.from({ length: 100 }, (_, index) =>
      JSON.stringify({ id: `m${String(index)}`, username: 'E', message: `m${String(index)}` }),
    );
    await chat.engine.push({ cache: CACHE, list: room }, ...items);
    const ada = relay.open({ room });
    await untilStatus(ada, 'connected');
    expect(ada.messages).to.have.length(100);
    expect(ada.messages[0]?.text).to.equal('m0');
  });

  it('shows all messages of a topic, plain text included, and drops other items', async () => {
    const ada = relay.open({ room });
    await untilStatus(ada, 'connected');
    for (const text of ['Hello world!', '{"broken', '{"username":"E","message":"old"}']) {
      await chat.engine.publish({ cache: CACHE, topic: room, text });
    }
    await untilShown(ada, ['Hello world!', 'old']);
    expect(ada.droppedCount).to.equal(1);
  });

  it('changes to another room, and to another relay', async () => {
    const ada = relay.open({ room });
    await untilStatus(ada, 'connected');
    await write(ada, 'here');
    await untilShown(ada, ['here']);
    ada.room = newRoom();
    await untilShown(ada, []);
    await untilStatus(ada, 'connected');
    await relay.open({ room: ada.room }).updateComplete;
    ada.relayUrl = open.url;
    await until('a guest', () => ada.session?.userIsVouchedFor === false);
    await untilStatus(ada, 'connected');
  });

  it('reports a missing or invalid relay-url', async () => {
    for (const url of ['', 'ftp://relay.example', 'http://']) {
      const element: RelayChatElement = document.createElement('momento-relay-chat');
      element.room = room;
      element.relayUrl = url;
      const error = nextEvent(element, 'momento-chat-error');
      chat.adopt(element);
      expect((await error).error.code).to.equal('configuration-invalid');
      expect((await error).error.message).to.contain('relay-url');
      expect(element.status).to.equal('failed');
    }
  });

  it('reports a relay’s refusal, and does not retry', async () => {
    const nobody = relay.open({ room, user: '' });
    const { error } = await nextEvent(nobody, 'momento-chat-error');
    expect(error.code).to.equal('token-refused');
    expect(nobody.status).to.equal('failed');
    await expect(nobody).to.be.accessible();
  });

  it('calls the host’s relayAuth for the handshake', async () => {
    const element: RelayChatElement = document.createElement('momento-relay-chat');
    element.room = room;
    element.relayUrl = open.url;
    let asked = 0;
    element.relayAuth = () => {
      asked += 1;
      return Promise.resolve({ ticket: 'x' });
    };
    chat.adopt(element);
    await untilStatus(element, 'connected');
    expect(asked).to.equal(1);
  });
});
