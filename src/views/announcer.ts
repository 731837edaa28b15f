import type { PropertyValues } from 'lit';
import type { Strings } from '../localization/strings.js';
import {
  isMentioned,
  isRemoved,
  type ChatMessage,
  type PendingChange,
  type PendingMessage,
} from '../protocol/message.js';
import { failureText } from './failure-text.js';
import { plainText, type TextContext } from './message-text.js';
import { NewMessages } from './new-messages.js';

/**
 * The log keeps so many announcements, for screen reader users who read it line by line. If more messages are new at
 * once, after a long break for example, only their number is announced.
 */
const MAX_ANNOUNCED = 20;

/** What the announcer needs to know of the message list. */
export interface AnnouncedList {
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly PendingMessage[];
  readonly changes: readonly PendingChange[];
  readonly userId: string | undefined;
  readonly loaded: boolean;
  readonly earlier: string;
  readonly ended: boolean;
  readonly strings: Strings;
}

/**
 * Announces to screen readers each new message of other people and each failure of an own message or
 * change, once. It writes to
 * a visually hidden log: the rows themselves cannot be the live region, as scrolling adds and removes rows.
 */
export class Announcer {
  readonly #news = new NewMessages();
  /** Whether the messages of the history are known: these are not announced. */
  #listening = false;

  /**
   * @param log a live region; null before the first render
   * @param changed the list's properties that have changed
   * @param audible whether the list is laid out: in a closed panel, announcements would be read out when it opens
   * @param context what the texts look like; undefined before the first render
   */
  update(
    log: HTMLElement | null,
    list: AnnouncedList,
    changed: PropertyValues<AnnouncedList>,
    audible: boolean,
    context: TextContext | undefined,
  ): void {
    if (!log || !context) return;
    const { strings, messages } = list;
    for (const failed of this.#news.takeFailed([...list.pending, ...list.changes], audible)) {
      say(
        log,
        `${failureText(failed, strings)} ${'text' in failed ? plainText(failed, context) : ''}`,
      );
    }
    if (!list.loaded) return;
    if (changed.get('loaded') === false || !this.#listening) {
      this.#listening = true;
      this.#news.skip(messages);
      return;
    }
    const news = changed.has('messages') ? this.#news.take(messages) : [];
    if (!audible) return;
    const texts = news
      .filter((message) => message.author.id !== list.userId && !isRemoved(message))
      .map((message) => {
        const name = message.author.name || strings.unknownAuthor;
        const isForVisitor = isMentioned(message, list.userId);
        return `${isForVisitor ? strings.mentionedYou(name) : name}: ${plainText(message, context)}`;
      });
    if (texts.length > MAX_ANNOUNCED) say(log, strings.newMessages(texts.length));
    else say(log, ...texts);
    if (changed.has('earlier') && list.earlier === 'failed') say(log, strings.earlierFailed);
    if (changed.has('ended') && list.ended) say(log, strings.ended);
  }
}

/** Adds lines to a live region. */
export function say(log: HTMLElement, ...texts: string[]): void {
  for (const text of texts) {
    const line = document.createElement('p');
    line.textContent = text;
    log.append(line);
  }
  while (log.childElementCount > MAX_ANNOUNCED) log.firstElementChild?.remove();
}
