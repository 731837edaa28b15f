/** The rights that a browser's token gives in its room. */
export type RoomAccess = 'read-write' | 'read-only';

/**
 * How messages get into a room: written by each sender's browser (`direct`), or by a server that checks every message
 * first (`moderated`). The host decides this for each room; a client cannot.
 */
export type RoomMode = 'direct' | 'moderated';

/** A token to be issued: for one person, in one room, for a limited time. */
export interface TokenGrant {
  readonly cacheName: string;
  /** The room's name, validated: the list's key and the topic's name. */
  readonly room: string;
  readonly access: RoomAccess;
  /**
   * In a moderated room a token may neither write the list nor publish to the room's topic, whatever its `access`.
   * With `read-write` it may publish to the inbox instead, but not read it.
   */
  readonly mode: RoomMode;
  /**
   * Whether the token also opens the room's files: all keys of the cache that begin with `momento-chat/file/["lobby",`
   * (the room's name as in a JSON array). With `read-only`, and in a moderated room, it only reads them. In a moderated
   * room with `read-write` it may also write, but not read, the keys that begin with `momento-chat/upload/["lobby","ada",`
   * (the room and the `tokenId`). Default: false.
   */
  readonly attachments?: boolean;
  /**
   * The token opens nothing but the topic named `room`, to read it: for an agent's inbox. An issuer that does not know it opens
   * a list of this name as well, which does not exist.
   */
  readonly topicOnly?: boolean;
  /** Momento adds it to everything that is published with the token. 1 to 64 characters. */
  readonly tokenId: string;
  readonly ttlSeconds: number;
}

export interface IssuedToken {
  /**
   * Base64 of `{"endpoint","api_key"}`: the format of Momento's own token vending machine, accepted by
   * `CredentialProvider.fromDisposableToken` of the web SDK.
   */
  readonly authToken: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /**
   * The address at which browsers reach Momento, if it is not the endpoint inside the token: an https origin, or http on a
   * loopback address. {@link momentoTokenIssuer} fills it in for the embedded engine.
   */
  readonly endpoint?: string;
}

/**
 * Issues a token.
 *
 * It is a separate function because the access to Momento differs by runtime: Node speaks gRPC
 * ({@link momentoTokenIssuer}), an edge worker cannot.
 *
 * @throws {TokenIssueError} if no token could be issued
 */
export type TokenIssuer = (grant: TokenGrant) => Promise<IssuedToken>;

/**
 * Why no token could be issued:
 * - `rate-limited`: too many requests; the same request may succeed later
 * - `unavailable`: the service could not be reached, or not in time; the same request may succeed later
 * - `refused`: the service refused the request or the API key; the same request would fail again
 */
export type TokenIssueErrorCode = 'rate-limited' | 'unavailable' | 'refused';

export class TokenIssueError extends Error {
  override readonly name = 'TokenIssueError';
  readonly code: TokenIssueErrorCode;
  /** When to try again, in seconds; undefined if unknown, or if a retry would fail again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: TokenIssueErrorCode, message: string, retryAfterSeconds?: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
