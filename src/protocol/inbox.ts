/**
 * An inbox's conversations as they go over the wire: agents ask the host's server for them in HTTP, and hear of changes on a topic.
 */

/** Where a conversation stands. A snoozed one is open again at its time, or with the visitor's next message. */
export type ConversationStatus = 'open' | 'snoozed' | 'closed';

/** Who wrote the newest message of a conversation. */
export type ConversationSide = 'visitor' | 'agent' | 'bot';

/** One of those who answer visitors. */
export interface Agent {
  readonly id: string;
  readonly name: string;
}

/** A conversation: a room, and what agents need to know of it before they open it. */
export interface Conversation {
  readonly room: string;
  readonly status: ConversationStatus;
  /** The one who opened it. Guests have no id. */
  readonly visitor: { readonly id?: string; readonly name: string };
  /** Of the newest message: 140 characters at most. */
  readonly excerpt: string;
  readonly lastBy: ConversationSide;
  /** When the newest message was written, in milliseconds since 1970, by the server's clock. */
  readonly lastAt: number;
  /** Since when the visitor waits for an answer; absent where the last word is an agent's or a bot's, unless the bot gave up. */
  readonly waitingSince?: number;
  /** Who answers it: an agent, or the bot while there is no agent. */
  readonly assignee?: Agent;
  /** True while a bot answers in it. */
  readonly bot: boolean;
  /** Until when it is snoozed, in milliseconds since 1970. */
  readonly snoozedUntil?: number;
  /** How many messages it had so far. */
  readonly messages: number;
  /** How many of them each agent has seen, by the agent's id. */
  readonly seen: Readonly<Record<string, number>>;
  /** How many notes it has. */
  readonly notes: number;
  /** What the host's `authorize` told of the visitor: page, plan, language. 20 fields of 200 characters at most. */
  readonly context: Readonly<Record<string, string>>;
  /** Grows with each change: of two states, the greater is the newer. */
  readonly version: number;
}

/** What an agent wrote for other agents. Visitors never see it. */
export interface Note {
  readonly id: string;
  /** Who wrote it. */
  readonly by: Agent;
  readonly text: string;
  /** When, in milliseconds since 1970, by the server's clock. */
  readonly at: number;
}

export const CONVERSATION_FILTERS = [
  'open',
  'mine',
  'unassigned',
  'waiting',
  'snoozed',
  'closed',
] as const;
/** Which conversations a list has. */
export type ConversationFilter = (typeof CONVERSATION_FILTERS)[number];

/** The codes of refused requests. Those of the token endpoint come besides. */
export type InboxErrorCode =
  | 'malformed-request'
  | 'no-conversation'
  | 'conflict'
  | 'unknown-agent'
  | 'no-bot'
  | 'no-desk'
  | 'no-report';

/**
 * The body of an agent's POST request to the inbox's URL. Each is answered with JSON, or with `{error: {code, message}}`. Where
 * nothing else is said, the answer is `{conversation}`; 404 where the room has none.
 */
export type InboxRequest =
  /** Answered with an {@link InboxPage}, newest first. */
  | { type: 'list'; filter: ConversationFilter; search?: string; cursor?: string; limit?: number }
  /** Answered with `{conversation, notes}`. */
  | { type: 'open'; room: string }
  /**
   * Answered with `{conversation}`, or with status 409 and `{error, conversation}` where another agent was first. `to` is the id
   * of an agent who has been here within a day; `version` is that of the state that the agent saw.
   */
  | { type: 'assign'; room: string; to: string | null; version: number }
  | { type: 'snooze'; room: string; until: number }
  | { type: 'close' | 'reopen'; room: string }
  /** The agent has seen so many messages. */
  | { type: 'seen'; room: string; messages: number }
  /** 2,000 characters at most. Answered with `{conversation, notes}`. The same id is one note. */
  | { type: 'note'; room: string; id: string; text: string }
  /** Hands the conversation over to the bot, or takes it from it. */
  | { type: 'hand-over'; room: string; to: 'bot' | 'agents' }
  /** Says that the agent is here; each half minute. Answered with `{agents, now}`. */
  | { type: 'presence'; here: boolean }
  /** The messages that members have reported: of a room, or of all. Answered with {@link ReportQueue}. */
  | { type: 'reports'; room?: string }
  /**
   * Settles the reports of a message, as the desk's moderator; `seconds` with `mute` and `ban`. Answered with
   * {@link ReportQueue}; 404 where the message has no reports any more; 403 by the roles of both users.
   */
  | { type: 'settle-report'; room: string; id: string; deed: ReportDeed; seconds?: number };

export const REPORT_DEEDS = ['dismiss', 'remove', 'mute', 'ban'] as const;
/**
 * What is done about a reported message: nothing; it is removed; it is removed, and its author muted or banned. The desk's log
 * has each.
 */
export type ReportDeed = (typeof REPORT_DEEDS)[number];

/** A message that members have reported. */
export interface OpenReport {
  readonly room: string;
  /** Of the message. */
  readonly id: string;
  /** As the room stores it: 500 characters of it at most. */
  readonly text: string;
  /** Guests have no id. */
  readonly author: { readonly id?: string; readonly name: string };
  /** When the message was written, in milliseconds since 1970. */
  readonly sentAt?: number;
  /** How many members have reported it. */
  readonly count: number;
  /** In the members' words: the 5 newest that are not the same. */
  readonly reasons: readonly string[];
  /** When it was last reported, in milliseconds since 1970, by the server's clock. */
  readonly at: number;
}

/** The queue of reports, that of the last report first. */
export interface ReportQueue {
  /** 100 at most. */
  readonly reports: readonly OpenReport[];
  /** How many there are, with those that are left out. */
  readonly total: number;
}

export interface InboxPage {
  readonly conversations: readonly Conversation[];
  /** Continues this list; absent at its end. */
  readonly cursor?: string;
  /** The server is still reading its register: there may be more. Ask again. */
  readonly partial?: true;
  readonly counts: Readonly<Record<ConversationFilter, number>>;
  /** The agents that are here. */
  readonly agents: readonly Agent[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The answer to an agent's GET request without a room: a token for the inbox's topic. With `?room=` it is what a token endpoint
 * answers for that room, as the agent.
 */
export interface InboxAccess {
  readonly authToken: string;
  /** As in a room's token answer: left out where the token names it. */
  readonly endpoint?: string;
  readonly cacheName: string;
  readonly topic: string;
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly agent: Agent;
  /** Answers that agents can choose in the composer, after a slash. */
  readonly cannedAnswers: readonly { readonly name: string; readonly text: string }[];
  /** There is a queue of reports. */
  readonly hasDesk?: true;
}

/**
 * An item on the inbox's topic: a changed conversation, at most once a second for a room; or the agents that are here. Items that
 * carry a publisher's id are forged: only servers write here.
 */
export type InboxEvent =
  | {
      readonly type: 'conversation';
      /** Without `context` it has not changed, or does not fit: keep what is known, or ask with `open`. */
      readonly conversation: Omit<Conversation, 'context'> & Partial<Pick<Conversation, 'context'>>;
    }
  /** A conversation that has changed, and does not fit into an item: ask with `open`. */
  | { readonly type: 'changed'; readonly room: string; readonly version: number }
  /** The queue of reports has changed: ask for it. At most once a second by each process. */
  | { readonly type: 'reports' }
  /** As many as fit into an item. */
  | { readonly type: 'agents'; readonly agents: readonly Agent[] };
