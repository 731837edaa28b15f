import type { Clock } from '../../platform/clock.js';
import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { EarlierState } from '../list-notes.js';
import { fold } from './fold.js';

/** One page of earlier messages is asked for in this time at most, in ms. */
export const PAGE_MS = 1_000;
/** So many pages are asked for before the visitor says whether to go on. */
export const MAX_PAGES = 20;
/** A page that takes longer has failed, in ms. */
export const DEADLINE_MS = 15_000;
/** Nothing is fetched for what the visitor is still typing, in ms. */
export const TYPING_MS = 500;
/** A longer text is cut, in UTF-16 code units. */
export const MAX_QUERY = 500;

/** The conversation, as far as the search needs it. */
export interface SearchedList {
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly ChatMessage[];
  readonly earlier: EarlierState;
}

export interface ConversationSearchConfig {
  readonly list: SearchedList;
  readonly clock: Clock;
  /** A message's text as people read it. */
  readonly textOf: (message: ChatMessage) => string;
  /** Asks for a page of earlier messages. */
  readonly more: () => void;
  /** Leads to a message. */
  readonly show: (message: ChatMessage) => void;
  readonly onUpdate: () => void;
}

/**
 * What the search does besides waiting for the visitor: `fetching`; or why it has ended before the first message: it was
 * `stopped`, a page has `failed`, or it has `paused` after many pages.
 */
export type SearchState = 'idle' | 'fetching' | 'stopped' | 'failed' | 'paused';

/**
 * Finds messages by a text: among the loaded ones, then among the stored ones, a page a second at most. It fetches only
 * while the visitor looks for a message that is older than those found.
 */
export class ConversationSearch {
  readonly #config: ConversationSearchConfig;
  readonly #folded = new WeakMap<ChatMessage, string>();
  #query = '';
  #hits: readonly ChatMessage[] = [];
  /** The id of the message that is shown, and its index among those found. */
  #current: string | undefined;
  #index = -1;
  #state: SearchState = 'idle';
  #pages = 0;
  /** When the last page was asked for. */
  #askedAt = -Infinity;
  /** What was there when the page under way was asked for; undefined if there is none. */
  #asked: { readonly oldest: string | undefined; isLoading: boolean } | undefined;
  #timer: unknown;
  #isAsking = false;

  constructor(config: ConversationSearchConfig) {
    this.#config = config;
  }

  /** As `fold` returns it; empty: there is nothing to search for. */
  get query(): string {
    return this.#query;
  }

  /** The pages that were asked for since the visitor last asked to go on. */
  get pages(): number {
    return this.#pages;
  }

  get state(): SearchState {
    return this.#state;
  }

  /** The number of messages found. */
  get total(): number {
    return this.#hits.length;
  }

  /** The place of the shown one, the newest being the first; 0: none. */
  get place(): number {
    return this.#index < 0 ? 0 : this.#hits.length - this.#index;
  }

  get current(): ChatMessage | undefined {
    return this.#hits[this.#index];
  }

  /** Whether nothing is stored that is not here. */
  get hasAll(): boolean {
    return this.#config.list.earlier === 'none';
  }

  /** When the oldest message was sent that is here, in epoch ms, by its sender's clock. */
  get since(): number | undefined {
    return this.#config.list.messages.find(({ sentAt }) => sentAt !== undefined)?.sentAt;
  }

