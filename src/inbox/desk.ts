import type { CannedAnswer } from '../protocol/canned-answer.js';
import type { ChatError } from '../protocol/errors.js';
import type { Agent, Conversation, ConversationFilter } from '../protocol/inbox.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import type { TokenProvider } from '../session/session.js';
import { belongsTo } from './conversation-state.js';
import { Counter, type Counts } from './counter.js';
import { ConversationList } from './conversation-list.js';
import { InboxClient, type ServedAccess } from './inbox-client.js';
import { createFeed, type InboxFeedElement } from './inbox-feed.js';
import { ListFetcher, type ReadPage } from './list-fetcher.js';
import { Presence } from './presence.js';
import { ReportQueue } from './report-queue.js';
import { readEvent } from './read-inbox.js';

export interface DeskConfig {
  readonly url: string;
  readonly credentials: RequestCredentials;
  /** Where the feed's element goes. */
  readonly root: () => ParentNode & Node;
  readonly onChange: () => void;
  /** A conversation has changed, by the server's word. `before`: as it was known. */
  readonly onConversation: (conversation: Conversation, before: Conversation | undefined) => void;
  readonly onStatusChange: (status: ConnectionStatus) => void;
  /** @param isLogged whether the developer's console has it */
  readonly onFault: (error: ChatError, isLogged?: boolean) => void;
}

const NO_ANSWERS: readonly CannedAnswer[] = [];

/** What the inbox knows: its list, counts and agents, kept up to date by one subscription. It has no views. */
export class Desk {
  readonly client: InboxClient;
  readonly list: ConversationList;
  readonly reports: ReportQueue;
  readonly #config: DeskConfig;
  readonly #feed: InboxFeedElement;
  readonly #presence: Presence;
  readonly #fetcher: ListFetcher;
  readonly #counter = new Counter(() => this.#fetcher.recount());
  readonly #listening = new AbortController();
  #access: ServedAccess | undefined;
  #agents: readonly Agent[] = [];
  #skew = 0;
  #dropped = 0;
  #error: ChatError | undefined;

