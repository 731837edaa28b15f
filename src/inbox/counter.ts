import {
  CONVERSATION_FILTERS,
  type Conversation,
  type ConversationFilter,
  type InboxPage,
} from '../protocol/inbox.js';

/** How many conversations each filter has. */
export type Counts = InboxPage['counts'];

/** Counts that changed in a way that only the server knows are fetched no more often than this, in ms. */
const RECOUNT_MS = 3_000;

/** Counts conversations by what becomes of them, and has the server count where that is not enough. */
export class Counter {
  counts = Object.freeze(
    Object.fromEntries(CONVERSATION_FILTERS.map((filter) => [filter, 0])),
  ) as Counts;
  readonly #recount: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -RECOUNT_MS;

  constructor(recount: () => void) {
    this.#recount = recount;
  }

  /** A conversation has changed. @param before undefined where it was not known */
  count(
    after: Conversation,
    before: Conversation | undefined,
    belongs: (filter: ConversationFilter, conversation: Conversation) => boolean,
  ): void {
    if (!before) {
      const wait = Math.max(0, this.#last + RECOUNT_MS - performance.now());
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#last = performance.now();
        this.#recount();
      }, wait);
      return;
    }
    const counted = CONVERSATION_FILTERS.map((filter) => {
      const change = Number(belongs(filter, after)) - Number(belongs(filter, before));
      return [filter, Math.max(0, this.counts[filter] + change)] as const;
    });
    this.counts = Object.fromEntries(counted) as Counts;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
