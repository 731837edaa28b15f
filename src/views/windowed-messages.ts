import { toItems, type ItemContext, type ListItem, Messages } from './message-items.js';
import { windowAfter, windowAround, windowAtEnd, type MessageWindow } from './message-window.js';

/** All messages of the list, and the rows of those near the reader. */
export class WindowedMessages {
  #all = new Messages();
  #window: MessageWindow = windowAtEnd(0);
  #items: readonly ListItem[] = [];

  get all(): Messages {
    return this.#all;
  }

  /** The rows: messages and dividers. */
  get items(): readonly ListItem[] {
    return this.#items;
  }

  /** Whether the oldest message has a row. */
  get hasFirst(): boolean {
    return this.#window.first === 0;
  }

  /** Whether the newest message has a row. */
  get hasLast(): boolean {
    return this.#window.last >= this.#all.length;
  }

  /**
   * Replaces the messages. The window stays at the messages that it shows.
   *
   * @param atEnd whether the reader is at the end: then the window follows the newest message
   */
  replace(all: Messages, atEnd: boolean): void {
    const before = this.#all;
    this.#all = all;
    const { first } = this.#window;
    const id = before.at(first)?.id;
    const shift = id === undefined || all.at(first)?.id === id ? 0 : this.#find(id) - first;
    const follows = this.#window.last >= before.length && atEnd;
    this.#window = windowAfter(this.#window, shift, before.length, all.length, follows);
  }

  /** Makes the rows of the window. */
  layOut(context: ItemContext): void {
    this.#items = toItems(this.#all, this.#window, context);
  }

  goToEnd(): void {
    if (!this.hasLast) this.#window = windowAtEnd(this.#all.length);
  }

  /** @returns the messages of these rows; undefined for none. Exclusive, as a window is */
  messagesOf(rows: MessageWindow | undefined): MessageWindow | undefined {
    const first = this.#items[rows?.first ?? 0]?.index;
    const last = this.#items[(rows?.last ?? 0) - 1]?.index;
    return first === undefined || last === undefined ? undefined : { first, last: last + 1 };
  }

  /**
   * Moves the window along with the reader, if necessary.
   *
   * @param seen the messages that the reader can see
   * @param moves false: only says whether it is necessary
   * @returns whether it was
   */
  follow(seen: MessageWindow, moves = true): boolean {
    const window = windowAround(this.#window, seen, this.#all.length);
    const isOther = window !== this.#window;
    if (moves) this.#window = window;
    return isOther;
  }

  /** Gives the message with this id a row, if it is here. */
  show(id: string): void {
    const first = this.#all.settled.findIndex((message) => message.id === id);
    if (first >= 0) this.follow({ first, last: first + 1 });
  }

  #find(id: string): number {
    return Math.max(
      0,
      this.#all.settled.findIndex((message) => message.id === id),
    );
  }
}
