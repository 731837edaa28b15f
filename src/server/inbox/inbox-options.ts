import type { Agent } from '../../protocol/inbox.js';
import type { Role } from '../../protocol/role.js';
import { cleanName } from '../../protocol/names.js';
import { parseMomentoOrigin } from '../../protocol/web-origin.js';
import type { ModerationDesk } from '../desk/moderation-desk.js';
import { checkedAuthorization, type Authorization } from '../host/authorization.js';
import { checkedOrigins } from '../host/cors.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import { hostFields } from '../host/host-fields.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import type { LiveRoomStore } from '../store/room-store.js';
import type { TokenIssuer } from '../token-endpoint/token-issuer.js';
import { MAX_TTL_SECONDS } from './room-index.js';
import { canHoldInbox, type InboxStore } from './shared-item.js';

/** An agent, as the host has verified them. */
export interface AuthorizedAgent {
  /** As the id of a user: 1 to 64 characters. No visitor may have the same one. */
  id: string;
  /** Shown to visitors and other agents. */
  name: string;
  avatarUrl?: string;
  /** What the agent is in the rooms: as `role` of the token endpoint. `member` by default. */
  role?: Role;
}

export interface CannedAnswer {
  /** What an agent types after the slash. */
  readonly name: string;
  readonly text: string;
}

export interface InboxOptions {
  /** The store of the rooms, the same as the moderator's. It needs `setIfEqual` and `refresh`, as `momentoRoomStore` has them. */
  store: LiveRoomStore;
  /** Issues the agents' tokens: the same as the token endpoint's. */
  issueToken: TokenIssuer;
  /**
   * Identifies the agent by the host's own session, cookie or header. It is asked for each request. `null` refuses (403); a
   * `Response` is the answer, to ask for a login, for example.
   *
   * A thrown error is answered with 500, and its text stays on the server.
   *
   * @param request its headers and cookies; its body is still to be read, and not by this function
   */
  authorizeAgent(
    request: Request,
  ): AuthorizedAgent | Response | null | Promise<AuthorizedAgent | Response | null>;
  /** Whether a room belongs to the inbox. All rooms do by default. */
  rooms?(room: string): boolean;
  /**
   * Whether a user who writes in a room is an agent. By default, the users who were authorized as agents within a day, by any
   * process. It is asked about all authors except the room's visitor, and bots.
   */
  isAgent?(userId: string, room: string): boolean | Promise<boolean>;
  /** Answers that agents can choose in the composer: 100 at most, of 2,000 characters. */
  cannedAnswers?: readonly CannedAnswer[];
  /** For members' reports: the return value of `createModerationDesk`. */
  desk?: ModerationDesk;
  /**
   * How long a conversation is kept after its last change, in seconds: 60 to 82,800 (23 hours, also by default: Momento keeps
   * no item for longer than a day). The register is no archive.
   */
  ttlSeconds?: number;
  /** How many requests one agent may send: 300 in 60 s by default. */
  rateLimit?: RateLimit;
  /** The same as the token endpoint's. `instant-messaging` by default. */
  cacheName?: string;
  /** How long an agent's token is valid, in seconds: 60 to 90,000; 3,600 by default. */
  tokenTtlSeconds?: number;
  /** The same as the token endpoint's. */
  endpoint?: string;
  /** The same as the token endpoint's. */
  allowedOrigins?: readonly string[];
  /** Receives errors, for the host's log. By default `console.error`. */
  onError?(error: unknown): void;
}

/** The checked options, with defaults applied. */
export interface CheckedInboxOptions {
  readonly store: InboxStore & LiveRoomStore;
  readonly ttlSeconds: number;
  readonly rateLimit: RateLimit;
  readonly cacheName: string;
  readonly tokenTtlSeconds: number;
  readonly endpoint: string | undefined;
  readonly origins: ReadonlySet<string>;
  readonly cannedAnswers: readonly CannedAnswer[];
}

const DEFAULT_RATE_LIMIT: RateLimit = { messages: 300, seconds: 60 };
const DEFAULT_TOKEN_SECONDS = 3_600;
const MAX_TOKEN_SECONDS = 90_000;
const MAX_CANNED_ANSWERS = 100;
const MAX_CANNED_LENGTH = 2_000;

/** @throws {TypeError} naming the invalid option */
export function checkedInboxOptions(options: InboxOptions): CheckedInboxOptions {
  const {
    store,
    ttlSeconds = MAX_TTL_SECONDS,
    rateLimit = DEFAULT_RATE_LIMIT,
    cacheName = 'instant-messaging',
    tokenTtlSeconds = DEFAULT_TOKEN_SECONDS,
    endpoint,
    allowedOrigins = [],
    cannedAnswers = [],
  } = options;
  if (!canHoldInbox(store)) {
    throw new TypeError('unable to use the store for an inbox; it has no setIfEqual and refresh');
  }
  checkedWholeNumber('ttlSeconds', ttlSeconds, 60, MAX_TTL_SECONDS);
  checkedWholeNumber('rateLimit.messages', rateLimit.messages, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('rateLimit.seconds', rateLimit.seconds, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('tokenTtlSeconds', tokenTtlSeconds, 60, MAX_TOKEN_SECONDS);
  if (cacheName.trim() === '') throw new TypeError('unable to use cacheName; it is empty');
  if (endpoint !== undefined && parseMomentoOrigin(endpoint) === undefined) {
    throw new TypeError(
      `unable to use the endpoint ${JSON.stringify(endpoint)}; see the token endpoint`,
    );
  }
  return {
    ...{ store, ttlSeconds, rateLimit, cacheName, tokenTtlSeconds },
    endpoint: endpoint === undefined ? undefined : parseMomentoOrigin(endpoint),
    origins: checkedOrigins(allowedOrigins),
    cannedAnswers: checkedAnswers(cannedAnswers),
  };
}

function checkedAnswers(answers: readonly CannedAnswer[]): readonly CannedAnswer[] {
  const isFit = answers.every(
    ({ name, text }) =>
      cleanName(name) === name && name !== '' && text !== '' && text.length <= MAX_CANNED_LENGTH,
  );
  if (isFit && answers.length <= MAX_CANNED_ANSWERS) {
    return answers.map(({ name, text }) => ({ name, text }));
  }
  throw new TypeError(
    'unable to use cannedAnswers; at most 100, each with a name of 64 characters and a text of 2,000',
  );
}

/** An agent, checked. */
export interface CheckedAgent {
  readonly agent: Agent;
  /** As the token endpoint's `authorize` returns it. */
  readonly authorization: Authorization;
}

/**
 * Checks what `authorizeAgent` returned.
 *
 * @throws {TypeError} with the reason
 */
export function checkedAgent(value: unknown): CheckedAgent {
  const isObject = typeof value === 'object' && value !== null;
  const role = isObject ? (hostFields(value).role as Role | undefined) : undefined;
  const authorization = checkedAuthorization({ user: value, role });
  const { id, name } = authorization.user;
  return { agent: { id, name: cleanName(name) || cleanName(id) || id }, authorization };
}
