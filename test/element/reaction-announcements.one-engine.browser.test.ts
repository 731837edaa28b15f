import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

/** What the screen reader of a message's author is told of reactions to it. */
describe('announcements of reactions', () => {
  const chat = useChat();
  let room: string;
  let ada: MomentoChatElement;
  let grace: MomentoChatElement;
  let id: string;
  let said: string[];

  beforeEach(async () => {
    room = newRoom();
    ada = await open('ada');
    grace = await open('grace');
    id = ada.send('Hello, *Grace*') ?? '';
    await until('it to be settled', () => find(ada, id) && find(grace, id));
    said = await listenTo(ada);
  });

  async function open(user: string): Promise<MomentoChatElement> {
    const element = chat.open({ room, user });
    await untilStatus(element, 'connected');
    return element;
  }

  function find(element: MomentoChatElement, id: string) {
    return element.messages.find((message) => message.id === id);
  }

  /** @returns what the chat announces from now on, once it can announce reactions */
  async function listenTo(element: MomentoChatElement): Promise<string[]> {
    const texts: string[] = [];
    const list = element.renderRoot.querySelector('momento-chat-message-list');
    const log = list?.renderRoot.querySelector('[role=log]');
    if (!list || !log) throw new Error('no list');
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) texts.push(node.textContent ?? '');
      }
    }).observe(log, { childList: true });
    await until('the actions to be loaded', () => {
      const rows = list.renderRoot.querySelectorAll('.message');
      rows[0]?.dispatchEvent(
        new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }),
      );
      return list.renderRoot.querySelector('momento-chat-message-menu');
    });
    return texts;
  }

  const hasReaction = (element: MomentoChatElement, emoji: string): boolean =>
    find(element, id)?.reactions?.some((reaction) => reaction.emoji === emoji) === true;

  async function react(element: MomentoChatElement, emoji: string): Promise<void> {
    const on = !hasReaction(ada, emoji);
    element.react(id, emoji);
    await until('it to be shown', () => hasReaction(ada, emoji) === on);
    await ada.updateComplete;
  }

  it('tell of each one of others once', async () => {
    await react(grace, '👍');
    await until('it to be announced', () => said.length > 0);
    expect(said).to.deep.equal(['👍 1: Grace. Hello, Grace']);
    await react(grace, '👍');
    await react(grace, '👍');
    await react(grace, '🎉');
    await until('the next to be announced', () => said.length > 1);
    expect(said.slice(1)).to.deep.equal(['🎉 1: Grace. Hello, Grace']);
  });

  it('leave out one’s own, and those to the messages of others', async () => {
    await react(ada, '👍');
    const theirs = grace.send('Hello, Ada') ?? '';
    await until('it to arrive', () => find(ada, theirs));
    const katherine = await open('katherine');
    await until('it to arrive there', () => find(katherine, theirs));
    katherine.react(theirs, '🎉');
    await until('it to be shown', () => find(ada, theirs)?.reactions);
    await react(grace, '❤️');
    await until('the last to be announced', () => said.some((text) => text.includes('❤')));
    expect(said.filter((text) => !text.startsWith('Grace:'))).to.have.length(1);
  });

  it('leave out what was there before, and what came while the chat was catching up', async () => {
    await react(grace, '👍');
    const again = await open('ada');
    await until('it to be loaded', () => hasReaction(again, '👍'));
    const heard = await listenTo(again);

    await chat.engine.faults.inject({ rpc: 'Subscribe', kind: 'error', status: 'UNAVAILABLE' });
    await chat.engine.faults.dropStreams();
    await untilStatus(again, 'reconnecting');
    const reaction = { type: 'reaction', id: 'r1', target: id, emoji: '🎉', on: true };
    const stamp = { userId: 'katherine', username: 'Katherine', timestamp: Date.now() };
    const list = `momento-chat/relations/${JSON.stringify([room])}`;
    await chat.engine.push({ cache: CACHE, list }, JSON.stringify({ ...reaction, ...stamp }));
    await chat.engine.faults.clear();
    await until('it to be caught up with', () => hasReaction(again, '🎉'));
    await untilStatus(again, 'connected');
    await untilStatus(grace, 'connected');
    await react(grace, '❤️');
    await until('the last to be announced', () => heard.length > 0);
    expect(heard).to.deep.equal(['❤️ 1: Grace. Hello, Grace']);
  });
});
