import {
  createBot,
  createInbox,
  createModerator,
  createTokenEndpoint,
  type LiveRoomStore,
  type TokenIssuer,
} from '../src/server/index.js';
import { CACHE_NAME } from './momento-backend.js';
import { personOf } from './people.js';
import { rulesReply } from './rules-bot.js';
import { filterWords } from './word-filter.js';

/** Each customer has a room of their own, which they share with the desk and its bot. */
const ROOM_PREFIX = 'desk-';

/** Who answers at the desk. */
const AGENTS: ReadonlySet<string> = new Set(['theo']);

export interface SupportDeskOptions {
  readonly store: LiveRoomStore;
  readonly issueToken: TokenIssuer;
  /** The engine's URL for browsers; undefined for the service. */
  readonly endpoint: string | undefined;
}

export interface SupportDesk {
  /** Tokens of customers, for their own room. */
  readonly tokens: (request: Request) => Promise<Response>;
  /** The URL of the agents' inbox. */
  readonly inbox: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** A support desk: a bot answers what it has a rule for, and agents the rest. */
export function supportDesk({ store, issueToken, endpoint }: SupportDeskOptions): SupportDesk {
  const at = endpoint === undefined ? {} : { endpoint };
  const inbox = createInbox({
    store,
    issueToken,
    cacheName: CACHE_NAME,
    ...at,
    rooms: (room) => room.startsWith(ROOM_PREFIX),
    // The demo trusts the name in the query. A real site must not: it looks at its own session.
    authorizeAgent({ url }) {
      const person = personOf(new URL(url).searchParams.get('agent'));
      if (!person || !AGENTS.has(person.id)) return null;
      return { id: person.id, name: person.name, role: 'moderator' };
    },
    cannedAnswers: [
      { name: 'broken', text: 'I am sorry! Please send us a picture, and we will replace it.' },
      { name: 'customs', text: 'Parcels to other countries spend about three days at customs.' },
      { name: 'thanks', text: 'You are welcome. Enjoy your tea!' },
    ],
  });
  const bot = createBot({
    store,
    user: { id: 'bot-helper', name: 'Helper' },
    reply(message, context) {
      if (/\b(?:human|person|agent)\b/i.test(message.text)) context.handOver();
      return rulesReply(message, context);
    },
  });
  const moderator = createModerator({
    store,
    inbox,
    bot,
    moderate: filterWords,
    roleOf: (userId) => (AGENTS.has(userId) ? 'moderator' : 'member'),
    profileOf: (userId) => ({ name: personOf(userId)?.name ?? userId }),
  });
  const tokens = createTokenEndpoint({
    issueToken,
    moderator,
    inbox,
    cacheName: CACHE_NAME,
    ...at,
    mode: () => 'moderated',
    authorize({ url }, room) {
      const person = personOf(new URL(url).searchParams.get('user'));
      if (!person || room !== ROOM_PREFIX + person.id) return null;
      const { id, name } = person;
      return { user: { id, name }, context: { Page: '/teapots', Plan: 'Regular customer' } };
    },
  });
  return {
    tokens,
    inbox: (request) => inbox.handler(request),
    async close() {
      moderator.close();
      await inbox.close();
    },
  };
}
