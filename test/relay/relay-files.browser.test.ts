import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import type { RelayChatElement } from '../../src/momento-chat-relay.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import {
  largePicture,
  picture,
  shownFiles,
  shownPictures,
  transferOf,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

describe('pictures over a relay', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let guests: TestRelay;
  let moderated: TestRelay;
  let moderatedGuests: TestRelay;
  let room: string;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat);
    guests = await openRelay(chat, { guests: true });
    moderated = await openRelay(chat, { moderated: true });
    moderatedGuests = await openRelay(chat, { moderated: true, guests: true });
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(async () => {
    await chat.engine.faults.clear();
    await chat.reset();
    for (const each of [relay, guests, moderated, moderatedGuests]) await each.untilEmpty();
  });

  after(async () => {
    for (const each of [relay, guests, moderated, moderatedGuests]) await each.stop();
    await chat.stop();
  });

  async function open(user: string, through = relay): Promise<RelayChatElement> {
    const element = through.open({ room, user });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  async function send(element: ChatElement): Promise<void> {
    element.focus();
    await press('Enter');
  }

  async function untilPictures(count: number, ...elements: readonly ChatElement[]): Promise<void> {
    for (const element of elements) {
      await until('the pictures', () => shownPictures(element).length === count);
      await until('all to be sent', () => element.pending.length === 0);
    }
  }

  it('are chosen, dropped and pasted, and shown to relay and direct clients', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(grace, 'connected');
    const field = await untilTakesFiles(ada);
    expect(field.accept).to.include('image/png');
    field.files = transferOf([await picture('chosen.png', 640, 400)]).files;
    field.dispatchEvent(new Event('change'));
    await untilTray(ada, 'ready');
    const dataTransfer = transferOf([await picture('dropped.png', 60, 40)]);
    const options = { bubbles: true, composed: true, cancelable: true };
    for (const type of ['dragenter', 'dragover', 'drop']) {
      composerOf(ada).dispatchEvent(new DragEvent(type, { ...options, dataTransfer }));
    }
    await untilTray(ada, 'ready', 'ready');
    const paste = new ClipboardEvent('paste', options);
    // Firefox does not take it from the constructor.
    Object.defineProperty(paste, 'clipboardData', {
      value: transferOf([await picture('pasted.png', 40, 60)]),
    });
    composerOf(ada).dispatchEvent(paste);
    await untilTray(ada, 'ready', 'ready', 'ready');
    await send(ada);
    await untilPictures(3, ada, bob, grace);
    expect(trayOf(ada)).to.have.lengthOf(0);
    const [message] = bob.messages;
    const names = message?.attachments?.map(({ name }) => name.replace(/\..*/, ''));
    expect(names).to.deep.equal(['chosen', 'dropped', 'pasted']);
    // And the other way round.
    await untilTakesFiles(grace);
    void grace.attach([await picture('direct.png', 30, 30)]);
    await untilTray(grace, 'ready');
    await send(grace);
    await untilPictures(4, ada, bob, grace);
    // Who comes later sees them, too.
    await untilPictures(4, await open('edsger'));
    // New messages come into view slowly.
    const list = inside(ada, 'momento-chat-message-list').shadowRoot;
    await Promise.all(list?.getAnimations().map(({ finished }) => finished) ?? []);
    await expect(ada).to.be.accessible();
  });

  it('leave all chats with their message', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    await send(ada);
    await untilPictures(1, ada, bob);
    expect(ada.remove(ada.messages[0]?.id ?? '')).to.equal(true);
    await until('it to be gone', () => shownFiles(bob).length === 0);
    await until('it to be gone', () => shownFiles(ada).length === 0);
  });

  it('go on after a reload in mid-upload, as the same guest, and are announced once', async () => {
    const bob = await open('', guests);
    const ada = await open('', guests);
    await untilTakesFiles(ada);
    // The relay stores the first part, and none of the others.
    const before = await chat.calls('Set');
    await chat.engine.faults.quota({ rpc: 'Set', burst: 1, perSecond: 1e-9 });
    void ada.attach([await largePicture('cat.png')]);
    await untilTray(ada, 'uploading');
    await until('the second part', async () => (await chat.calls('Set')) > before + 1);
    await send(ada);
    await until('it to be pending', () => ada.pending.length === 1);
    expect(bob.messages).to.have.lengthOf(0);
    ada.remove();
    const again = await open('', guests);
    await until('it to be pending', () => again.pending.length === 1);
    expect(bob.messages).to.have.lengthOf(0);
    await chat.engine.faults.clear();
    await untilPictures(1, again, bob);
    expect(bob.messages).to.have.lengthOf(1);
    expect((bob.messages[0]?.attachments?.[0]?.size ?? 0) > 49_152).to.equal(true);
  });

  it('outlast a relay that restarts in mid-upload', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    const before = await chat.calls('Set');
    await chat.engine.faults.inject({ rpc: 'Set', kind: 'delay', ms: 200 });
    void ada.attach([await largePicture('cat.png')]);
    await untilTray(ada, 'uploading');
    await send(ada);
    await until('the second part', async () => (await chat.calls('Set')) > before + 1);
    await relay.down();
    await untilStatus(ada, 'reconnecting');
    await relay.up();
    await chat.engine.faults.clear();
    await untilPictures(1, ada, bob);
    expect(bob.messages).to.have.lengthOf(1);
  });

  it('are taken out of the tray again', async () => {
    const ada = await open('ada');
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    trayOf(ada)[0]?.querySelector<HTMLElement>('.remove')?.click();
    await until('the tray', () => trayOf(ada).length === 0);
    void ada.attach([await picture('dog.png', 64, 40)]);
    await untilTray(ada, 'ready');
    await send(ada);
    await untilPictures(1, ada);
    expect(ada.messages[0]?.attachments).to.have.lengthOf(1);
  });

  for (const who of ['users', 'guests']) {
    it(`pass the moderator of a moderated room first, those of ${who}`, async () => {
      const [first, second, through] =
        who === 'users' ? ['ada', 'bob', moderated] : ['', '', moderatedGuests];
      const [ada, bob] = [await open(first, through), await open(second, through)];
      await untilTakesFiles(ada);
      void ada.attach([await picture('rude.png', 64, 40)]);
      await untilTray(ada, 'ready');
      await send(ada);
      await until('the rejection', () => ada.pending[0]?.state === 'failed');
      expect(ada.pending[0]?.error?.reason).to.equal('Please be kind.');
      ada.discard(ada.pending[0]?.id ?? '');
      void ada.attach([await picture('cat.png', 64, 40)]);
      await untilTray(ada, 'ready');
      await send(ada);
      await untilPictures(1, ada, bob);
      expect(bob.messages).to.have.lengthOf(1);
    });
  }
});
