import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
} from '../helpers/chat-fixture.js';
import { composerOf, expectSame, focused, settled } from '../helpers/element-parts.js';

describe('a draft', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  function fieldOf(element: MomentoChatElement): HTMLTextAreaElement {
    const field = composerOf(element).renderRoot.querySelector('textarea');
    if (!field) throw new Error('no textarea');
    return field;
  }

  function type(element: MomentoChatElement, text: string): void {
    const field = fieldOf(element);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  async function untilDraft(element: MomentoChatElement, text: string): Promise<void> {
    await settled(element);
    await until(`the draft “${text}”`, () => composerOf(element).value === text);
  }

  /** Opens an element as a user, with its draft, if there is one. */
  async function open(user: string, options: object = {}): Promise<MomentoChatElement> {
    const element = chat.open({ room, user, ...options });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  async function signIn(element: MomentoChatElement, user: string): Promise<void> {
    element.tokenUrl = chat.endpoint.urlFor(user);
    await until(user, () => element.session?.user.id === user);
    await settled(element);
  }

  describe('per user', () => {
    it('shows an empty field to another user, and loses the draft of neither', async () => {
      const element = await open('ada');
      type(element, 'Ada’s secret');
      await signIn(element, 'bob');
      expect(composerOf(element).value).to.equal('');
      type(element, 'Bob’s secret');
      await signIn(element, 'ada');
      expect(composerOf(element).value).to.equal('Ada’s secret');
      await signIn(element, 'bob');
      expect(composerOf(element).value).to.equal('Bob’s secret');
    });

    it('also when the next token has another user', async () => {
      let user = 'ada';
      const element = document.createElement('momento-chat');
      element.room = room;
      element.tokenProvider = async () => {
        const url = new URL(chat.endpoint.urlFor(user));
        url.searchParams.set('room', room);
        return (await (await fetch(url)).json()) as never;
      };
      chat.adopt(element);
      await untilStatus(element, 'connected');
      await settled(element);
      type(element, 'Ada’s secret');
      user = 'bob';
      element.reconnect();
      await until('bob', () => element.session?.user.id === 'bob');
      await settled(element);
      expect(composerOf(element).value).to.equal('');
    });

    it('also when the element was removed from the page in between', async () => {
      const element = await open('ada');
      type(element, 'Ada’s secret');
      element.remove();
      await untilStatus(element, 'disconnected');
      element.tokenUrl = chat.endpoint.urlFor('bob');
      document.body.append(element);
      await until('bob', () => element.session?.user.id === 'bob');
      await settled(element);
      expect(composerOf(element).value).to.equal('');
      await signIn(element, 'ada');
      expect(composerOf(element).value).to.equal('Ada’s secret');
    });

    it('hides it after the user signs out, and restores it for the same user', async () => {
      const element = await open('ada');
      type(element, 'Ada’s secret');
      element.tokenUrl = '';
      await untilStatus(element, 'failed');
      await untilDraft(element, '');
      await signIn(element, 'bob');
      expect(composerOf(element).value).to.equal('');
      await signIn(element, 'ada');
      expect(composerOf(element).value).to.equal('Ada’s secret');
    });

    it('does not reveal it to another user by undo', async () => {
      const element = await open('ada');
      fieldOf(element).focus();
      await sendKeys({ type: 'secret' });
      await signIn(element, 'bob');
      expectSame(focused(), fieldOf(element));
      document.execCommand('undo');
      expect(fieldOf(element).value).to.equal('');
      document.execCommand('redo');
      expect(fieldOf(element).value).to.equal('');
    });

    it('assigns text typed before the session to the session’s user', async () => {
      const element = await open('ada');
      await chat.endpoint.behave({ hang: true });
      element.tokenUrl = chat.endpoint.urlFor('bob');
      await until('no session', () => element.session === undefined);
      type(element, 'Bob’s first words');
      await chat.endpoint.behave({});
      await until('bob', () => element.session?.user.id === 'bob');
      await settled(element);
      expect(composerOf(element).value).to.equal('Bob’s first words');
      await signIn(element, 'ada');
      expect(composerOf(element).value).to.equal('');
    });

    it('keeps it in the field while a new token is fetched for the same user', async () => {
      const element = await open('ada');
      type(element, 'half a sen');
      element.tokenUrl = `${chat.endpoint.urlFor('ada')}&again=1`;
      await until('the next room', () => element.status !== 'connected');
      expect(composerOf(element).value).to.equal('half a sen');
      type(element, 'half a sentence');
      await untilStatus(element, 'connected');
      await settled(element);
      expect(composerOf(element).value).to.equal('half a sentence');
    });
  });

  it('does not follow into another room, even if the variant changes at the same time', async () => {
    const element = await open('ada');
    type(element, 'for the first room');
    element.room = newRoom();
    element.variant = 'overlay';
    await until('the other room', () => element.session?.room === element.room);
    await settled(element);
    expect(composerOf(element).value).to.equal('');
  });

  it('follows into another variant', async () => {
    const element = await open('ada');
    type(element, 'unfinished');
    element.variant = 'overlay';
    await settled(element);
    expect(composerOf(element).value).to.equal('unfinished');
  });

  describe('per element', () => {
    it('keeps separate drafts of two elements of one user in a room', async () => {
      const [first, second] = [await open('ada'), await open('ada')];
      type(first, 'in the first');
      type(second, 'in the second');
      for (const element of [first, second]) await signIn(element, 'bob');
      for (const element of [first, second]) await signIn(element, 'ada');
      await untilDraft(first, 'in the first');
      await untilDraft(second, 'in the second');
      await write(first, 'sent');
      await untilShown(first, ['sent']);
      chat.closeAll();
      const again = [chat.open({ room, user: 'ada' }), chat.open({ room, user: 'ada' })] as const;
      await untilDraft(again[1], 'in the second');
      await untilStatus(again[0], 'connected');
      await settled(again[0]);
      expect(composerOf(again[0]).value).to.equal('');
    });

    it('restores each element’s own draft after a reload, whichever connects first', async () => {
      const before = [await open('ada'), await open('ada')] as const;
      type(before[0], 'in the first');
      type(before[1], 'in the second');
      chat.closeAll();
      await chat.endpoint.behave({ hang: true, times: 1 });
      const first = chat.open({ room, user: 'ada' });
      await first.updateComplete;
      await until('the first to wait', () => first.status === 'connecting');
      const second = await open('ada');
      expect(composerOf(second).value).to.equal('in the second');
      await chat.endpoint.behave({});
      await untilDraft(first, 'in the first');
    });

    it('does not take over another element’s draft when added again', async () => {
      const first = await open('ada');
      type(first, 'in the first');
      first.remove();
      await untilStatus(first, 'disconnected');
      const second = await open('ada');
      document.body.append(first);
      await untilStatus(first, 'connected');
      type(second, 'in the second');
      type(first, 'again in the first');
      for (const element of [first, second]) await signIn(element, 'bob');
      for (const element of [first, second]) await signIn(element, 'ada');
      await untilDraft(first, 'again in the first');
      await untilDraft(second, 'in the second');
      first.remove();
    });

    it('ignores an element of another user in the same room', async () => {
      const elements = [await open('ada'), await open('bob')] as const;
      type(elements[1], 'Bob’s');
      chat.closeAll();
      expect(composerOf(await open('bob')).value).to.equal('Bob’s');
    });
  });

  it('is independent of two launchers’ open states, which are each restored', async () => {
    const attributes = { variant: 'launcher' };
    const before = [await open('ada', { attributes: { ...attributes, connect: 'eager' } })];
    before.push(await open('ada', { attributes: { ...attributes, connect: 'eager' } }));
    before[1]?.open();
    before[0]?.open();
    before[0]?.close();
    chat.closeAll();
    const after = [chat.open({ room, attributes }), chat.open({ room, attributes })] as const;
    await settled(after[0]);
    await settled(after[1]);
    expect(after.map(({ opened }) => opened)).to.deep.equal([false, true]);
  });

  it('is kept entirely over a reload, even if too long to be sent', async () => {
    const element = await open('ada');
    const text = 'pasted '.repeat(3000);
    type(element, text);
    chat.closeAll();
    expect(composerOf(await open('ada')).value).to.equal(text);
  });
});