  /** Searches for another text, from the newest message on. */
  search(text: string): void {
    const query = fold(text.slice(0, MAX_QUERY)).trim();
    if (query === this.#query) return;
    this.#end('idle');
    this.#query = query;
    this.#index = -1;
    this.#find();
    if (this.#index < 0) this.#go(this.#hits.length - 1);
    else this.#show();
    if (query && this.#hits.length === 0) this.#after(TYPING_MS, this.further);
    this.#config.onUpdate();
  }

  /** Leads to the message before that matches, which may have to be fetched. */
  older(): void {
    if (this.#index > 0) this.#go(this.#index - 1);
    else if (this.#query && this.#state !== 'fetching') this.further();
    this.#config.onUpdate();
  }

  newer(): void {
    // The visitor goes elsewhere: what is found later must not move them.
    this.stop();
    if (this.#index >= 0 && this.#index < this.#hits.length - 1) this.#go(this.#index + 1);
    this.#config.onUpdate();
  }

  /** Fetches until an older message matches than those that are found. */
  readonly further = (): void => {
    this.#config.clock.clearTimeout(this.#timer);
    if (this.hasAll) {
      this.#end('idle');
    } else {
      this.#state = 'fetching';
      this.#pages = 0;
      this.#asked = undefined;
      this.#proceed();
    }
    this.#config.onUpdate();
  };

  stop(): void {
    if (this.#state !== 'fetching') return;
    this.#end('stopped');
    this.#config.onUpdate();
  }

  /** Forgets everything except the pace. */
  leave(): void {
    this.#end('idle');
    this.#query = '';
    this.#hits = [];
    this.#current = undefined;
    this.#index = -1;
  }

  /** Call it when the list has changed. */
  update(): void {
    if (!this.#query) return;
    this.#find();
    if (this.#state === 'fetching') this.#proceed();
    this.#config.onUpdate();
  }

  /** Whether the list may ask for a page by itself: not while the search fetches, but for its pace. */
  mayAsk(): boolean {
    const now = this.#config.clock.elapsed();
    const isEarly = now - this.#askedAt < PAGE_MS;
    if (this.#state === 'fetching' && isEarly && !this.#isAsking) return false;
    this.#askedAt = now;
    return true;
  }

  /** Notes what matches, and where the shown message is among it. */
  #find(): void {
    const { messages, pending } = this.#config.list;
    this.#hits = this.#query
      ? [...messages, ...pending].filter((message) => this.#matches(message))
      : [];
    const before = this.#index;
    this.#index = this.#hits.findIndex(({ id }) => id === this.#current);
    // It was removed, say: its neighbour counts as the shown one, but nothing moves under the reader's eyes.
    if (this.#index < 0 && before >= 0) {
      this.#index = Math.min(before, this.#hits.length - 1);
      this.#current = this.#hits[this.#index]?.id;
    }
  }

  #matches(message: ChatMessage): boolean {
    if (isRemoved(message)) return false;
    let folded = this.#folded.get(message);
    if (folded === undefined) {
      // A line break between the two: no query contains one.
      folded = `${fold(message.author.name)}\n${fold(this.#config.textOf(message))}`;
      this.#folded.set(message, folded);
    }
    return folded.includes(this.#query);
  }

  #go(index: number): void {
    this.#index = index;
    this.#current = this.#hits[index]?.id;
    this.#show();
  }

  #show(): void {
    const { current } = this;
    if (current) this.#config.show(current);
  }

  #proceed(): void {
    const { list, clock } = this.#config;
    const found = this.#index < 0 ? this.#hits.length - 1 : this.#index - 1;
    if (found >= 0) {
      this.#end('idle');
      this.#go(found);
      return;
    }
    if (this.hasAll) {
      this.#end('idle');
      return;
    }
    if (this.#asked && !this.#hasCome(this.#asked)) return;
    if (this.#asked && list.earlier === 'failed') {
      this.#end('failed');
      return;
    }
    this.#asked = undefined;
    if (this.#pages >= MAX_PAGES) {
      this.#end('paused');
      return;
    }
    // The list may be loading a page by itself.
    const isBusy = list.earlier === 'loading' || list.earlier === 'unknown';
    const wait = this.#askedAt + PAGE_MS - clock.elapsed();
    if (isBusy) this.#after(DEADLINE_MS, () => this.#fail());
    else if (wait > 0) this.#after(wait, () => this.#proceed());
    else this.#ask();
  }

  #hasCome(asked: { readonly oldest: string | undefined; isLoading: boolean }): boolean {
    const { messages, earlier } = this.#config.list;
    if (earlier === 'loading') {
      asked.isLoading = true;
      return false;
    }
    return asked.isLoading || messages[0]?.id !== asked.oldest;
  }

  #ask(): void {
    const { list, clock, more } = this.#config;
    this.#pages += 1;
    this.#askedAt = clock.elapsed();
    this.#asked = { oldest: list.messages[0]?.id, isLoading: false };
    // Nothing comes while the chat is not connected.
    this.#after(DEADLINE_MS, () => this.#fail());
    this.#isAsking = true;
    more();
    this.#isAsking = false;
  }

  #fail(): void {
    this.#end('failed');
    this.#config.onUpdate();
  }

  #end(state: SearchState): void {
    this.#config.clock.clearTimeout(this.#timer);
    this.#asked = undefined;
    this.#state = state;
  }

  #after(ms: number, work: () => void): void {
    this.#config.clock.clearTimeout(this.#timer);
    this.#timer = this.#config.clock.setTimeout(work, ms);
  }
}
