import { expect } from '@open-wc/testing';
import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { openChatFrame, OLDER_BUILD, type ChatFrame } from '../helpers/chat-frame.js';

/* A page's frame shares the storage of the tab with the page: what one build leaves there, the other one finds. */
describe('what the build of f00d8f8 leaves in the tab', () => {
  const chat = useChat();
  let room: string;
  let frame: ChatFrame;

  beforeEach(async () => {
    room = newRoom();
    frame = await openChatFrame('', OLDER_BUILD);
  });

  async function openOlder(): Promise<MomentoChatElement> {
    const element = frame.open({ room, tokenUrl: chat.endpoint.urlFor('ada') });
    await untilStatus(element, 'connected');
    return element;
  }

  async function openThis(): Promise<ChatElement> {
    const element = chat.open({ room, user: 'ada' });
    await untilStatus(element, 'connected');
    return element;
  }

  it('is sent by this one: messages of a broken connection, in their order, once', async () => {
    const older = await openOlder();
    for (const rpc of ['ListPushBack', 'ListConcatenateBack']) {
      await chat.engine.faults.inject({ kind: 'error', rpc, status: 'UNAVAILABLE' });
    }
    for (const text of ['first', 'second', 'third']) older.send(text);
    await until('three on their way', () => older.pending.length === 3);
    removeFrame();
    await chat.engine.faults.clear();
    const ada = await openThis();
    await until('all settled', () => ada.messages.length === 3 && ada.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['first', 'second', 'third']);
  });

  it('is written on by this one, and by the older one again: a draft', async () => {
    const older = await openOlder();
    write(older, 'A draft');
    await until('the draft in the tab', () => Object.values(sessionStorage).includes('A draft'));
    removeFrame();
    const ada = await openThis();
    await until('the draft', () => ada.value === 'A draft');
    ada.value = 'A draft that goes on';
    chat.closeAll();
    frame = await openChatFrame('', OLDER_BUILD);
    const again = await openOlder();
    await until('the draft', () => fieldOf(again)?.value === 'A draft that goes on');
  });

  function removeFrame(): void {
    for (const each of document.querySelectorAll('iframe')) each.remove();
  }

  function fieldOf({ shadowRoot }: Element): HTMLTextAreaElement | undefined {
    for (const each of shadowRoot?.querySelectorAll('*') ?? []) {
      const field = each.localName === 'textarea' ? (each as HTMLTextAreaElement) : fieldOf(each);
      if (field) return field;
    }
    return undefined;
  }

  /** As a visitor does: the older element has no property for it. */
  function write(element: Element, text: string): void {
    const field = fieldOf(element);
    if (!field) throw new Error('unable to write; there is no field');
    field.value = text;
    field.dispatchEvent(new frame.globals.InputEvent('input', { bubbles: true, composed: true }));
  }
});