  constructor(config: DeskConfig) {
    this.#config = config;
    this.client = new InboxClient(config.url, config.credentials);
    this.list = new ConversationList({
      belongs: (conversation) => this.belongs(conversation),
      takesNew: () => this.#fetcher.search === '',
    });
    this.#fetcher = new ListFetcher({
      client: this.client,
      list: this.list,
      onPage: (page) => this.#takeRest(page),
      onChange: config.onChange,
      onFault: config.onFault,
    });
    this.reports = new ReportQueue(
      (request) => this.client.reports(request),
      config.onChange,
      config.onFault,
    );
    this.#presence = new Presence((here) => this.client.present(here));
    this.#feed = createFeed(
      {
        topic: () => this.#access?.topic ?? '',
        receive: (text, publisherId) => this.#receive(text, publisherId),
        fetchList: () => this.#fetcher.fetch(),
      },
      this.#tokens,
    );
    this.#listen();
  }

  get status(): ConnectionStatus {
    return this.#feed.status;
  }

  /** Why the inbox is not up to date. */
  get error(): ChatError | undefined {
    return this.status === 'connected' ? undefined : this.#error;
  }

  /** Why the list of a filter or a search could not be fetched. */
  get listError(): ChatError | undefined {
    return this.#fetcher.error;
  }

  get agent(): Agent | undefined {
    return this.#access?.agent;
  }

  get cannedAnswers(): readonly CannedAnswer[] {
    return this.#access?.cannedAnswers ?? NO_ANSWERS;
  }

  get counts(): Counts {
    return this.#counter.counts;
  }

  get agents(): readonly Agent[] {
    return this.#agents;
  }

  get loading(): 'list' | 'more' | undefined {
    return this.#fetcher.loading;
  }

  /** How many conversations and events made no sense, and are not shown. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Epoch ms by the server's clock. */
  get now(): number {
    return Date.now() + this.#skew;
  }

  /** Enters the inbox, once. @param here whether the agent is here */
  start(filter: ConversationFilter, here: boolean): void {
    this.#fetcher.begin(filter);
    this.#config.root().append(this.#feed);
    this.#presence.here = here;
  }

  set here(here: boolean) {
    this.#presence.here = here;
  }

  /** Leaves for good: no stream, timer or request is left. */
  dispose(): void {
    this.#listening.abort();
    this.#counter.dispose();
    this.#presence.dispose();
    this.reports.dispose();
    this.#feed.remove();
    this.client.dispose();
  }

  reconnect(): void {
    this.#feed.reconnect();
  }

  /** Another list is wanted. */
  ask(filter: ConversationFilter, search: string): void {
    this.#fetcher.ask(filter, search);
  }

  /** Fetches the list again. */
  reload(): void {
    this.#fetcher.reload();
  }

  /** @param index of the last line in view: pages are fetched in time */
  reachTo(index: number): void {
    this.#fetcher.reachTo(index);
  }

  belongs(conversation: Conversation, filter = this.#fetcher.filter): boolean {
    return belongsTo(filter, conversation, this.agent?.id, this.now);
  }

  /** Takes in what the server says of a conversation. */
  take(conversation: Conversation): void {
    const before = this.list.get(conversation.room);
    if (!this.list.take(conversation)) return;
    this.#counter.count(conversation, before, (filter, each) => this.belongs(each, filter));
    this.#config.onConversation(conversation, before);
    this.#config.onChange();
  }

  readonly #tokens: TokenProvider = async (_, { signal }) => {
    const access = await this.client.access(signal);
    this.#access = access;
    this.#config.onChange();
    const { authToken, endpoint, cacheName, agent, lifetimeMs } = access;
    // By this machine's clock, which is what a session's life is measured by.
    const expiresAt = (Date.now() + lifetimeMs) / 1000;
    const of = { authToken, cacheName, user: agent, expiresAt, features: [] };
    return endpoint === undefined ? of : { ...of, endpoint };
  };

  #listen(): void {
    const { signal } = this.#listening;
    this.#feed.addEventListener(
      'momento-chat-status-change',
      (event) => {
        event.stopPropagation();
        if (event.status === 'connected') this.#error = undefined;
        // What was said meanwhile may be lost.
        if (event.status === 'connected' && this.#access?.hasDesk) this.reports.open();
        this.#config.onStatusChange(event.status);
        this.#config.onChange();
      },
      { signal },
    );
    this.#feed.addEventListener(
      'momento-chat-error',
      (event) => {
        event.stopPropagation();
        this.#error = event.error;
        // The feed has told the console.
        this.#config.onFault(event.error, true);
        this.#config.onChange();
      },
      { signal },
    );
  }

  #receive(text: string | undefined, publisherId: string | undefined): void {
    const event = text === undefined ? undefined : readEvent(text);
    // Only servers write to the inbox's topic, and they carry no id.
    if (!event || publisherId !== undefined) {
      this.#dropped += 1;
      return;
    }
    switch (event.type) {
      case 'conversation': {
        const { conversation, whole } = event;
        const context = this.list.get(conversation.room)?.context;
        return this.take(whole || !context ? conversation : { ...conversation, context });
      }
      case 'changed':
        return this.#look(event.room, event.version);
      case 'reports':
        return this.reports.refresh();
      case 'agents':
        this.#agents = event.agents;
        this.#config.onChange();
    }
  }

  /** A conversation has changed in a way that did not fit into the topic's item. */
  #look(room: string, version: number): void {
    if ((this.list.get(room)?.version ?? -1) >= version) return;
    this.client.open(room).then(
      ({ conversation }) => this.take(conversation),
      // What is shown of it is out of date, and the list's next fetch may work.
      () => this.#listening.signal.aborted || this.reload(),
    );
  }

  #takeRest({ counts, agents, now, dropped }: ReadPage): void {
    this.#counter.counts = counts;
    this.#agents = agents;
    this.#skew = now - Date.now();
    this.#dropped += dropped;
  }
}
