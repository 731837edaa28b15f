import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';

/** The statuses of every recovery from a broken stream. */
export const RECOVERY = ['reconnecting', 'catching-up', 'connected'];

/** Two connected visitors, Ada and Grace, in a room of their own. */
export class TwoVisitors {
  readonly room = newRoom();
  readonly ada: MomentoChatElement;
  readonly grace: MomentoChatElement;
  /** Ada's statuses since she was connected. */
  readonly statuses: string[] = [];
  readonly #chat: ChatFixture;

  private constructor(chat: ChatFixture) {
    this.#chat = chat;
    this.ada = chat.open({ room: this.room, user: 'ada' });
    this.grace = chat.open({ room: this.room, user: 'grace' });
  }

  static async connect(chat: ChatFixture): Promise<TwoVisitors> {
    const visitors = new TwoVisitors(chat);
    await untilStatus(visitors.ada, 'connected');
    await untilStatus(visitors.grace, 'connected');
    visitors.ada.addEventListener('momento-chat-status-change', ({ status }) =>
      visitors.statuses.push(status),
    );
    return visitors;
  }

  get list(): { cache: string; list: string } {
    return { cache: CACHE, list: this.room };
  }

  get topic(): { cache: string; topic: string } {
    return { cache: CACHE, topic: this.room };
  }

  /** Stores messages of another user, and returns their texts. */
  async storeEarlier(count: number): Promise<string[]> {
    const texts = Array.from({ length: count }, (_, i) => `earlier ${String(i)}`);
    for (const [i, text] of texts.entries()) {
      const item = { id: text, username: 'Edsger', message: text, order: i + 1 };
      await this.#chat.engine.push(this.list, JSON.stringify(item));
    }
    return texts;
  }

  /** Expects that a message in either direction arrives once, and that a visitor who joins now sees the same. */
  async expectDelivery(...before: string[]): Promise<void> {
    const { ada, grace, room } = this;
    ada.send('from ada');
    await untilShown(grace, [...before, 'from ada']);
    grace.send('from grace');
    const all = [...before, 'from ada', 'from grace'];
    await untilShown(ada, all);
    await untilShown(grace, all);
    await untilSent(ada);
    await untilSent(grace);
    await untilShown(this.#chat.open({ room, user: 'edsger' }), all);
  }
}

export async function untilSent(element: MomentoChatElement): Promise<void> {
  await until('every message to be sent', () => element.pending.length === 0);
}
