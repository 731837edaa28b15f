import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { find, press, row, sent } from '../helpers/message-actions.js';
import { reopened, typeInto, untilText } from '../helpers/written-text.js';

describe('what goes with a draft', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  async function open(user = 'ada', inRoom = room): Promise<MomentoChatElement> {
    const element = chat.open({ room: inRoom, user });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  /** The message that is answered, as the visitor sees it above the field. */
  function target(element: MomentoChatElement): string | undefined {
    const bar = composerOf(element).renderRoot.querySelector('.original');
    return bar?.textContent.replace(/\s+/g, ' ').trim();
  }

  async function untilTarget(element: MomentoChatElement, text?: string): Promise<void> {
    await until(`the target ${String(text)}`, async () => {
      await settled(element);
      await composerOf(element).updateComplete;
      return target(element) === text;
    });
  }

  /** Begins to answer a message, and mentions a person. */
  async function begin(element: MomentoChatElement, text: string): Promise<string> {
    const id = await sent(element, text);
    element.people = [{ id: 'boss', name: 'The Boss' }];
    expect(element.reply(id)).to.equal(true);
    await typeInto(element, '@');
    await press('Enter');
    await typeInto(element, 'look');
    await untilText(element, '@The Boss look');
    return id;
  }

  const MENTIONS = [{ id: 'boss', start: 0, length: 9 }];

  /** Sends what is written. @returns the message */
  async function send(element: MomentoChatElement): Promise<NonNullable<ReturnType<typeof find>>> {
    element.focus();
    await press('Enter');
    await until('it to be sent', () => element.messages.at(-1)?.text === '@The Boss look');
    return element.messages.at(-1) as NonNullable<ReturnType<typeof find>>;
  }

  it('survives a reload: the people whom it mentions, and the message that it answers', async () => {
    const id = await begin(await open(), 'hello');
    chat.closeAll();
    const element = await open();
    await untilText(element, '@The Boss look');
    await untilTarget(element, 'Replying to You hello');
    const message = await send(element);
    expect(message.replyTo?.id).to.equal(id);
    expect(message.mentions).to.deep.equal(MENTIONS);
    await untilTarget(element);
    const again = await reopened(chat, element);
    await untilText(again, '');
    await untilTarget(again);
  });

  it('stays with its room and its user', async () => {
    const element = await open();
    const id = await begin(element, 'hello');
    element.room = newRoom();
    await until('the other room', () => element.session?.room === element.room);
    await untilText(element, '');
    await untilTarget(element);
    element.room = room;
    await untilText(element, '@The Boss look');
    await untilTarget(element, 'Replying to You hello');
    element.tokenUrl = chat.endpoint.urlFor('bob');
    await until('bob', () => element.session?.user.id === 'bob');
    await untilText(element, '');
    await untilTarget(element);
    element.tokenUrl = chat.endpoint.urlFor('ada');
    await until('ada', () => element.session?.user.id === 'ada');
    await untilTarget(element, 'Replying to You hello');
    const message = await send(element);
    expect([message.replyTo?.id, message.mentions]).to.deep.equal([id, MENTIONS]);
  });

  it('is kept without a text, and forgotten when the visitor answers no more', async () => {
    const element = await open();
    const id = await sent(element, 'hello');
    element.reply(id);
    const again = await reopened(chat, element);
    await untilTarget(again, 'Replying to You hello');
    again.focus();
    await press('Escape');
    await untilTarget(again);
    expect(Object.keys(sessionStorage).filter((key) => key.includes(':draft'))).to.deep.equal([]);
    await untilTarget(await reopened(chat, again));
  });

  it('survives an edit that comes in between', async () => {
    const element = await open();
    await sent(element, 'hello');
    element.people = [{ id: 'boss', name: 'The Boss' }];
    await typeInto(element, '@');
    await press('Enter');
    await typeInto(element, 'look');
    (await row(element, 'hello')).focus();
    await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await until('the edit', () => element.value === 'hello');
    const again = await reopened(chat, element);
    expect((await send(again)).mentions).to.deep.equal(MENTIONS);
  });

  it('is let go of with the message that was answered', async () => {
    const element = await open();
    const id = await begin(element, 'hello');
    chat.closeAll();
    const other = chat.open({ room: newRoom(), user: 'ada' });
    await untilStatus(other, 'connected');
    other.room = room;
    await untilText(other, '@The Boss look');
    await until('it', () => find(other, id));
    other.remove(id);
    await untilTarget(other);
    expect((await send(other)).replyTo).to.equal(undefined);
  });

  describe('may be anything in the storage', () => {
    const key = (): string => `momento-chat:draft-details:${JSON.stringify([CACHE, room, 'ada'])}`;
    const text = '@The Boss look';

    for (const stored of [
      ...['', '{', 'null', '7', '"text"', '[]', '{"mentions":7,"replyTo":{}}'],
      ...['{"mentions":[null,7,{}],"replyTo":7}', '{"__proto__":{"replyTo":"x"}}'],
      '{"mentions":[{"id":"x","start":-1,"length":2},{"id":"x","start":0,"length":1e9}]}',
      `{"replyTo":"${'x'.repeat(1_000)}"}`,
      '{"replyTo":"no-such-message"}',
    ]) {
      it(stored.slice(0, 60) || 'nothing', async () => {
        sessionStorage.setItem(key().replace('-details', ''), text);
        sessionStorage.setItem(key(), stored);
        const element = await open();
        await untilText(element, text);
        await untilTarget(element);
        const { mentions, replyTo } = await send(element);
        expect([mentions, replyTo]).to.deep.equal([undefined, undefined]);
      });
    }
  });
});
