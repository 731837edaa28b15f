import { expect } from '@open-wc/testing';
import { RoomFiles } from '../../src/core/room-files.js';
import { MomentoChatElement } from '../../src/momento-chat.js';
import { ChatError } from '../../src/protocol/errors.js';
import { newRoom, nextEvent, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import {
  picture,
  shownPictures,
  transferOf,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';
import { typeInto, untilText } from '../helpers/written-text.js';

/** A chat whose updates wait, as they do for the words of a language. */
class WaitingChatElement extends MomentoChatElement {
  waiting: Promise<unknown> = Promise.resolve();

  protected override scheduleUpdate(): Promise<unknown> {
    return this.waiting.then(() => super.scheduleUpdate());
  }
}

customElements.define('waiting-chat', WaitingChatElement);

describe('the files of a room', () => {
  const chat = useChat({ attachments: { types: 'any' } });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object
  const { load } = RoomFiles.prototype;

  afterEach(() => {
    RoomFiles.prototype.load = load;
  });

  async function opened(): Promise<MomentoChatElement> {
    const element = chat.open({ room: newRoom() });
    await untilStatus(element, 'connected');
    return element;
  }

  /** Takes the element from the page, for longer than a move. */
  async function remove(element: MomentoChatElement): Promise<void> {
    Element.prototype.remove.call(element);
    await untilStatus(element, 'disconnected');
  }

  /** Drops a file on the chat: every listener takes one. */
  async function drop(element: MomentoChatElement): Promise<void> {
    const dataTransfer = transferOf([await picture('a.png', 20, 20)]);
    const options = { dataTransfer, bubbles: true, composed: true, cancelable: true };
    composerOf(element).dispatchEvent(new DragEvent('drop', options));
    await untilTray(element, 'ready');
  }

  it('are taken into the next room by the same chat, once', async () => {
    const element = await opened();
    await untilTakesFiles(element);
    for (let visits = 0; visits < 2; visits += 1) {
      element.room = newRoom();
      await until('the other room', () => element.session?.room === element.room);
      await untilTakesFiles(element);
    }
    await drop(element);
  });

  it('are those of the room that was entered while their module was on its way', async () => {
    const rooms: RoomFiles[] = [];
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    RoomFiles.prototype.load = async function () {
      rooms.push(this);
      await arrived;
      return load.call(this);
    };
    const element = await opened();
    await until('the module to be asked for', () => rooms.length === 1);
    element.room = newRoom();
    await until('the module to be asked for again', () => rooms.length === 2);
    arrive();
    await untilTakesFiles(element);
    await drop(element);
  });

  it('are there in a room that is chosen later', async () => {
    const element = chat.open({ room: '' });
    await settled(element);
    const { refused } = await element.attach([await picture('a.png', 20, 20)]);
    expect(refused.map(({ error }) => error.code)).to.deep.equal(['attachment-not-allowed']);
    element.room = newRoom();
    await untilTakesFiles(element);
    await drop(element);
  });

  it('stay in the draft of a chat that leaves the page and comes back', async () => {
    const element = await opened();
    await untilTakesFiles(element);
    void element.attach([await picture('cat.png', 40, 30)]);
    await untilTray(element, 'ready');
    await typeInto(element, 'Look');
    for (let moves = 0; moves < 2; moves += 1) {
      await remove(element);
      chat.adopt(element);
      await untilText(element, 'Look');
      await untilTray(element, 'ready');
    }
    element.focus();
    await press('Enter');
    await until('the picture', () => shownPictures(element).length === 1);
    expect(trayOf(element)).to.have.lengthOf(0);
  });

  it('go to the room before the chat has shown that it is back', async () => {
    const element = document.createElement('waiting-chat') as WaitingChatElement;
    const room = newRoom();
    Object.assign(element, { room, tokenUrl: chat.endpoint.urlFor('ada') });
    chat.adopt(element);
    await untilStatus(element, 'connected');
    await settled(element);
    await untilTakesFiles(element);
    await chat.engine.faults.inject({ rpc: 'Set', kind: 'error', status: 'UNAVAILABLE' });
    void element.attach([await picture('cat.png', 40, 30)]);
    await untilTray(element, 'uploading');
    element.focus();
    await press('Enter');
    await until('the message', () => element.pending.length === 1);
    await typeInto(element, 'Later');
    await remove(element);
    await chat.engine.faults.clear();
    let update: () => void = () => undefined;
    element.waiting = new Promise<void>((resolve) => (update = resolve));
    chat.adopt(element);
    await until('it to be sent', () => element.messages.length === 1);
    update();
    await until('the picture', () => shownPictures(element).length === 1);
    await drop(element);
  });

  it('are asked for once a room where they cannot be loaded, and again by the page', async () => {
    let asked = 0;
    RoomFiles.prototype.load = () => {
      asked += 1;
      return Promise.reject(new ChatError('configuration-invalid', 'unable to load the module.'));
    };
    const element = chat.open({ room: newRoom() });
    const { error } = await nextEvent(element, 'momento-chat-error');
    expect(error.code).to.equal('configuration-invalid');
    await untilStatus(element, 'connected');
    for (const theme of ['dark', 'light'] as const) {
      element.theme = theme;
      await settled(element);
    }
    expect(asked).to.equal(1);
    void element.attach([await picture('a.png', 20, 20)]);
    expect(asked).to.equal(2);
    element.room = newRoom();
    await until('the next room to ask', () => asked === 3);
    RoomFiles.prototype.load = load;
    void element.attach([await picture('a.png', 20, 20)]);
    await untilTray(element, 'ready');
  });
});
