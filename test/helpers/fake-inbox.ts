import type {
  Conversation,
  ConversationFilter,
  InboxPage,
  InboxRequest,
  Note,
} from '../../src/protocol/inbox.js';
import { CACHE, newRoom, type ChatFixture } from './chat-fixture.js';

export const SAM = { id: 'sam', name: 'Sam' };
export const KIM = { id: 'kim', name: 'Kim' };

export interface FakeInboxOptions {
  readonly conversations: readonly Conversation[];
  readonly notes?: readonly Note[];
  readonly cannedAnswers?: readonly { readonly name: string; readonly text: string }[];
  /** Whether it says that it has a queue of reports. */
  readonly hasDesk?: boolean;
  /** Takes the place of an answer; undefined: the usual one. */
  readonly answer?: (request: InboxRequest | undefined) => unknown;
}

export interface FakeInbox {
  readonly url: string;
  /** What was asked, but for tokens. */
  readonly requests: readonly InboxRequest[];
  /** Publishes an item on the inbox's topic, as a server would. */
  publish(event: unknown, tokenId?: string): Promise<void>;
  restore(): void;
}

/**
 * An inbox's URL whose answers a test chooses, in the page itself: for pictures, which need the same times always, for more
 * conversations than a server makes in a moment, and for answers that no server gives. Tokens and topics are real.
 */
export function fakeInbox(chat: ChatFixture, options: FakeInboxOptions): FakeInbox {
  const { conversations, notes = [], cannedAnswers = [], hasDesk, answer } = options;
  const before = Object.getOwnPropertyDescriptor(window, 'fetch');
  const realFetch: typeof fetch = window.fetch.bind(window);
  const url = new URL('/fake-inbox', location.href).href;
  const topic = newRoom();
  const requests: InboxRequest[] = [];
  const rooms = new Map(conversations.map((each) => [each.room, each]));

  const list = ({
    filter,
    search = '',
    cursor = '0',
    limit = 50,
  }: Extract<InboxRequest, { type: 'list' }>): InboxPage => {
    const all = [...rooms.values()].sort((one, other) => other.lastAt - one.lastAt);
    const found = all.filter(
      (each) =>
        belongs(filter, each) &&
        `${each.visitor.name} ${each.excerpt}`.toLowerCase().includes(search.toLowerCase()),
    );
    const end = Number(cursor) + limit;
    const count = (name: ConversationFilter): number =>
      all.filter((each) => belongs(name, each)).length;
    return {
      conversations: found.slice(Number(cursor), end),
      ...(end < found.length && { cursor: String(end) }),
      counts: {
        open: count('open'),
        mine: count('mine'),
        unassigned: count('unassigned'),
        waiting: count('waiting'),
        snoozed: count('snoozed'),
        closed: count('closed'),
      },
      agents: [SAM, KIM],
      now: Date.now(),
    };
  };

  const changed = (room: string, change: Partial<Conversation>): object => {
    const before = rooms.get(room);
    if (!before) return {};
    const conversation = { ...before, ...change, version: before.version + 1 };
    rooms.set(room, conversation);
    return { conversation, notes };
  };

  const respond = (request: InboxRequest): unknown => {
    switch (request.type) {
      case 'list':
        return list(request);
      case 'open':
        return { conversation: rooms.get(request.room), notes };
      case 'assign':
        return changed(request.room, request.to ? { assignee: SAM } : {});
      case 'snooze':
        return changed(request.room, { status: 'snoozed', snoozedUntil: request.until });
      case 'close':
      case 'reopen':
        return changed(request.room, { status: request.type === 'close' ? 'closed' : 'open' });
      case 'seen':
        return changed(request.room, { seen: { [SAM.id]: request.messages } });
      default:
        return 'room' in request ? changed(request.room, {}) : {};
    }
  };

  window.fetch = async (target, init) => {
    const asked = new URL(target instanceof Request ? target.url : target, location.href);
    if (asked.pathname !== '/fake-inbox') return realFetch(target, init);
    const room = asked.searchParams.get('room') ?? topic;
    const token = `${chat.endpoint.urlFor(SAM.id)}&room=${encodeURIComponent(room)}`;
    if (init?.method === 'POST') {
      const request = JSON.parse(init.body as string) as InboxRequest;
      requests.push(request);
      const own = await answer?.(request);
      return own instanceof Response ? own : Response.json(own ?? respond(request));
    }
    if (asked.searchParams.has('room')) return realFetch(token, { signal: init?.signal ?? null });
    const own = await answer?.(undefined);
    if (own !== undefined) return own instanceof Response ? own : Response.json(own);
    const response = await realFetch(token);
    const { authToken, endpoint, expiresAt } = (await response.json()) as Record<string, unknown>;
    return Response.json(
      {
        ...{ authToken, endpoint, cacheName: CACHE, topic, agent: SAM, cannedAnswers, hasDesk },
        expiresAt: Number(expiresAt) * 1000,
      },
      { headers: { Date: response.headers.get('Date') ?? '' } },
    );
  };

  return {
    url,
    requests,
    async publish(event, tokenId) {
      const text = typeof event === 'string' ? event : JSON.stringify(event);
      await chat.engine.publish({ cache: CACHE, topic, text, ...(tokenId && { tokenId }) });
    },
    restore() {
      if (before) Object.defineProperty(window, 'fetch', before);
    },
  };
}

function belongs(
  filter: ConversationFilter,
  { status, assignee, waitingSince }: Conversation,
): boolean {
  if (filter === 'mine') return status === 'open' && assignee?.id === SAM.id;
  if (filter === 'unassigned') return status === 'open' && !assignee;
  if (filter === 'waiting') return status === 'open' && waitingSince !== undefined;
  return status === filter;
}

/** A conversation, with what a test says of it. */
export function conversation(fields: Partial<Conversation> & { room: string }): Conversation {
  return {
    status: 'open',
    visitor: { id: fields.room, name: 'Ada' },
    excerpt: 'Where is my parcel?',
    lastBy: 'visitor',
    lastAt: Date.now(),
    bot: false,
    messages: 1,
    seen: {},
    notes: 0,
    context: {},
    version: 1,
    ...fields,
  };
}
