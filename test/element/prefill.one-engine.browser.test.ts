import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilShown, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { settled } from '../helpers/element-parts.js';
import { press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';
import { reopened, typeInto, untilText } from '../helpers/written-text.js';

describe('the prefilled text', () => {
  const chat = useChat();
  let room: string;

  before(() => setViewport(LARGE));

  beforeEach(() => {
    room = newRoom();
  });

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ room, attributes });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  it('is what an empty composer starts with, and can be sent', async () => {
    const element = await open({ prefill: 'Hello' });
    await untilText(element, 'Hello');
    element.focus();
    await press('Enter');
    await untilShown(element, ['Hello']);
    await untilText(element, '');
  });

  it('is there before the session is, and gives way to a draft', async () => {
    const first = await open({ prefill: 'Hello' });
    await typeInto(first, ', Ada');
    expect(first.value).to.equal('Hello, Ada');
    chat.closeAll();
    await chat.endpoint.behave({ hang: true });
    const element = chat.open({ room, attributes: { prefill: 'Hello' } });
    await untilText(element, 'Hello');
    await chat.endpoint.behave({});
    await untilText(element, 'Hello, Ada');
  });

  it('is no draft until it is changed', async () => {
    const element = await open({ prefill: 'Hello' });
    await typeInto(element, '!');
    await press('Backspace');
    await untilText(element, 'Hello');
    expect(Object.keys(sessionStorage).filter((key) => key.includes(':draft'))).to.deep.equal([]);
    element.setAttribute('prefill', 'Welcome');
    await untilText(element, 'Welcome');
    await untilText(await reopened(chat, element), 'Welcome');
  });

  it('never replaces what the visitor has written', async () => {
    const element = await open();
    await typeInto(element, 'mine');
    element.prefill = 'Hello';
    await settled(element);
    expect(element.value).to.equal('mine');
    await untilText(await reopened(chat, element), 'mine');
  });

  it('follows into another room, and leaves each its draft', async () => {
    const element = await open({ prefill: 'Hello' });
    await typeInto(element, ', one');
    element.room = newRoom();
    element.prefill = 'Bye';
    await until('the other room', () => element.session?.room === element.room);
    await untilText(element, 'Bye');
    element.room = room;
    await untilText(element, 'Hello, one');
  });

  it('waits while a message is edited', async () => {
    const element = await open();
    await sent(element, 'to edit');
    await typeInto(element, '');
    await press('ArrowUp');
    element.prefill = 'Hello';
    await settled(element);
    expect(element.value).to.equal('to edit');
    await press('Escape');
    await untilText(element, 'Hello');
  });

  it('is text, whatever a template sets', async () => {
    const element = await open();
    for (const value of [null, undefined, 7, {}, Object.create(null)]) {
      element.prefill = value as never;
      await untilText(element, '');
    }
  });
});
