import type { Strings } from '../../localization/strings.js';
import type { ChatMessage, Reaction } from '../../protocol/message.js';
import { plainText, say } from './borrowed.js';

/** More at once are not read out: the messages show them. */
const MAX_AT_ONCE = 3;
/** A reaction that is taken back and added again is announced once, as far as so many are remembered. */
const MAX_REMEMBERED = 1_000;
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
  readonly status?: unknown;
  readonly messages?: unknown;
}

/**
 * Tells the visitor's screen reader once of each live reaction of others to an own message. Those that were there before,
 * or came while the chat was catching up, are not told.
 */
export class ReactionAnnouncer {
  readonly #list: ReactedList;
  readonly #log: HTMLElement;
  #messages: readonly ChatMessage[] = [];
  /** The reactions to own messages, by the message's id. */
  #known = new Map<string, readonly Reaction[]>();
  readonly #told = new Set<string>();

  /** @param log a live region */
  constructor(list: ReactedList, log: HTMLElement) {
    this.#list = list;
    this.#log = log;
    // Everything that is there when the chat has caught up came with that.
    this.#chat?.addEventListener('momento-chat-status-change', () => {
      const messages = this.#chat?.messages;
      if (Array.isArray(messages)) this.#learn(messages as readonly ChatMessage[]);
    });
    this.#learn(list.messages);
  }

  /** Call it after each update of the list. */
  update(): void {
    const { messages } = this.#list;
    if (messages === this.#messages) return;
    const lines = this.#isLive ? this.#news(messages) : [];
    this.#learn(messages);
    if (lines.length <= MAX_AT_ONCE && this.#list.checkVisibility()) say(this.#log, ...lines);
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

  #learn(messages: readonly ChatMessage[]): void {
    this.#messages = messages;
    this.#known = new Map(this.#own(messages).map(({ id, reactions = [] }) => [id, reactions]));
  }

  #news(messages: readonly ChatMessage[]): string[] {
    const { strings, userId } = this.#list;
    return this.#own(messages).flatMap((message) => {
      const { id, reactions = [] } = message;
      const known = this.#known.get(id);
      // A message that is new here came with its reactions.
      if (known === undefined || known === reactions) return [];
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
    });
  }

  #isFirst(key: string): boolean {
    const isFirst = !this.#told.has(key);
    if (this.#told.size >= MAX_REMEMBERED) this.#told.clear();
    this.#told.add(key);
    return isFirst;
  }

  #own(messages: readonly ChatMessage[]): readonly ChatMessage[] {
    return messages.filter(({ author }) => author.id === this.#list.userId);
  }
}
