import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../../protocol/message.js';
import type { Unread } from '../memory/unread.js';

/** The part of a room's state that reading depends on. */
export interface ReadableState {
  readonly messages: readonly ChatMessage[];
  readonly ownId: string | undefined;
  /** Whether `messages` holds the history. */
  readonly loaded: boolean;
}

export interface UnreadConfig {
  state: () => ReadableState;
  /** Whether the newest messages can be seen, as far as the page itself can. */
  isShown: () => boolean;
  /** The visitor has had the newest message in view. */
  onRead: () => void;
  /** After the host has been asked to update. */
  onChange: (count: number) => void;
}

/** Counts unread messages anew whenever the messages change, or whether the visitor can see them. */
export class UnreadController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #config: UnreadConfig;
  readonly #unread: Unread;
  #announced = 0;

  constructor(host: ReactiveControllerHost, unread: Unread, config: UnreadConfig) {
    this.#host = host;
    this.#config = config;
    this.#unread = unread;
    host.addController(this);
  }

  get count(): number {
    return this.#unread.count;
  }

  /** How many of them name the visitor. */
  get mentions(): number {
    return this.#unread.mentions;
  }

  /** The id of the first unread message. */
  get from(): string | undefined {
    return this.#unread.from;
  }

  /** The visitor has seen which message was the first unread one. */
  settle(): void {
    this.#unread.settle();
    this.#host.requestUpdate();
  }

  readonly update = (): void => {
    this.#update(document.visibilityState === 'visible' && this.#config.isShown());
  };

  /** Counts all messages as read, whether or not they were in view. */
  markRead(): void {
    this.#update(true);
  }

  #update(reading: boolean): void {
    const { messages, ownId, loaded } = this.#config.state();
    if (loaded) {
      this.#unread.update(messages, ownId, reading);
      if (reading) this.#config.onRead();
    }
    const { count } = this.#unread;
    if (count === this.#announced) return;
    this.#announced = count;
    this.#host.requestUpdate();
    this.#config.onChange(count);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.update);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.update);
  }
}
