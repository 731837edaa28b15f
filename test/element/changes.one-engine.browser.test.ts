import { expect } from '@open-wc/testing';
import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import { ChatError } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

describe('changes of messages', () => {
  const chat = useChat();

  async function open(room: string, user = 'ada'): Promise<MomentoChatElement> {
    const element = chat.open({ room, user });
    await untilStatus(element, 'connected');
    return element;
  }

  function find(element: MomentoChatElement, id: string): ChatMessage | undefined {
    return element.messages.find((message) => message.id === id);
  }

  async function sent(element: MomentoChatElement, text: string): Promise<string> {
    const id = element.send(text) ?? '';
    await until('it to be settled', () => find(element, id));
    return id;
  }

  it('reach visitors who are there, who reload, and who come later', async () => {
    const room = newRoom();
    const ada = await open(room);
    const grace = await open(room, 'grace');
    const kept = await sent(ada, 'helo');
    const gone = await sent(ada, 'oops');
    await until('both', () => find(grace, kept) && find(grace, gone));
    expect(grace.react(kept, '👍')).to.equal(true);
    const answer = grace.send('hi', { replyTo: kept }) ?? '';
    expect(ada.edit(kept, 'hello')).to.equal(true);
    expect(ada.remove(gone)).to.equal(true);

    const hasAll = (element: MomentoChatElement): boolean => {
      const message = find(element, kept);
      return (
        message?.text === 'hello' &&
        message.editedAt !== undefined &&
        message.reactions?.[0]?.users[0]?.id === 'grace' &&
        find(element, answer)?.replyTo?.id === kept &&
        (find(element, gone)?.removed ?? false)
      );
    };
    await until('all of it, live', () => hasAll(ada) && hasAll(grace));
    await until('it to be stored', async () => (await chat.storedTexts(room)).length === 2);
    ada.remove();
    expect(ada.isConnected).to.equal(false);
    const again = await open(room);
    const katherine = await open(room, 'katherine');
    await until('all of it, later', () => hasAll(again) && hasAll(katherine));
  });

  it('a reaction toggles, unless the program says which it wants', async () => {
    const ada = await open(newRoom());
    const id = await sent(ada, 'hello');
    const given = (): boolean => find(ada, id)?.reactions !== undefined;
    expect(ada.react(id, '👍')).to.equal(true);
    expect(given()).to.equal(true);
    expect(ada.react(id, '👍')).to.equal(true);
    expect(given()).to.equal(false);
    ada.react(id, '👍', true);
    ada.react(id, '👍', true);
    expect(given()).to.equal(true);
    expect(ada.react(id, 'no emoji')).to.equal(false);
    expect(ada.react('no message', '👍')).to.equal(false);
  });

  it('a listener can call each of them off, and replace the text of an edit', async () => {
    const ada = await open(newRoom());
    const id = await sent(ada, 'hello');
    const names: string[] = [];
    const stop = (event: Event): void => {
      names.push(event.type);
      event.preventDefault();
    };
    const types = ['react', 'edit', 'remove'].map((name) => `momento-chat-before-${name}`);
    for (const type of types) ada.addEventListener(type, stop);
    expect(ada.react(id, '👍')).to.equal(false);
    expect(ada.edit(id, 'other')).to.equal(false);
    expect(ada.remove(id)).to.equal(false);
    expect(names).to.deep.equal(types);
    for (const type of types) ada.removeEventListener(type, stop);
    ada.addEventListener('momento-chat-before-edit', (event) => {
      event.text = event.text.toUpperCase();
    });
    expect(ada.edit(id, 'other')).to.equal(true);
    expect(find(ada, id)?.text).to.equal('OTHER');
  });

  it('before-send names the message that is answered', async () => {
    const ada = await open(newRoom());
    const id = await sent(ada, 'hello');
    let replyTo: string | undefined;
    ada.addEventListener('momento-chat-before-send', (event) => (replyTo = event.replyTo));
    ada.send('hi', { replyTo: id });
    expect(replyTo).to.equal(id);
  });

  it('only own messages can be changed, within the windows, and by those who may write', async () => {
    const room = newRoom();
    const ada = await open(room);
    const id = await sent(ada, 'hello');
    const grace = await open(room, 'grace');
    expect(grace.edit(id, 'other')).to.equal(false);
    expect(grace.remove(id)).to.equal(false);
    ada.setAttribute('edit-window', '0');
    ada.setAttribute('delete-window', '0');
    expect(ada.edit(id, 'other')).to.equal(false);
    expect(ada.remove(id)).to.equal(false);
    ada.setAttribute('edit-window', '60');
    expect(ada.edit(id, 'other')).to.equal(true);
    ada.setAttribute('reactions', 'off');
    expect(ada.react(id, '👍')).to.equal(false);
    ada.readOnly = true;
    expect(ada.edit(id, 'third')).to.equal(false);
    expect(ada.reply(id)).to.equal(false);
  });

  it('an edit that is too long throws, as a message does', async () => {
    const ada = await open(newRoom());
    const id = await sent(ada, 'hello');
    const codeOf = (work: () => unknown): string | undefined => {
      try {
        work();
        return undefined;
      } catch (error) {
        return error instanceof ChatError ? error.code : String(error);
      }
    };
    expect(codeOf(() => ada.edit(id, 'x'.repeat(5000)))).to.equal('message-too-long');
    ada.maxLength = 10;
    expect(codeOf(() => ada.edit(id, 'x'.repeat(11)))).to.equal('message-too-long');
  });

  it('remove with an id that a program lacks does not take the chat off the page', async () => {
    const ada = await open(newRoom());
    const missing = undefined as unknown as string;
    expect(ada.remove(missing)).to.equal(false);
    expect(ada.isConnected).to.equal(true);
  });

  it('are drawn once a frame, however many come', async () => {
    const room = newRoom();
    const ada = await open(room);
    const id = await sent(ada, 'hello');
    const users = Array.from({ length: 30 }, (_, index) => `user-${String(index)}`);
    const list = ada.renderRoot.querySelector('momento-chat-message-list');
    const rows = list?.shadowRoot?.querySelector('.log');
    await until('its row', () => rows?.querySelector('.message'));
    let draws = 0;
    const observer = new MutationObserver(() => (draws += 1));
    observer.observe(rows as Node, { childList: true, characterData: true, subtree: true });
    const given = (): number => find(ada, id)?.reactions?.[0]?.users.length ?? 0;
    const frames = holdFrames();
    try {
      for (const userId of users) await react(room, id, userId);
      await until('all reactions', () => given() === users.length);
      await ada.updateComplete;
      expect(draws).to.equal(0);
    } finally {
      frames.release();
    }
    await until('the number', () => rows?.querySelector('.chip')?.textContent.includes('30'));
    observer.disconnect();
    expect(draws).to.equal(1);
  });

  /** Keeps what waits for the next frame waiting until it is released. */
  function holdFrames(): { release: () => void } {
    const request = window.requestAnimationFrame.bind(window);
    const cancel = window.cancelAnimationFrame.bind(window);
    const waiting = new Map<number, FrameRequestCallback>();
    let last = 0;
    window.requestAnimationFrame = (callback) => {
      waiting.set((last -= 1), callback);
      return last;
    };
    window.cancelAnimationFrame = (id) => {
      if (!waiting.delete(id)) cancel(id);
    };
    return {
      release: () => {
        window.requestAnimationFrame = request;
        window.cancelAnimationFrame = cancel;
        for (const callback of waiting.values()) request(callback);
      },
    };
  }

  /** Reacts as another program does. */
  async function react(room: string, target: string, userId: string): Promise<void> {
    const reaction = { type: 'reaction', id: `by-${userId}`, target, emoji: '👍', on: true };
    const text = JSON.stringify({ ...reaction, userId, username: userId, order: Date.now() });
    await chat.engine.publish({ cache: CACHE, topic: room, text, tokenId: userId });
  }
});
