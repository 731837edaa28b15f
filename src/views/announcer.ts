import type { ChatMessage, PendingMessage } from '../protocol/message.js';

/** The newest message is looked for until so many in a row are known: late ones are placed before others. */
const KNOWN_IN_A_ROW = 50;
/** Announcements that stay for those who read by the line. More at once (after a long break, say) are only counted. */
export const MAX_ANNOUNCED = 20;

/**
 * Says each new message of others once, and each of the visitor's own that fails, and nothing else: a log of its own, out of sight. The rows themselves would
 * not do: they come and go with the reader's place, and pages are put above them.
 */
export class Announcer {
  #known = new Set<string>();
  #first: string | undefined;
  #underWay = new Set<string>();

  /** All of these were there before: nothing to say of them. */
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
        // What comes before has been scrolled up to.
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
   * What failed before this page was loaded is no news. What fails while nobody would hear it is told afterwards.
   *
   * @returns the messages that have failed, each once
   */
  takeFailed(pending: readonly PendingMessage[], audible: boolean): PendingMessage[] {
    const known = pending.filter(({ id, state }) => state === 'sending' || this.#underWay.has(id));
    const failed = known.filter(({ state }) => audible && state === 'failed');
    this.#underWay = new Set(known.map(({ id }) => id));
    for (const { id } of failed) this.#underWay.delete(id);
    return failed;
  }

  /** @param log a live region */
  say(texts: readonly string[], log: HTMLElement): void {
    for (const text of texts) {
      const line = document.createElement('p');
      line.textContent = text;
      log.append(line);
    }
    while (log.childElementCount > MAX_ANNOUNCED) log.firstElementChild?.remove();
  }
}
