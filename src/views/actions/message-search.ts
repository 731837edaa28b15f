import type { ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../../protocol/message.js';
import type { EarlierState } from '../list-notes.js';

/** A search asks for so many earlier pages at most. */
const MAX_PAGES = 50;
/** A search that takes longer has failed, in ms: the visitor does something else by then, and must not be moved. */
const DEADLINE_MS = 15_000;
/** How long the outcome is shown, in ms. */
const NOTICE_MS = 5_000;
/** By so much senders' clocks may differ from the order of their messages, in ms. */
const CLOCK_SKEW_MS = 3_600_000;

export type SearchNotice = 'loadingEarlier' | 'earlierFailed' | 'originalGone';

export interface MessageSearchConfig {
  /** The message's row, if it is rendered. */
  readonly row: (id: string) => HTMLElement | undefined;
  readonly earlier: () => EarlierState;
  /** The oldest message that is loaded. */
  readonly oldest: () => ChatMessage | undefined;
  /** Asks for earlier messages. */
  readonly more: () => void;
  readonly found: (row: HTMLElement) => void;
  /** Called when `notice` has changed to this. */
  readonly noted: (notice: SearchNotice) => void;
}

/** Leads to one message: earlier pages are fetched until it is loaded, or cannot be found any more. */
export class MessageSearch {
  readonly #host: ReactiveControllerHost;
  readonly #config: MessageSearchConfig;
  #wanted: { readonly id: string; readonly order: number; pages: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notice: SearchNotice | undefined;

  constructor(host: ReactiveControllerHost, config: MessageSearchConfig) {
    this.#host = host;
    this.#config = config;
  }

  /** The id of the message that is searched for. */
  get id(): string | undefined {
    return this.#wanted?.id;
  }

  /** How the search is going, or has ended; undefined where there is nothing to say. */
  get notice(): SearchNotice | undefined {
    return this.#notice;
  }

  /** @param order the message's place in the history, if it is known: the search ends before it */
  start(id: string, order = NaN): void {
    this.stop();
    this.#wanted = { id, order, pages: 0 };
    this.#timer = setTimeout(() => this.#end('earlierFailed'), DEADLINE_MS);
    this.#host.requestUpdate();
  }

  readonly stop = (): void => {
    clearTimeout(this.#timer);
    this.#wanted = undefined;
    this.#notice = undefined;
    this.#host.requestUpdate();
  };

  /** Call it when the list has left the page. */
  leave(): void {
    if (this.#wanted || this.#notice) this.stop();
  }

  /** Call it when the rows are rendered. */
  proceed(): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    const { row, earlier, more, found } = this.#config;
    const original = row(wanted.id);
    if (original) {
      this.stop();
      found(original);
      return;
    }
    const state = earlier();
    if (state === 'loading' || state === 'unknown') return;
    // A failed search is repeated.
    const isFetchable = state === 'available' || (state === 'failed' && wanted.pages === 0);
    if (isFetchable && wanted.pages < MAX_PAGES && !this.#isPast(wanted.order)) {
      wanted.pages += 1;
      if (wanted.pages === 1) this.#say('loadingEarlier');
      more();
    } else {
      this.#end(state === 'failed' ? 'earlierFailed' : 'originalGone');
    }
  }

  /** Whether older messages than the wanted one are loaded. */
  #isPast(order: number): boolean {
    return (this.#config.oldest()?.sentAt ?? Infinity) < order - CLOCK_SKEW_MS;
  }

  #end(notice: SearchNotice): void {
    this.stop();
    this.#say(notice);
    this.#timer = setTimeout(this.stop, NOTICE_MS);
  }

  #say(notice: SearchNotice): void {
    this.#notice = notice;
    this.#config.noted(notice);
    this.#host.requestUpdate();
  }
}
