import { ownFields } from '../../protocol/own-fields.js';
import { parseMomentoOrigin } from '../../protocol/web-origin.js';
import type { Authorization, AuthorizedUser } from '../host/authorization.js';
import { checkedOrigins } from '../host/cors.js';
import type { Moderator } from '../moderation/moderator.js';
import type { RoomMode, TokenIssuer } from './token-issuer.js';

export interface TokenEndpointOptions {
  /**
   * Has the tokens issued: in Node `momentoTokenIssuer({ credentialProvider })`, from
   * `momento-chat/server/momento-token-issuer`.
   */
  issueToken: TokenIssuer;
  /**
   * Says who sent the request and what they may do in the room: the host's own session, cookie or
   * header decides. `null` refuses (403). The room's name has been validated; whether the room
   * exists and is open to the visitor is for this function to know.
   *
   * A thrown error is answered with 500, and its text stays on the server.
   */
  authorize(request: Request, room: string): Authorization | null | Promise<Authorization | null>;
  /**
   * Says whether browsers write to a room themselves, or a moderator does it for them. By default, as a relay's: all
   * rooms are `moderated` where there is a `moderator`, and `direct` where there is none.
   *
   * One answer for everybody in the room: with a single direct token, somebody could write past the moderator.
   * The user is there for rooms that are named by their owner, say. A thrown error is answered with 500.
   */
  mode?(room: string, user: AuthorizedUser): RoomMode | Promise<RoomMode>;
  /**
   * Is told of every moderated room that somebody gets a token for, so as to listen to it: what `createModerator`
   * returns. Not needed where a webhook brings the messages. Where it does not `admit` the
   * visitor, there is no token (429).
   */
  moderator?: Pick<Moderator, 'attend'> & Partial<Pick<Moderator, 'admit'>>;
  /**
   * The network address that a request comes from, by which a moderator bounds the rooms of visitors who come as
   * somebody new each time: behind a proxy, the header that the proxy sets. Without it only users are counted.
   */
  addressOf?(request: Request): string | undefined;
  /**
   * The cache that holds the rooms, and nothing else. `instant-messaging` by default.
   *
   * A room's name is the key of its list: a token for the room `x` reads, overwrites and deletes
   * whatever the cache has under the key `x`. Sessions or settings kept in the same cache would be
   * rooms to whoever knows, or guesses, their keys and whom `authorize` lets in.
   */
  cacheName?: string;
  /**
   * How long a token lives, in seconds: 60 to 90,000 (25 hours, Momento's limit), 3,600 by default.
   *
   * A token cannot be taken back, so this is how long somebody who was shown the door can stay. The
   * widget fetches a new one before the end: shorter lives cost more requests, and Momento issues 5
   * tokens a second for an account unless more was agreed. Requests of one person for one room share
   * a token for the first half of its life.
   */
  tokenTtlSeconds?: number;
  /**
   * Where browsers find Momento, when not at the endpoint inside the token: an https origin
   * (a private link), or http on a loopback address (development).
   */
  endpoint?: string;
  /**
   * Origins of pages that may call this endpoint from elsewhere, with their cookies, such as
   * `["https://example.com"]`. None by default: pages of the endpoint's own origin need no entry.
   * What a browser sends for any other page is refused (403) before `authorize` is asked.
   */
  allowedOrigins?: readonly string[];
  /**
   * Gets what went wrong on the server's side, for the host's log. By default `console.error`.
   * What comes from Momento has the API key taken out; what `authorize` throws is passed on as it is.
   */
  onError?(error: unknown): void;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';
const DEFAULT_TTL_SECONDS = 3_600;
/** Below a minute the widget would be busy with fetching tokens. */
const MIN_TTL_SECONDS = 60;
/** Momento's limit for disposable tokens: 25 hours. */
const MAX_TTL_SECONDS = 90_000;

/** The options with their defaults, checked. */
export interface CheckedOptions {
  readonly cacheName: string;
  readonly ttlSeconds: number;
  readonly endpoint: string | undefined;
  readonly origins: ReadonlySet<string>;
}

/**
 * Checks the options when the host starts, rather than when a visitor comes.
 *
 * @throws {TypeError} naming the option that makes no sense.
 */
export function checkedOptions(options: TokenEndpointOptions): CheckedOptions {
  const {
    cacheName = DEFAULT_CACHE_NAME,
    tokenTtlSeconds = DEFAULT_TTL_SECONDS,
    endpoint,
    allowedOrigins = [],
  } = ownFields<TokenEndpointOptions>(options);
  if (cacheName.trim() === '') throw new TypeError('unable to use cacheName; it is empty');
  return {
    cacheName,
    ttlSeconds: checkedTtl(tokenTtlSeconds),
    endpoint: endpoint === undefined ? undefined : checkedEndpoint(endpoint),
    origins: checkedOrigins(allowedOrigins),
  };
}

function checkedTtl(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < MIN_TTL_SECONDS || seconds > MAX_TTL_SECONDS) {
    throw new TypeError(
      `unable to use tokenTtlSeconds ${seconds}; it must be a whole number from ${MIN_TTL_SECONDS} to ${MAX_TTL_SECONDS}`,
    );
  }
  return seconds;
}

/** The widget accepts nothing else, and would say so to every visitor; better said here, once. */
function checkedEndpoint(endpoint: string): string {
  const origin = parseMomentoOrigin(endpoint);
  if (origin === undefined) {
    throw new TypeError(
      `unable to use the endpoint ${JSON.stringify(endpoint)}; it must be an https origin, or an http one on a loopback address, with no path`,
    );
  }
  return origin;
}
