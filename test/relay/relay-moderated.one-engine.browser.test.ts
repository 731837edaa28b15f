import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  shown,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { startModerator, type TestModerator } from '../helpers/moderator-client.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

/** Ada uses the relay, which has its own moderator. Grace writes to the room's inbox, which another moderator reads. */
describe('<momento-relay-chat> in a moderated room', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let moderator: TestModerator;
  let room: string;
  let ada: ChatElement;
  let grace: ChatElement;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat, { moderated: true });
  });

  beforeEach(async () => {
    await chat.endpoint.behave({ mode: 'moderated' });
    room = newRoom();
    moderator = await startModerator(chat.engine.grpcPort, room);
    ada = relay.open({ room, user: 'ada' });
    grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
  });

  afterEach(async () => {
    await moderator.stop();
    await relay.up();
    await chat.reset();
  });

  after(async () => {
    await relay.stop();
    await chat.stop();
  });

  async function untilSettled(element: ChatElement): Promise<void> {
    await until('all to be settled', () => element.pending.length === 0);
  }

  it('shows moderated messages, changed ones included, the same to all clients', async () => {
    await write(ada, 'darn it');
    await untilShown(grace, ['d*** it']);
    await write(grace, 'darn indeed');
    const all = ['d*** it', 'd*** indeed'];
    for (const element of [ada, grace]) {
      await untilShown(element, all);
      await untilSettled(element);
    }
    await untilShown(relay.open({ room, user: 'edsger' }), all);
    await untilShown(chat.open({ room, user: 'edsger' }), all);
    expect(await chat.storedTexts(room)).to.deep.equal(all);
    expect(ada.session?.mode).to.equal('moderated');
    expect(ada.messages.map(({ author }) => author.name)).to.deep.equal(['Ada', 'Grace']);
  });

  it('shows a rejection, with the reason, only to the sender', async () => {
    await write(ada, 'something rude');
    await until('the rejection', () => ada.pending[0]?.state === 'failed');
    const [state] = await shown(ada, '.failure');
    expect(state?.textContent).to.contain('Please be kind.');
    await write(grace, 'something nice');
    await untilShown(grace, ['something nice']);
    await untilSettled(grace);
    expect(await chat.storedTexts(room)).to.deep.equal(['something nice']);
  });

  it('removes a message that the moderator removes, and ends a closed chat', async () => {
    await write(grace, 'Hello');
    await untilShown(ada, ['Hello']);
    await moderator.remove(room, ada.messages[0]?.id ?? '');
    await until('its removal', () => ada.messages[0]?.removed === true);
    await moderator.closeRoom(room);
    await until('the end', () => ada.ended);
  });

  it('has a message moderated and stored once if the relay restarts meanwhile', async () => {
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListPushBack', ms: 300, count: 1 });
    await write(ada, 'Hello');
    await relay.down();
    await relay.up();
    await untilShown(grace, ['Hello']);
    await untilStatus(ada, 'connected');
    await untilSettled(ada);
    expect(await chat.storedTexts(room)).to.deep.equal(['Hello']);
  });
});
