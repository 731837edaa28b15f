import type { Conversation } from '../protocol/inbox.js';
import { byNewest } from './conversation-state.js';

/** Conversations that are known, but not in the list, beyond these are forgotten. */
const MAX_KNOWN = 20_000;

export interface ConversationListConfig {
  /** Whether a conversation belongs into the list. */
  readonly belongs: (conversation: Conversation) => boolean;
  /** Whether the list takes in conversations that no page brought: a search's list cannot know whether they match. */
  readonly takesNew: () => boolean;
}

/**
 * The conversations of one list, as far as they are loaded, and the order in which they are shown. That order is the newest
 * first until it is held: then each line keeps its place, so that nothing moves under an agent's eyes, and new ones are only
 * counted.
 */
export class ConversationList {
  readonly #config: ConversationListConfig;
  readonly #known = new Map<string, Conversation>();
  /** The rooms of the list, as far as it is loaded. */
  readonly #loaded = new Set<string>();
  /** What has come from the topic while pages were fetched: these may be older. */
  readonly #live = new Set<string>();
  #shown: readonly string[] = [];
  /** As it would be shown now; undefined where it has to be looked at again. */
  #sorted: readonly string[] | undefined = [];
  #held = false;
  #hasMore = false;
  /** The last conversation of the last page: where the list, as it is loaded, ends. */
  #end: Conversation | undefined;

  constructor(config: ConversationListConfig) {
    this.#config = config;
  }

  get(room: string): Conversation | undefined {
    return this.#known.get(room);
  }

  /** The rooms, in the order in which they are shown. The same array until something changes. */
  get shown(): readonly string[] {
    if (!this.#held) this.#shown = this.#newestFirst;
    return this.#shown;
  }

  /** How many conversations a held list does not show. */
  get hidden(): number {
    if (!this.isOutOfOrder) return 0;
    const shown = new Set(this.#shown);
    return this.#newestFirst.filter((room) => !shown.has(room)).length;
  }

  /** Whether the order is not that of the newest any more. */
  get isOutOfOrder(): boolean {
    const shown = this.#shown;
    const sorted = this.#newestFirst;
    if (!this.#held || sorted === shown) return false;
    return sorted.length !== shown.length || sorted.some((room, index) => room !== shown[index]);
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** Keeps all lines at their places, or lets them go to where they belong. @returns whether that is a change */
  hold(held: boolean): boolean {
    if (held === this.#held) return false;
    if (held) void this.shown;
    this.#held = held;
    return true;
  }

  /** Shows the newest first now, and keeps that order if it is held. */
  reorder(): void {
    this.#shown = this.#newestFirst;
  }

  /** Another list: nothing of this one is shown any more. */
  clear(): void {
    this.#loaded.clear();
    this.#live.clear();
    this.#shown = [];
    this.#sorted = undefined;
    this.#hasMore = false;
    this.#end = undefined;
  }

  /** @returns whether it is news: of two states, the greater version counts */
  take(conversation: Conversation): boolean {
    const { room, version } = conversation;
    const known = this.#known.get(room);
    if (known && known.version >= version) return false;
    this.#known.set(room, conversation);
    this.#sorted = undefined;
    this.#live.add(room);
    if (!this.#loaded.has(room) && this.#config.takesNew() && this.#reaches(conversation)) {
      this.#loaded.add(room);
    }
    this.#forget();
    return true;
  }

  /**
   * Takes in a page.
   *
   * @param isFirst whether it begins the list anew: what was loaded before is not known to be in it any more
   */
  takePage(page: readonly Conversation[], isFirst: boolean, hasMore: boolean): void {
    const before = this.shown;
    if (isFirst) {
      for (const room of this.#loaded) if (!this.#live.has(room)) this.#loaded.delete(room);
      this.#live.clear();
    }
    for (const each of page) {
      const known = this.#known.get(each.room);
      if (!known || known.version < each.version) this.#known.set(each.room, each);
      this.#loaded.add(each.room);
    }
    this.#end = page.at(-1) ?? (isFirst ? undefined : this.#end);
    this.#hasMore = hasMore;
    this.#sorted = undefined;
    if (!this.#held) return;
    // A page further down moves nothing.
    const shown = new Set(before);
    const added = page.filter(({ room }) => !shown.has(room));
    if (!isFirst || before.length === 0) {
      this.#shown = [...before, ...added.map(({ room }) => room)];
    }
  }

  /** The time has come for some that were snoozed: the order is looked at again. */
  refresh(): void {
    this.#sorted = undefined;
  }

  /** From here on pages are fetched: what comes from the topic meanwhile is newer than they are. */
  beginFetch(): void {
    this.#live.clear();
  }

  #reaches(conversation: Conversation): boolean {
    return !this.#hasMore || !this.#end || byNewest(conversation, this.#end) < 0;
  }

  get #newestFirst(): readonly string[] {
    if (this.#sorted) return this.#sorted;
    const found: Conversation[] = [];
    for (const room of this.#loaded) {
      const conversation = this.#known.get(room);
      if (conversation && this.#config.belongs(conversation)) found.push(conversation);
    }
    return (this.#sorted = found.sort(byNewest).map(({ room }) => room));
  }

  #forget(): void {
    if (this.#known.size <= MAX_KNOWN) return;
    for (const room of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN / 2) return;
      if (!this.#loaded.has(room)) this.#known.delete(room);
    }
  }
}
