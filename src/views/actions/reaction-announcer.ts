import type { Strings } from '../../localization/strings.js';
import type { ChatMessage } from '../../protocol/message.js';
import { plainText, say } from './borrowed.js';

/** More at once are not read out: the messages show them. */
const MAX_AT_ONCE = 3;
/** A reaction that is taken back and added again is announced once, as far as so many are remembered. */
const MAX_REMEMBERED = 1_000;
/** So many of the newest messages are looked at where messages came or went. */
const MAX_RECENT = 30;
/** In UTF-16 code units. */
const MAX_EXCERPT = 80;

/** The list, as far as announcing the reactions to its messages needs it. */
export interface ReactedList extends HTMLElement {
  readonly messages: readonly ChatMessage[];
  readonly userId: string | undefined;
  readonly strings: Strings;
  readonly formatted: boolean;
  readonly nameOf: (id: string) => string | undefined;
}

/** The chat around the list, by its public properties. */
interface Chat extends Element {
  readonly status?: string;
  readonly messages?: readonly ChatMessage[];
}

/**
 * Tells the visitor's screen reader once of each live reaction of others to an own message. Those that were there before,
 * or came while the chat was catching up, are not told.
 */
export class ReactionAnnouncer {
  readonly #list: ReactedList;
  readonly #log: HTMLElement;
  #messages: readonly ChatMessage[];
  readonly #told = new Set<string>();

  /** @param log a live region */
  constructor(list: ReactedList, log: HTMLElement) {
    this.#list = list;
    this.#log = log;
    this.#messages = list.messages;
    const chat = this.#chat;
    // What is there when the chat has caught up came with that, and may be shown only after it.
    const learn = (): void => {
      // Another variant of the chat has another list.
      if (this.#chat !== chat) chat?.removeEventListener('momento-chat-status-change', learn);
      else if (chat?.messages) this.#messages = chat.messages;
    };
    chat?.addEventListener('momento-chat-status-change', learn);
  }

  /** Call it after each update of the list. */
  update(): void {
    const { messages } = this.#list;
    const before = this.#messages;
    if (messages === before) return;
    this.#messages = messages;
    const lines = this.#isLive ? this.#news(messages, before) : [];
    if (lines.length === 0 || lines.length > MAX_AT_ONCE) return;
    if (this.#list.checkVisibility()) say(this.#log, ...lines);
  }

  /** A list without a chat around it is live. */
  get #isLive(): boolean {
    const status = this.#chat?.status;
    return status === undefined || status === 'connected';
  }

  get #chat(): Chat | undefined {
    const root = this.#list.getRootNode();
    return root instanceof ShadowRoot ? root.host : undefined;
  }

  /**
   * A message that has not changed is the same object. Where others came or went with it, only the newest are looked at:
   * a live message must cost no more in a long conversation than in a short one.
   */
  #news(messages: readonly ChatMessage[], before: readonly ChatMessage[]): string[] {
    const news: string[] = [];
    const grown = messages.length - before.length;
    const from = grown === 0 ? 0 : Math.max(0, messages.length - MAX_RECENT);
    for (let index = from; index < messages.length; index += 1) {
      const message = messages[index];
      const same = before[index];
      if (!message || message === same) continue;
      const old = same?.id === message.id ? same : before[index - grown];
      if (old?.id === message.id) news.push(...this.#newsOf(message, old));
    }
    return news;
  }

  #newsOf(message: ChatMessage, { reactions: known = [] }: ChatMessage): string[] {
    const { strings, userId } = this.#list;
    const { id, author, reactions = [] } = message;
    if (author.id !== userId) return [];
    return reactions.flatMap(({ emoji, users }) => {
      const before = known.find((reaction) => reaction.emoji === emoji)?.users ?? [];
      const names = users
        .filter((user) => user.id !== userId && !before.some((one) => one.id === user.id))
        .filter((user) => this.#isFirst(`${id} ${emoji} ${user.id}`))
        .map(({ name }) => name || strings.unknownAuthor);
      if (names.length === 0) return [];
      const text = plainText(message, this.#list, MAX_EXCERPT);
      return [`${strings.reactedBy(emoji, names, false, 0)}. ${text}`];
    });
  }

  #isFirst(key: string): boolean {
    const isFirst = !this.#told.has(key);
    if (this.#told.size >= MAX_REMEMBERED) this.#told.clear();
    this.#told.add(key);
    return isFirst;
  }
}
