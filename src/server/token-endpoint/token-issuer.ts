/** What a token in a browser may do in its room. */
export type RoomAccess = 'read-write' | 'read-only';

/**
 * Who writes what everybody in a room reads: each sender's browser, or a server that looks at every message
 * first. The host decides, for each room; a client cannot.
 */
export type RoomMode = 'direct' | 'moderated';

/** One token to be issued: for one person, in one room, for a while. */
export interface TokenGrant {
  readonly cacheName: string;
  /** The room's name, validated: the list's key and the topic's name. */
  readonly room: string;
  readonly access: RoomAccess;
  /**
   * In a moderated room a token may neither write the list nor publish to the room's topic, whatever its
   * `access`: who may write publishes to the inbox instead, and may not read that.
   */
  readonly mode: RoomMode;
  /** Stamped by Momento on everything that is published with the token. 1 to 64 characters. */
  readonly tokenId: string;
  readonly ttlSeconds: number;
}

export interface IssuedToken {
  /**
   * Base64 of `{"endpoint","api_key"}`: what Momento's own token vending machine gives, and
   * `CredentialProvider.fromDisposableToken` of the web SDK takes.
   */
  readonly authToken: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/**
 * Has a token issued.
 *
 * A function of its own because the way to Momento differs by runtime: Node speaks gRPC
 * ({@link momentoTokenIssuer}), an edge worker cannot.
 *
 * @throws {TokenIssueError} when no token could be had.
 */
export type TokenIssuer = (grant: TokenGrant) => Promise<IssuedToken>;

/**
 * Why no token could be had:
 * - `rate-limited`: too many requests; the same one may succeed later
 * - `unavailable`: the service could not be reached, or not in time; the same one may succeed later
 * - `refused`: the service said no to the request or to the API key; asking again changes nothing
 */
export type TokenIssueErrorCode = 'rate-limited' | 'unavailable' | 'refused';

export class TokenIssueError extends Error {
  override readonly name = 'TokenIssueError';
  readonly code: TokenIssueErrorCode;
  /** When to ask again, in seconds, where that makes sense. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: TokenIssueErrorCode, message: string, retryAfterSeconds?: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
