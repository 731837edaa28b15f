import type { ChatMessage, PendingMessage } from '../protocol/message.js';

/** The search for new messages stops after so many known ones in a row: a late message is placed before others. */
const KNOWN_IN_A_ROW = 50;

/** Tells which messages of a list are new, and which have failed, each once. */
export class NewMessages {
  #known = new Set<string>();
  #first: string | undefined;
  #sending = new Set<string>();

  /** Takes all of these as known. */
  skip(messages: readonly ChatMessage[]): void {
    this.#known = new Set(messages.map(({ id }) => id));
    this.#first = messages[0]?.id;
  }

  /** @returns the messages that are new, in order */
  take(messages: readonly ChatMessage[]): ChatMessage[] {
    const news: ChatMessage[] = [];
    let known = 0;
    for (let index = messages.length - 1; index >= 0 && known < KNOWN_IN_A_ROW; index -= 1) {
      const message = messages[index];
      if (!message) continue;
      if (this.#known.has(message.id)) {
        known += 1;
        // The messages before this one were loaded by scrolling up.
        if (message.id === this.#first) break;
      } else {
        news.unshift(message);
        known = 0;
      }
    }
    if (this.#known.size > 2 * messages.length + KNOWN_IN_A_ROW) this.skip(messages);
    else for (const { id } of news) this.#known.add(id);
    this.#first ??= messages[0]?.id;
    return news;
  }

  /**
   * For messages and changes on their way. One that had failed before the page was loaded is not returned. One that fails while `audible` is false is
   * returned by the first call with true.
   *
   * @returns those that have failed, each once
   */
  takeFailed<Item extends { readonly id: string; readonly state: PendingMessage['state'] }>(
    pending: readonly Item[],
    audible: boolean,
  ): Item[] {
    const known = pending.filter(({ id, state }) => state !== 'failed' || this.#sending.has(id));
    const failed = known.filter(({ state }) => audible && state === 'failed');
    this.#sending = new Set(known.map(({ id }) => id));
    for (const { id } of failed) this.#sending.delete(id);
    return failed;
  }
}
