import type { ReactiveElement } from 'lit';
import { hasFocus } from '../dom/active-element.js';
import { isBlank } from '../protocol/blank.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import {
  isMentioned,
  isRemoved,
  type ChatMessage,
  type MessageAuthor,
  type SendOptions,
} from '../protocol/message.js';
import { nothing, plainText } from './borrowed.js';
import { previewBubble } from './preview-bubble.js';
import type { FrameWords } from './words.js';

/** The chat, as far as the preview needs it: public members only. */
export interface PreviewHost extends ReactiveElement {
  /** `launcher`, `overlay`, or one that has no frame. */
  readonly variant: string;
  readonly opened: boolean;
  /** Tokens, separated by spaces. Templates may set anything. */
  readonly notify: unknown;
  readonly quiet: boolean;
  readonly readOnly: boolean;
  readonly ended: boolean;
  readonly session: { readonly readOnly: boolean } | undefined;
  readonly messages: readonly ChatMessage[];
  readonly unreadCount: number;
  readonly formatting: unknown;
  value: string;
  open(): void;
  send(text: string, options?: SendOptions): string | undefined;
  markRead(): void;
}

export interface PreviewProps {
  readonly strings: FrameWords;
  readonly unread: number;
  readonly messages: readonly ChatMessage[];
  readonly ownId: string | undefined;
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
}

/** So many UTF-16 code units fill the lines of a preview for sure. */
const MAX_LENGTH = 300;
/** A screen reader says no more of a message before it is opened. */
const MAX_SAID = 150;

/**
 * The newest live message of others, above a launcher that is closed. While the visitor answers one, it stays, whatever
 * comes; closed, it is gone until the next message.
 */
export class Preview {
  readonly #host: PreviewHost;
  #message: ChatMessage | undefined;
  /** Further messages since. */
  #more = 0;
  /** The newest message, to be said once. */
  #news: ChatMessage | undefined;
  #said: string | undefined;
  /** What is written in the field. */
  #text = '';
  #error: ChatErrorCode | undefined;
  #hadFocus = false;

  constructor(host: PreviewHost) {
    this.#host = host;
    host.addEventListener('momento-chat-message', (event) => {
      if (event.target === host) this.#receive(event.message);
    });
  }

  /** What screen readers are told of the newest message. It stays the same until the next one: each is said once. */
  get said(): string | undefined {
    return this.#said;
  }

  /** For each rendering of the launcher. */
  render(props: PreviewProps): unknown {
    const { strings, unread, messages, ownId, avatarOf } = props;
    if (unread === 0) this.#news = this.#said = undefined;
    if (this.#news) this.#say(this.#news, strings, ownId);
    const message = this.#latest(messages);
    this.#hadFocus ||= this.#isFocused;
    if (!message || unread === 0 || isRemoved(message) || !this.#isWanted) {
      this.#message = undefined;
      return nothing;
    }
    const host = this.#host;
    return previewBubble({
      message,
      text: this.#textOf(message, MAX_LENGTH),
      more: this.#more,
      strings,
      mayWrite: host.session?.readOnly === false && !host.readOnly && !host.ended,
      error: this.#error,
      avatarOf,
      on: this.#handlers,
    });
  }

  /** After each update of the host. */
  sync(): void {
    if (this.#message) return;
    this.#passOn(this.#text);
    this.#text = '';
    this.#error = undefined;
    this.#more = 0;
    if (this.#hadFocus && !this.#host.opened && !hasFocus(this.#host))
      this.#find('.launcher')?.focus();
    this.#hadFocus = false;
  }

  readonly #handlers = {
    open: (): void => this.#host.open(),
    close: (): void => this.#close(),
    input: ({ target }: Event): void => {
      this.#text = (target as HTMLInputElement).value;
    },
    submit: (event: Event): void => {
      event.preventDefault();
      this.#answer();
    },
    keydown: (event: KeyboardEvent): void => {
      // While an input method composes, Escape closes its suggestions.
      if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    },
  };

  #receive(message: ChatMessage): void {
    if (!this.#isWanted) return;
    this.#news = message;
    if (this.#message) this.#more += 1;
    // The visitor answers this one.
    if (!this.#message || (this.#text === '' && !this.#isFocused)) this.#message = message;
    this.#host.requestUpdate();
  }

  /** What was begun goes on in the composer. */
  #passOn(text: string): void {
    const host = this.#host;
    if (isBlank(text)) return;
    void host.updateComplete.then(() => {
      if (isBlank(host.value)) host.value = text;
    });
  }

  /** It is sent as by the composer: the page may call it off, and then it stays. */
  #answer(): void {
    const host = this.#host;
    const id = this.#message?.id;
    if (id === undefined || isBlank(this.#text)) return;
    // A quote where something else stands between.
    const replyTo = host.messages.at(-1)?.id === id ? undefined : id;
    try {
      if (host.send(this.#text, { replyTo }) === undefined) return;
    } catch (error) {
      this.#error = codeOf(error);
      host.requestUpdate();
      return;
    }
    this.#text = '';
    this.#close();
    // The visitor has answered all there was.
    if (host.unreadCount === 1) host.markRead();
  }

  #close(): void {
    this.#hadFocus = this.#isFocused;
    this.#message = undefined;
    this.#host.requestUpdate();
  }

  get #isWanted(): boolean {
    const { variant, opened, quiet, notify } = this.#host;
    const isAsked = typeof notify === 'string' && notify.split(/\s+/).includes('preview');
    return variant === 'launcher' && !opened && !quiet && isAsked;
  }

  get #isFocused(): boolean {
    const bubble = this.#find('.preview');
    return bubble !== null && hasFocus(bubble);
  }

  /** As it is now: its text may have changed. One that the history no longer holds is as it was. */
  #latest(messages: readonly ChatMessage[]): ChatMessage | undefined {
    const id = this.#message?.id;
    for (let index = messages.length - 1; index >= 0 && id !== undefined; index -= 1) {
      if (messages[index]?.id === id) return messages[index];
    }
    return this.#message;
  }

  #say(message: ChatMessage, strings: FrameWords, ownId: string | undefined): void {
    this.#news = undefined;
    const name = message.author.name || strings.unknownAuthor;
    const who = isMentioned(message, ownId) ? strings.mentionedYou(name) : name;
    this.#said = `${who}: ${this.#textOf(message, MAX_SAID)}`;
  }

  #textOf(message: ChatMessage, length: number): string {
    const context = { formatted: this.#host.formatting !== 'off', nameOf: () => undefined };
    return plainText(message, context, length);
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}

/** @throws the error itself if it is none of the chat's */
function codeOf(error: unknown): ChatErrorCode {
  if (error instanceof Error && 'code' in error) return error.code as ChatErrorCode;
  throw error;
}
