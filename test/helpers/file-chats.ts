import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { settled } from './element-parts.js';
import { press } from './message-actions.js';

/** Chats of one room, for tests of files. */
export class FileChats {
  readonly room = newRoom();
  readonly #chat: ChatFixture;

  constructor(chat: ChatFixture) {
    this.#chat = chat;
  }

  async open(
    user = 'ada',
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<MomentoChatElement> {
    const element = this.#chat.open({ room: this.room, user, attributes });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  /** Sends what is written and chosen, and waits until a reader has it. */
  async send(element: MomentoChatElement, reader = element): Promise<ChatMessage> {
    element.focus();
    await press('Enter');
    await until('the message', () => reader.messages.length > 0 && element.pending.length === 0);
    const message = reader.messages.at(-1);
    if (!message) throw new Error('no message');
    return message;
  }
}
