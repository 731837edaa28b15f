import { systemClock, type Clock } from '../../platform/clock.js';
import type { Agent, Conversation } from '../../protocol/inbox.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { reporter } from '../host/report.js';
import { AgentActions } from './agent-actions.js';
import { Agents } from './agents.js';
import { AvailabilityNews } from './availability-news.js';
import { ChangePublisher } from './change-publisher.js';
import { currentOf } from './conversation-state.js';
import { ConversationView } from './conversation-view.js';
import type { InboxFeed } from './inbox-feed.js';
import { InboxHandler } from './inbox-handler.js';
import { checkedInboxOptions, type InboxOptions } from './inbox-options.js';
import { Notes } from './notes.js';
import { Register } from './register.js';
import { ReportQueues } from './report-queues.js';
import { RoomFeed } from './room-feed.js';
import { Waits } from './waits.js';

/** An inbox's statistics. They count since the process started, unless stated otherwise. */
export interface InboxStats {
  /** Agents' requests. */
  readonly requests: number;
  /** Of these, those that were refused. */
  readonly refused: number;
  /** Conversations that this process remembers now, for lists: none before the first list. */
  readonly conversations: number;
  /** Whether this process hears of changes now: once an agent has asked for a list. */
  readonly live: boolean;
  /** Rooms with changes that wait to be published now: for a second at most, unless Momento cannot be reached. */
  readonly waiting: number;
}

/** The server side of an agent's inbox. */
export interface Inbox {
  /** Answers the requests of `<momento-chat-inbox>` at its `token-url`. It never rejects. */
  handler(request: Request): Promise<Response>;
  /** The agents who are here: those whose inbox was open within a minute, in any process. @throws the store's error */
  agentsHere(): Promise<readonly Agent[]>;
  /** How long visitors have waited for an agent: the median of the last 25 waits of a day, in seconds. @throws the store's error */
  answerSeconds(): Promise<number | undefined>;
  /** A room's conversation; undefined: none. @throws the store's error */
  conversation(room: string): Promise<Conversation | undefined>;
  stats(): InboxStats;
  /** Publishes the changes that wait, and stops listening. The caller closes the store, later. */
  close(): Promise<void>;
  /** For the servers of this package. */
  readonly feed: InboxFeed;
}

/**
 * Creates an agent's inbox: a register of conversations in Momento, which any number of processes keep together, and the
 * handler of agents' requests. Pass it as `inbox` to the moderator, the relay and the token endpoint.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createInbox(options: InboxOptions, clock: Clock = systemClock): Inbox {
  const checked = checkedInboxOptions(options);
  const { store, ttlSeconds } = checked;
  const report = reporter(options);
  const has = (room: string): boolean =>
    roomNameFault(room) === undefined && (options.rooms?.(room) ?? true);
  const register = new Register(store, clock);
  const agents = new Agents(store, clock);
  const waits = new Waits(store, clock);
  const publisher = new ChangePublisher(store, clock, report);
  const view = new ConversationView({
    ...{ store, register, clock, ttlSeconds },
    onAwake: (room) => void actions.wake(room).catch(report),
    onFault: report,
  });
  const news = new AvailabilityNews({
    ...{ store, clock, agents, waits, report },
    openRooms: (ms) => view.openRooms(ms),
  });
  const onPresence = (): void => news.look();
  const feed = new RoomFeed({
    ...{ store, clock, register, agents, waits, ttlSeconds, has, onPresence, report },
    isAgent: async (userId, room) =>
      options.isAgent ? options.isAgent(userId, room) : (await agents.find(userId)) !== undefined,
    onChange(shown) {
      view.apply(shown);
      publisher.add(shown);
    },
  });
  const reports = new ReportQueues({ store, clock, desk: options.desk, has, report });
  const actions = new AgentActions({
    ...{ store, clock, register, agents, view, publisher, has, onPresence, reports, report },
    notes: new Notes(store),
    bot: () => feed.port?.bot,
  });
  const handler = new InboxHandler({
    ...{ host: options, checked, clock, actions, agents, has, report },
    port: () => feed.port,
  });

  return {
    handler: (request) => handler.handle(request),
    agentsHere: () => agents.here(),
    answerSeconds: () => waits.median(),
    async conversation(room) {
      const stored = await register.read(room);
      return stored && currentOf(stored, clock.now());
    },
    stats: () => ({
      ...handler.stats,
      conversations: view.size,
      live: view.isLive,
      waiting: publisher.waiting,
    }),
    async close() {
      await news.close();
      view.close();
      reports.close();
      await publisher.close();
    },
    feed,
  };
}
