import { ChatError } from '../protocol/errors.js';
import type { Conversation, ConversationFilter, InboxPage } from '../protocol/inbox.js';
import { asChatError } from './as-chat-error.js';
import type { ConversationList } from './conversation-list.js';
import type { InboxClient } from './inbox-client.js';

/** Conversations of one page. */
const PAGE_SIZE = 50;
/** The next page is fetched when fewer lines than this are left below those in view. */
const AHEAD = 25;
/** A server that is still reading its register is asked again after so long, in ms, and so often. */
const PARTIAL_MS = 500;
const PARTIAL_TRIES = 20;

/** A page, and how many of its conversations made no sense. */
export type ReadPage = InboxPage & { readonly dropped: number };

export interface ListFetcherConfig {
  readonly client: Pick<InboxClient, 'list'>;
  readonly list: ConversationList;
  /** What a page tells besides conversations. */
  readonly onPage: (page: ReadPage) => void;
  readonly onChange: () => void;
  readonly onFault: (error: ChatError) => void;
}

/** Fetches the list that an agent asks for, page by page, as far down as it is in view. */
export class ListFetcher {
  readonly #config: ListFetcherConfig;
  #filter: ConversationFilter = 'open';
  #search = '';
  /** Changes with what is asked for: answers to an earlier question are not shown. */
  #question = 0;
  #fetching: Promise<void> | undefined;
  #cursor: string | undefined;
  #loading: 'list' | 'more' | undefined = 'list';
  #error: ChatError | undefined;
  /** How many lines have to be loaded: those down to the last one in view. */
  #reach = 0;

  constructor(config: ListFetcherConfig) {
    this.#config = config;
  }

  get filter(): ConversationFilter {
    return this.#filter;
  }

  get search(): string {
    return this.#search;
  }

  get loading(): 'list' | 'more' | undefined {
    return this.#loading;
  }

  /** Why the list of a filter or a search could not be fetched. */
  get error(): ChatError | undefined {
    return this.#error;
  }

  /** What is asked for first: the feed fetches it when it begins. */
  begin(filter: ConversationFilter): void {
    this.#filter = filter;
  }

  /** Another list is wanted. */
  ask(filter: ConversationFilter, search: string): void {
    if (filter === this.#filter && search === this.#search) return;
    this.#filter = filter;
    this.#search = search;
    this.#reach = 0;
    this.#config.list.clear();
    this.reload();
  }

  /** Fetches the list again. */
  reload(): void {
    const { onChange, onFault } = this.#config;
    this.#loading = 'list';
    this.#error = undefined;
    onChange();
    this.fetch().catch((error: unknown) => {
      const fault = asChatError(error, 'fetch the conversations');
      this.#loading = undefined;
      this.#error = fault;
      onFault(fault);
      onChange();
    });
  }

  /** @param index of the last line in view: pages are fetched in time */
  reachTo(index: number): void {
    const { list } = this.#config;
    this.#reach = index + 1;
    const isNear = list.shown.length - index < AHEAD;
    if (isNear && list.hasMore && !this.#loading && !this.#error) void this.#fetchMore();
  }

  /** Fetches the list from its beginning, as far down as it is in view. Ends with the last one that was asked for. */
  fetch(): Promise<void> {
    return (this.#fetching = this.#fetchList());
  }

  /** Has the server count again, where the list itself is not in question. */
  recount(): void {
    const { client, onPage, onChange } = this.#config;
    // Only the server knows what a search finds.
    if (this.#search) return this.reload();
    client.list({ filter: this.#filter, search: '', limit: 1 }).then(
      (page) => {
        onPage(page);
        onChange();
      },
      // The next fetch of the list brings them.
      () => undefined,
    );
  }

  async #fetchList(): Promise<void> {
    const { list, onPage, onChange } = this.#config;
    const question = (this.#question += 1);
    for (let tries = 0; tries < PARTIAL_TRIES; tries += 1) {
      list.beginFetch();
      const found: Conversation[] = [];
      let cursor: string | undefined;
      let isPartial = false;
      do {
        const page = await this.#page(cursor);
        // Another list was asked for meanwhile, and is being fetched.
        if (question !== this.#question) return this.#fetching;
        found.push(...page.conversations);
        isPartial ||= page.partial === true;
        cursor = page.cursor;
        onPage(page);
      } while (cursor !== undefined && found.length < this.#reach + AHEAD);
      this.#cursor = cursor;
      this.#error = undefined;
      this.#loading = isPartial ? 'list' : undefined;
      list.takePage(found, true, cursor !== undefined);
      onChange();
      if (!isPartial) return;
      await new Promise((resolve) => setTimeout(resolve, PARTIAL_MS));
      if (question !== this.#question) return this.#fetching;
    }
    throw new ChatError(
      'service-unavailable',
      'unable to fetch the conversations; the server has not read its register for long.',
    );
  }

  async #fetchMore(): Promise<void> {
    const { list, onPage, onChange, onFault } = this.#config;
    this.#loading = 'more';
    const question = this.#question;
    try {
      const page = await this.#page(this.#cursor);
      if (question !== this.#question) return;
      // A page that says nothing new would be asked for without end.
      const isEnd = page.cursor === this.#cursor;
      this.#cursor = isEnd ? undefined : page.cursor;
      list.takePage(page.conversations, false, this.#cursor !== undefined);
      onPage(page);
      this.#loading = undefined;
    } catch (error) {
      if (question !== this.#question) return;
      this.#loading = undefined;
      this.#error = asChatError(error, 'fetch further conversations');
      onFault(this.#error);
    }
    onChange();
  }

  #page(cursor: string | undefined): Promise<ReadPage> {
    const [filter, search] = [this.#filter, this.#search];
    return this.#config.client.list({ filter, search, cursor, limit: PAGE_SIZE });
  }
}
