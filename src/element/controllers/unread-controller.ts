import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../../protocol/message.js';
import type { TabStore } from '../../platform/tab-store.js';
import { Unread } from '../memory/unread.js';

/** What is known of the room, as far as reading goes. */
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
  /** After the host has been asked to update. */
  onChange: (count: number) => void;
}

/** Counts what is unread, whenever what there is changes, or whether anybody can be reading it. */
export class UnreadController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #config: UnreadConfig;
  readonly #unread: Unread;
  #announced = 0;

  constructor(host: ReactiveControllerHost, store: TabStore, config: UnreadConfig) {
    this.#host = host;
    this.#config = config;
    this.#unread = new Unread(store);
    host.addController(this);
  }

  get count(): number {
    return this.#unread.count;
  }

  /** The id of the message that the news begin with. */
  get from(): string | undefined {
    return this.#unread.from;
  }

  enter(cacheName: string, room: string, userId: string): void {
    this.#unread.enter(cacheName, room, userId);
  }

  leave(): void {
    this.#unread.leave();
  }

  /** The visitor has taken note of where the news began. */
  settle(): void {
    this.#unread.settle();
    this.#host.requestUpdate();
  }

  readonly update = (): void => {
    const { messages, ownId, loaded } = this.#config.state();
    if (loaded) {
      const reading = document.visibilityState === 'visible' && this.#config.isShown();
      this.#unread.update(messages, ownId, reading);
    }
    const { count } = this.#unread;
    if (count === this.#announced) return;
    this.#announced = count;
    this.#host.requestUpdate();
    this.#config.onChange(count);
  };

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.update);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.update);
  }
}
