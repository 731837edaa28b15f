import {
  createBot,
  createInbox,
  createTokenEndpoint,
  type Bot,
  type Inbox,
  type LiveRoomStore,
  type Moderator,
  type TokenIssuer,
} from '../src/server/index.js';
import { CACHE_NAME } from './momento-backend.js';
import { personOf } from './people.js';
import { rulesReply } from './rules-bot.js';

/** Each customer has a room of their own, which they share with the desk and its bot. */
const ROOM_PREFIX = 'desk-';

/** Who answers at the desk. */
const AGENTS: ReadonlySet<string> = new Set(['theo']);

/** The bot that answers there first. */
export const BOT = { id: 'bot-helper', name: 'Helper' };

export function isDeskRoom(room: string): boolean {
  return room.startsWith(ROOM_PREFIX);
}

export function isAgent(userId: string): boolean {
  return AGENTS.has(userId);
}

export interface DeskOptions {
  readonly store: LiveRoomStore;
  readonly issueToken: TokenIssuer;
  /** The engine's URL for browsers; undefined for the service. */
  readonly endpoint: string | undefined;
}

/** The agents' inbox: what the bot does not answer is for them. */
export function deskInbox({ store, issueToken, endpoint }: DeskOptions): Inbox {
  return createInbox({
    store,
    issueToken,
    cacheName: CACHE_NAME,
    ...(endpoint === undefined ? {} : { endpoint }),
    rooms: isDeskRoom,
    // The demo trusts the name in the query. A real site must not: it looks at its own session.
    authorizeAgent({ url }) {
      const person = personOf(new URL(url).searchParams.get('agent'));
      if (!person || !isAgent(person.id)) return null;
      return { id: person.id, name: person.name, role: 'moderator' };
    },
    cannedAnswers: [
      { name: 'broken', text: 'I am sorry! Please send us a picture, and we will replace it.' },
      { name: 'customs', text: 'Parcels to other countries spend about three days at customs.' },
      { name: 'thanks', text: 'You are welcome. Enjoy your tea!' },
    ],
  });
}

/** Answers what it has a rule for, at the desk only. */
export function deskBot(store: LiveRoomStore): Bot {
  return createBot({
    store,
    user: BOT,
    reply(message, context) {
      if (!isDeskRoom(context.room)) return null;
      if (/\b(?:human|person|agent)\b/i.test(message.text)) context.handOver();
      return rulesReply(message, context);
    },
  });
}

/** The tokens of customers, for their own room. */
export function deskTokens(
  { issueToken, endpoint }: DeskOptions,
  moderator: Moderator,
  inbox: Inbox,
): (request: Request) => Promise<Response> {
  return createTokenEndpoint({
    issueToken,
    moderator,
    inbox,
    cacheName: CACHE_NAME,
    ...(endpoint === undefined ? {} : { endpoint }),
    mode: () => 'moderated',
    authorize({ url }, room) {
      const person = personOf(new URL(url).searchParams.get('user'));
      if (!person || room !== ROOM_PREFIX + person.id) return null;
      const { id, name } = person;
      return { user: { id, name }, context: { Page: '/teapots', Plan: 'Regular customer' } };
    },
  });
}
