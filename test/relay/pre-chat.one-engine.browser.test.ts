import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { startModerator } from '../helpers/moderator-client.js';
import { fieldOf, fill, start, untilAsked } from '../helpers/pre-chat.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';
import { UNWELCOME } from '../helpers/unwelcome.js';

describe('the questions before a chat with a server', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let guests: TestRelay;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat);
    guests = await openRelay(chat, { guests: true });
  });

  afterEach(async () => {
    await chat.reset();
    await relay.untilEmpty();
    await guests.untilEmpty();
  });

  after(async () => {
    await relay.stop();
    await guests.stop();
    await chat.stop();
  });

  const attributes = { 'pre-chat': 'name email?' };

  async function enter(element: ChatElement, answers: Record<string, string>): Promise<void> {
    await untilAsked(element);
    await fill(element, answers);
    await start(element);
  }

  it('brings the answers to a relay’s authorize and authorizeRoom, and again with each connection', async () => {
    const element = relay.open({ room: newRoom(), attributes });
    const answers = { name: 'Grace', email: 'grace@example.com' };
    await enter(element, answers);
    await untilStatus(element, 'connected');
    expect(await relay.answers()).to.deep.equal([answers, answers]);
    await relay.cut();
    await untilStatus(element, 'reconnecting');
    await untilStatus(element, 'connected');
    const all = await relay.answers();
    expect(all.length).to.be.at.least(4);
    for (const each of all) expect(each).to.deep.equal(answers);
  });

  it('comes back where the relay refuses the answers, and lets others in', async () => {
    const element = relay.open({ room: newRoom(), attributes });
    await enter(element, { name: 'Grace', email: UNWELCOME });
    await untilAsked(element);
    expect((fieldOf(element, 'email') as HTMLInputElement).value).to.equal(UNWELCOME);
    await enter(element, { email: 'grace@example.com' });
    await untilStatus(element, 'connected');
  });

  it('names a guest of a relay', async () => {
    const room = newRoom();
    const element = guests.open({ room, user: '', attributes });
    await enter(element, { name: 'Grace' });
    await untilStatus(element, 'connected');
    await write(element, 'Hello');
    await untilShown(element, ['Hello']);
    await until('the message in the room', () => element.messages.length === 1);
    expect(element.messages[0]?.author.name).to.equal('Grace');
  });

  it('brings the answers to authorize in a moderated room', async () => {
    const room = newRoom();
    const moderator = await startModerator(chat.engine.grpcPort, room);
    await chat.endpoint.behave({ mode: 'moderated' });
    const element = chat.open({ room, attributes });
    await enter(element, { name: 'Grace' });
    await untilStatus(element, 'connected');
    expect((await chat.endpoint.requests()).at(-1)?.answers).to.deep.equal({ name: 'Grace' });
    await write(element, 'Hello');
    await untilShown(element, ['Hello']);
    element.remove();
    await moderator.stop();
  });
});
