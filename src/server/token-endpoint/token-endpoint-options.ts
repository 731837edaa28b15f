import type { PreChatAnswers } from '../../protocol/answers.js';
import { ownFields } from '../../protocol/own-fields.js';
import { parseMomentoOrigin } from '../../protocol/web-origin.js';
import type { DeskGuard } from '../desk/desk-guard.js';
import type { Authorization, AuthorizedUser } from '../host/authorization.js';
import { checkedOrigins } from '../host/cors.js';
import type { InboxFeed } from '../inbox/inbox-feed.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import type { Moderator } from '../moderation/moderator.js';
import { checkedAttachments } from '../host/attachment-option.js';
import type { RoomMode, TokenIssuer } from './token-issuer.js';

export interface TokenEndpointOptions {
  /**
   * Issues the tokens: in Node `momentoTokenIssuer({ credentialProvider })`, from
   * `momento-chat/server/momento-token-issuer`.
   */
  issueToken: TokenIssuer;
  /**
   * Identifies the visitor by the host's own session, cookie or header, and returns their rights in the room. `null`
   * refuses (403). The room's name is already validated; this function checks whether the room exists and is open to
   * the visitor.
   *
   * A thrown error is answered with 500, and its text stays on the server.
   *
   * @param request its headers and cookies; the body, if there was one, has been read
   * @param answers what the visitor has answered before the chat (`pre-chat`): at most 20 texts of 500 UTF-16 code units, by
   *   name, without a prototype; empty if nothing was asked. They are the visitor's own word and prove nothing: to show the
   *   name, copy it into `user.name`
   */
  authorize(
    request: Request,
    room: string,
    answers: PreChatAnswers,
  ): Authorization | null | Promise<Authorization | null>;
  /**
   * Returns whether browsers write to a room themselves, or a moderator does it for them. By default all rooms are
   * `moderated` if there is a `moderator`, and `direct` if there is none, as in a relay.
   *
   * Return the same mode for all users of a room: one direct token is enough to bypass the moderator. The user is
   * passed for rooms that are named after their owner, for example. A thrown error is answered with 500.
   */
  mode?(room: string, user: AuthorizedUser): RoomMode | Promise<RoomMode>;
  /**
   * The return value of `createModerator`. The endpoint calls `attend` for every moderated room that it issues a token
   * for, so that the moderator listens to the room. If `admit` returns false, the endpoint issues no token (429).
   * `attachments` are the files that moderated rooms take. If a webhook delivers the messages, it is not needed, or only
   * `{ attachments: { types: 'images', maxSize: 1_048_576 } }`, with the rules of the webhook's own `attachments`.
   */
  moderator?: Partial<Pick<Moderator, 'attend' | 'admit' | 'attachments' | 'desk'>>;
  /**
   * Refuses (403) users whom a moderator has banned from the room: the return value of `createModerationDesk`. By default that
   * of the `moderator`.
   */
  desk?: { readonly guard: DeskGuard };
  /**
   * Where agents see the visitors: the return value of `createInbox`. It gets the `context` that `authorize` returns, and answers
   * with `away` and `answerSeconds`, which the widget shows.
   */
  inbox?: { readonly feed: Pick<InboxFeed, 'onVisitor' | 'availability'> };
  /**
   * Returns the network address that a request comes from: behind a proxy, read it from the header that the proxy sets.
   * The moderator limits the rooms of each address, because a visitor may use a new user id for each request. Without
   * this function only the rooms of each user are limited.
   */
  addressOf?(request: Request): string | undefined;
  /**
   * The cache that holds the rooms, and nothing else. `instant-messaging` by default.
   *
   * A room's name is the key of its list: a token for the room `x` can read, overwrite and delete the cache item with
   * the key `x`. If sessions or settings were kept in the same cache, a visitor could access them as a room by their
   * key, if `authorize` accepts that name.
   */
  cacheName?: string;
  /**
   * How long a token is valid, in seconds: 60 to 90,000 (25 hours, Momento's limit), 3,600 by default.
   *
   * A token cannot be revoked, so a banned user can stay for this long. The widget fetches a new token before the old
   * one expires, so shorter lifetimes cost more requests. Momento issues 5 tokens a second for an account unless more
   * was agreed. Requests of one person for one room share a token for the first half of its lifetime.
   */
  tokenTtlSeconds?: number;
  /**
   * Which files go with the messages of direct rooms; `false`: none in any room, and no token opens any. `images`, the
   * default of `types`, are the pictures that all browsers show, and `any` are also other files, which readers only
   * download. `maxSize`: the bytes of one file, 1,048,576 (1 MB) by default, 5,242,880 (5 MB) at most. Moderated rooms
   * take the files that the `moderator` looks at: none unless it has `moderateAttachment`.
   *
   * The files are items of the cache: they take its storage and operations, and live 24 hours at most. Browsers keep to
   * the rules, but Momento does not know them: a changed browser's token stores items of any kind in its room, each of
   * 5 MB at most.
   *
   * An `issueToken` of your own has to respect the grant's `attachments`, as `momentoTokenIssuer` does.
   */
  attachments?: false | Partial<AttachmentRules>;
  /**
   * The address at which browsers reach Momento, if it is not the endpoint inside the token: an https origin (a private
   * link), or http on a loopback address (development). By default the issued token's: `momentoTokenIssuer` fills in the
   * embedded engine's.
   */
  endpoint?: string;
  /**
   * Other origins whose pages may call this endpoint with cookies, such as `["https://example.com"]`. None by default:
   * pages of the endpoint's own origin need no entry. A browser's request for any other page is refused (403) before
   * `authorize` is called.
   */
  allowedOrigins?: readonly string[];
  /**
   * Receives the server's errors, for the host's log. By default `console.error`. The API key is removed from Momento's
   * errors. Errors thrown by `authorize` are passed on unchanged.
   */
  onError?(error: unknown): void;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';
const DEFAULT_TTL_SECONDS = 3_600;
/** With less than a minute the widget would fetch tokens all the time. */
const MIN_TTL_SECONDS = 60;
/** Momento's limit for disposable tokens: 25 hours. */
const MAX_TTL_SECONDS = 90_000;

/** The checked options, with defaults applied. */
export interface CheckedOptions {
  readonly cacheName: string;
  readonly ttlSeconds: number;
  /** Of direct rooms; undefined if they take no files. */
  readonly attachments: AttachmentRules | undefined;
  /** Of moderated rooms; undefined if they take no files. */
  readonly moderatedAttachments: AttachmentRules | undefined;
  readonly endpoint: string | undefined;
  readonly origins: ReadonlySet<string>;
}

/**
 * Checks the options when the host starts, rather than at the first request.
 *
 * @throws {TypeError} naming the invalid option
 */
export function checkedOptions(options: TokenEndpointOptions): CheckedOptions {
  const {
    cacheName = DEFAULT_CACHE_NAME,
    tokenTtlSeconds = DEFAULT_TTL_SECONDS,
    attachments: option,
    moderator,
    endpoint,
    allowedOrigins = [],
  } = ownFields<TokenEndpointOptions>(options);
  if (cacheName.trim() === '') throw new TypeError('unable to use cacheName; it is empty');
  const attachments = checkedAttachments(option);
  return {
    cacheName,
    ttlSeconds: checkedTtl(tokenTtlSeconds),
    attachments,
    // Without these rules nobody looks at the files.
    moderatedAttachments: attachments && checkedAttachments(moderator?.attachments ?? false),
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

/** The widget accepts nothing else. Checking it here shows the host the mistake once, instead of every visitor. */
function checkedEndpoint(endpoint: string): string {
  const origin = parseMomentoOrigin(endpoint);
  if (origin === undefined) {
    throw new TypeError(
      `unable to use the endpoint ${JSON.stringify(endpoint)}; it must be an https origin, or an http one on a loopback address, with no path`,
    );
  }
  return origin;
}
