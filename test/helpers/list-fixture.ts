import { fixture, html } from '@open-wc/testing';
import type { ChatMessage, PendingMessage } from '../../src/momento-chat.js';
import '../../src/views/message-list.js';
import type { MessageList } from '../../src/views/message-list.js';

const NOON = Date.UTC(2026, 10, 20, 12);

/** A message of a past day, one second after the previous one. */
export function message(id: number, by = 'ada', text = `message ${String(id)}`): ChatMessage {
  return {
    id: String(id),
    text,
    author: { id: by, name: by === 'ada' ? 'Ada' : 'Grace', verified: true },
    sentAt: NOON + id * 1000,
  };
}

/** Messages of different lengths, from `first` on. */
export function messages(count: number, first = 0): ChatMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    return message(id, id % 7 < 4 ? 'ada' : 'edsger', `${String(id)} ${'word '.repeat(id % 23)}`);
  });
}

export function pending(id: number, state: PendingMessage['state']): PendingMessage {
  return { ...message(id, 'grace'), state, error: undefined };
}

/** A message list in a page; the reader is Grace. */
export class ListFixture {
  private constructor(readonly list: MessageList) {}

  static async open(): Promise<ListFixture> {
    const list = await fixture<MessageList>(
      html`<momento-chat-message-list
        style="block-size: 300px; --_space: 4px"
      ></momento-chat-message-list>`,
    );
    list.userId = 'grace';
    return new ListFixture(list);
  }

  get scroller(): HTMLElement {
    return this.first('.scroller');
  }

  /** The distance from the scroll position to the end, in px. */
  get fromEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return Math.round(scrollHeight - scrollTop - clientHeight);
  }

  all(selector: string): HTMLElement[] {
    return [...this.list.renderRoot.querySelectorAll<HTMLElement>(selector)];
  }

  first(selector: string): HTMLElement {
    const [element] = this.all(selector);
    if (!element) throw new Error(`no ${selector}`);
    return element;
  }

  async show(...shown: readonly ChatMessage[]): Promise<void> {
    this.list.messages = shown;
    await this.list.updateComplete;
  }

  /** Scrolls and waits for the resulting updates. */
  async scrollTo(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await this.painted();
  }

  async painted(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await this.list.updateComplete;
  }

  /** The distance of the row with this text from the scroller's top edge, in px. */
  offsetOf(text: string): number {
    const row = this.all('.message').find(
      (element) => element.querySelector('.bubble')?.textContent === text,
    );
    if (!row) throw new Error(`no row "${text}"`);
    return row.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
  }

  /** The texts of rows that are at least partly visible. */
  get visibleTexts(): string[] {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    return this.all('.message')
      .filter((row) => {
        const rect = row.getBoundingClientRect();
        return rect.bottom > top && rect.top < bottom;
      })
      .map((row) => row.querySelector('.bubble')?.textContent ?? '');
  }

  /** Whether rows fill the scroller, apart from its padding. */
  get isCovered(): boolean {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const log = this.first('.log').getBoundingClientRect();
    return log.top <= top + 20 && log.bottom >= bottom - 20;
  }
}
