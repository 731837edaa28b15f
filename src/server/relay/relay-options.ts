import type { Server as HttpServer } from 'node:http';
import type { Namespace, Server, ServerOptions, Socket } from 'socket.io';
import { MAX_ITEM_BYTES } from '../../protocol/limits.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import type { Moderator } from '../moderation/moderator.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import {
  checkedRateLimit,
  relayLimits,
  type RelayLimitOptions,
  type RelayLimits,
} from './relay-limits.js';
import { reporter } from '../host/report.js';
import type { HistoryLimits, LiveRoomStore } from '../store/room-store.js';

/** What a visitor may do in a room. */
export interface RoomAuthorization {
  /** The visitor may read and not write. */
  readOnly?: boolean;
}

export interface RelayOptions extends RelayLimitOptions {
  /**
   * A socket.io server of the host's, or a namespace of one, which then is the relay's: `authorize` is asked for every
   * socket of it. Its `maxHttpBufferSize` should be small; 32 KB hold every message.
   */
  io?: Server | Namespace;
  /** In place of `io`: an HTTP server, to which the relay adds a socket.io server of its own. */
  server?: HttpServer;
  /**
   * For that one: origins of pages that may come with their cookies, such as `["https://example.com"]`. None by
   * default: pages of the server's own origin need no entry. Where a proxy ends TLS, the server knows its origin as
   * `http://…` only, and the pages' `https://…` needs one. Browsers ask nobody before they open a WebSocket to another
   * origin, so this is checked at every handshake. Of an `io` of your own, check `allowRequest`.
   */
  allowedOrigins?: readonly string[];
  /** For that one: `path` and the like. An `allowRequest` of yours replaces the check of origins. */
  serverOptions?: Partial<ServerOptions>;
  /** The rooms: `momentoRoomStore({ credentialProvider })`. Closed by the host, not by the relay. */
  store: LiveRoomStore;
  /**
   * Says who a socket belongs to, by its cookies or its `auth`. `null` refuses it. Left out, everybody may come, as
   * somebody whom nobody knows.
   */
  authorize?: (request: {
    readonly handshake: Socket['handshake'];
    readonly socket: Socket;
  }) => AuthorizedUser | null | Promise<AuthorizedUser | null>;
  /**
   * Says what somebody may do in a room: asked whenever they join it. `false` refuses. Left out, every room is open
   * to everybody whom `authorize` lets in, and comes to be when somebody joins it.
   *
   * @param user undefined where there is no `authorize`
   */
  authorizeRoom?: (
    user: AuthorizedUser | undefined,
    room: string,
  ) => boolean | RoomAuthorization | Promise<boolean | RoomAuthorization>;
  /**
   * Whether a room is moderated: the same answer that the token endpoint has. By default all rooms are where there is
   * a `moderator`, and none where there is none.
   */
  mode?: (room: string) => ChatMode | Promise<ChatMode>;
  /** Takes the messages to moderated rooms. */
  moderator?: Pick<Moderator, 'submit'>;
  /** Of direct rooms; a moderator has its own. Default: 100 messages, an hour. */
  history?: HistoryLimits;
  /** Messages of one user, or of one guest where nobody knows the user. Default: 20 in 10 s. */
  rateLimit?: RateLimit;
  /** How large a message may be with all that goes with it, in bytes; 4,096 by default and at most. */
  maxMessageBytes?: number;
  /** Gets what went wrong on this side, for the host's log. By default `console.error`. */
  onError?: (error: unknown) => void;
}

const DEFAULT_HISTORY: HistoryLimits = { limit: 100, ttlSeconds: 3_600 };
const DEFAULT_RATE_LIMIT: RateLimit = { messages: 20, seconds: 10 };
/** The longest that the service keeps anything, in seconds. */
const MAX_TTL_SECONDS = 86_400;

/** The options with their defaults, checked. */
export interface RelaySettings {
  readonly store: LiveRoomStore;
  readonly authorize: RelayOptions['authorize'];
  readonly authorizeRoom: RelayOptions['authorizeRoom'];
  /** @throws where the host's function does, or where it names a moderated room and there is no moderator */
  readonly modeOf: (room: string) => Promise<ChatMode>;
  readonly moderator: RelayOptions['moderator'];
  readonly history: HistoryLimits;
  readonly rateLimit: RateLimit;
  readonly limits: RelayLimits;
  readonly maxMessageBytes: number;
  readonly report: (error: unknown) => void;
}

/** @throws TypeError naming the option that makes no sense */
export function relaySettings(options: RelayOptions): RelaySettings {
  const { store, authorize, authorizeRoom, moderator } = options;
  const {
    history = DEFAULT_HISTORY,
    rateLimit = DEFAULT_RATE_LIMIT,
    maxMessageBytes = MAX_ITEM_BYTES,
  } = options;
  if ((options.io === undefined) === (options.server === undefined)) {
    throw new TypeError('unable to relay; give either io or server');
  }
  checkedWholeNumber('history.limit', history.limit, 0, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('history.ttlSeconds', history.ttlSeconds, 1, MAX_TTL_SECONDS);
  checkedRateLimit('rateLimit', rateLimit);
  checkedWholeNumber('maxMessageBytes', maxMessageBytes, 1, MAX_ITEM_BYTES);
  const report = reporter(options);
  return {
    store,
    authorize,
    authorizeRoom,
    modeOf: modeFinder(options),
    moderator,
    history,
    rateLimit,
    limits: relayLimits(options, rateLimit, report),
    maxMessageBytes,
    report,
  };
}

function modeFinder({ mode, moderator }: RelayOptions): RelaySettings['modeOf'] {
  return async (room) => {
    const answer: unknown = mode ? await mode(room) : moderator ? 'moderated' : 'direct';
    // A slip of the host's must not open a moderated room.
    if (answer !== 'direct' && answer !== 'moderated') {
      throw new TypeError('unable to use what mode() returned; it must be "direct" or "moderated"');
    }
    if (answer === 'moderated' && !moderator) {
      throw new TypeError('unable to relay to a moderated room; there is no moderator');
    }
    return answer;
  };
}
