import type { Server as HttpServer } from 'node:http';
import type { Namespace, Server, ServerOptions, Socket } from 'socket.io';
import type { PreChatAnswers } from '../../protocol/answers.js';
import { DEFAULT_ATTACHMENT_BYTES, type AttachmentRules } from '../../protocol/attachments.js';
import { MAX_ITEM_BYTES } from '../../protocol/limits.js';
import type { Role } from '../../protocol/role.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import type { Bot } from '../bot/bot.js';
import type { ModerationDesk } from '../desk/moderation-desk.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { checkedAttachments } from '../host/attachment-option.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import type { InboxFeed } from '../inbox/inbox-feed.js';
import type { Moderator } from '../moderation/moderator.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import {
  checkedRateLimit,
  relayLimits,
  type RelayLimitOptions,
  type RelayLimits,
} from './relay-limits.js';
import { reporter } from '../host/report.js';
import { hasFiles } from '../store/file-items.js';
import type { HistoryLimits, LiveRoomStore } from '../store/room-store.js';

/** A visitor's rights in a room. */
export interface RoomAuthorization {
  /** The visitor may read and not write. */
  readOnly?: boolean;
  /**
   * What the visitor is in the room, until they join it again; `member` by default, and for unknown values. A `moderator` or an
   * `owner` may remove the messages of others. In a moderated room the moderator's `roleOf` decides.
   */
  role?: Role;
  /** What agents see of the visitor in their inbox, as for the token endpoint. */
  context?: Readonly<Record<string, string>>;
}

export interface RelayOptions extends RelayLimitOptions {
  /**
   * A socket.io server of the host, or one of its namespaces. Use it for the relay only: `authorize` is called for each
   * of its sockets. Its `maxHttpBufferSize` should be small: 72 KB (73,728 bytes) are enough for every message and every part
   * of a file. With less the relay takes no files; 32 KB are enough for messages.
   */
  io?: Server | Namespace;
  /** Instead of `io`: an HTTP server, to which the relay adds its own socket.io server. */
  server?: HttpServer;
  /**
   * With `server`: other origins whose pages may connect with cookies, such as `["https://example.com"]`. None by
   * default: pages of the server's own origin need no entry. If a proxy ends TLS, the server knows its origin only as
   * `http://…`, so the pages' `https://…` origin needs an entry. Browsers send no preflight before opening a WebSocket
   * to another origin, so every handshake is checked. With your own `io`, check the origin in `allowRequest`.
   */
  allowedOrigins?: readonly string[];
  /** With `server`: socket.io's options, such as `path`. Your own `allowRequest` replaces the check of origins. */
  serverOptions?: Partial<ServerOptions>;
  /** The rooms: `momentoRoomStore({ credentialProvider })`. The host closes it, not the relay. */
  store: LiveRoomStore;
  /**
   * Returns a socket's user, by its cookies or its `auth`. `null` refuses the socket. Without this function all
   * visitors are accepted as guests.
   *
   * @param answers what the visitor has answered before the chat, as for the token endpoint: their own word, and no proof
   */
  authorize?: (
    request: {
      readonly handshake: Socket['handshake'];
      readonly socket: Socket;
    },
    answers: PreChatAnswers,
  ) => AuthorizedUser | null | Promise<AuthorizedUser | null>;
  /**
   * Returns a visitor's rights in a room. It is called for each join. `false` refuses. Without this function every room
   * is open to all visitors that `authorize` accepts, and a room is created when a visitor joins it.
   *
   * @param user undefined without `authorize`
   * @param answers as for `authorize`
   */
  authorizeRoom?: (
    user: AuthorizedUser | undefined,
    room: string,
    answers: PreChatAnswers,
  ) => boolean | RoomAuthorization | Promise<boolean | RoomAuthorization>;
  /**
   * Returns whether a room is moderated. It must return the same as the token endpoint's `mode`. By default all rooms
   * are moderated if there is a `moderator`, and none otherwise.
   */
  mode?: (room: string) => ChatMode | Promise<ChatMode>;
  /**
   * Processes the messages to moderated rooms, and the reactions, edits and removals. `attachments` are the files that
   * moderated rooms take: a moderator without `moderateAttachment` has none.
   */
  moderator?: Pick<Moderator, 'submit'> & Partial<Pick<Moderator, 'attachments'>>;
  /**
   * Moderators' mutes and bans, slow mode and read-only rooms: the return value of `createModerationDesk`. In direct rooms the
   * relay obeys it, in moderated ones the `moderator` does, which needs it, too. A ban also refuses to let a user join.
   */
  desk?: ModerationDesk;
  /**
   * Keeps the rooms' conversations for agents: the return value of `createInbox`. The relay tells it of direct rooms; of moderated
   * ones the `moderator` does, which needs it, too.
   */
  inbox?: {
    readonly feed: Pick<
      InboxFeed,
      'onStored' | 'onEdited' | 'onVisitor' | 'isForBot' | 'handOver' | 'availability'
    >;
  };
  /**
   * Answers messages in direct rooms: the return value of `createBot`. In moderated rooms the moderator's own bot does. It needs
   * no `moderate`: nobody looks at its answers but `reply`.
   */
  bot?: Bot;
  /**
   * Which files go with the messages of direct rooms, as the option of the token endpoint: by default `images` of 1,048,576
   * bytes (1 MB) each; `false`: no files in any room. Moderated rooms take the files that the `moderator` looks at.
   *
   * Clients send and fetch them over the relay, in parts of 48 KB. The relay compares the bytes with the message before it
   * stores them where the room's readers can fetch them. They are items of the cache for 24 hours at most. The `store` needs
   * `getBytes` and `setBytes`; without them there are no files by default.
   */
  attachments?: false | Partial<AttachmentRules>;
  /** The limits of direct rooms; a moderator has its own. By default 100 messages, for an hour after the last one. */
  history?: HistoryLimits;
  /** The most messages, edits and removals of one user or guest. By default 20 in 10 s. */
  rateLimit?: RateLimit;
  /** The most reactions of one user or guest, and five times as many of one address. By default 20 in 10 s. */
  reactionRateLimit?: RateLimit;
  /** The largest message as it is stored, with its id, author and time, in bytes; 4,096 by default and at most. */
  maxMessageBytes?: number;
  /** Receives the relay's errors, for the host's log. By default `console.error`. */
  onError?: (error: unknown) => void;
}

const DEFAULT_HISTORY: HistoryLimits = { limit: 100, ttlSeconds: 3_600 };
const DEFAULT_RATE_LIMIT: RateLimit = { messages: 20, seconds: 10 };
/** The service's limit for the time to live, in seconds. */
const MAX_TTL_SECONDS = 86_400;

/** The checked options, with defaults applied. */
export interface RelaySettings {
  readonly store: LiveRoomStore;
  readonly authorize: RelayOptions['authorize'];
  readonly authorizeRoom: RelayOptions['authorizeRoom'];
  /** @throws if the host's function throws, or if the room is moderated and there is no moderator */
  readonly modeOf: (room: string) => Promise<ChatMode>;
  readonly moderator: RelayOptions['moderator'];
  readonly desk: RelayOptions['desk'];
  readonly inbox: RelayOptions['inbox'];
  readonly bot: RelayOptions['bot'];
  /** The files that rooms take, by their mode; undefined: none. */
  readonly attachments: Readonly<Record<ChatMode, AttachmentRules | undefined>>;
  readonly history: HistoryLimits;
  readonly rateLimit: RateLimit;
  readonly reactionRateLimit: RateLimit;
  readonly limits: RelayLimits;
  readonly maxMessageBytes: number;
  readonly report: (error: unknown) => void;
}

/** @throws TypeError naming the invalid option */
export function relaySettings(options: RelayOptions): RelaySettings {
  const { store, authorize, authorizeRoom, moderator, desk, inbox, bot } = options;
  const {
    history = DEFAULT_HISTORY,
    rateLimit = DEFAULT_RATE_LIMIT,
    reactionRateLimit = DEFAULT_RATE_LIMIT,
    maxMessageBytes = MAX_ITEM_BYTES,
  } = options;
  if ((options.io === undefined) === (options.server === undefined)) {
    throw new TypeError('unable to relay; give either io or server');
  }
  checkedWholeNumber('history.limit', history.limit, 0, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('history.ttlSeconds', history.ttlSeconds, 1, MAX_TTL_SECONDS);
  checkedRateLimit('rateLimit', rateLimit);
  checkedRateLimit('reactionRateLimit', reactionRateLimit);
  checkedWholeNumber('maxMessageBytes', maxMessageBytes, 1, MAX_ITEM_BYTES);
  const report = reporter(options);
  const attachments = filesTaken(options);
  const sizes = [attachments.direct, attachments.moderated].flatMap(
    (rules) => rules?.maxSize ?? [],
  );
  const maxFileBytes = Math.max(0, ...sizes) || DEFAULT_ATTACHMENT_BYTES;
  return {
    store,
    authorize,
    authorizeRoom,
    modeOf: modeFinder(options),
    moderator,
    desk,
    inbox,
    bot,
    attachments,
    history,
    rateLimit,
    reactionRateLimit,
    limits: relayLimits(options, rateLimit, maxFileBytes, report),
    maxMessageBytes,
    report,
  };
}

function filesTaken({ attachments, store, moderator }: RelayOptions): RelaySettings['attachments'] {
  const direct = checkedAttachments(attachments);
  // Without these rules nobody looks at the files of moderated rooms.
  const moderated = direct && checkedAttachments(moderator?.attachments ?? false);
  if (!direct || hasFiles(store)) return { direct, moderated };
  if (attachments === undefined) return { direct: undefined, moderated: undefined };
  throw new TypeError(
    'unable to use attachments; the store has no getBytes and setBytes for files',
  );
}

function modeFinder({ mode, moderator }: RelayOptions): RelaySettings['modeOf'] {
  return async (room) => {
    const answer: unknown = mode ? await mode(room) : moderator ? 'moderated' : 'direct';
    // A mistake in the host's code must not open a moderated room.
    if (answer !== 'direct' && answer !== 'moderated') {
      throw new TypeError(
        'unable to use the return value of mode(); it must be "direct" or "moderated"',
      );
    }
    if (answer === 'moderated' && !moderator) {
      throw new TypeError('unable to relay to a moderated room; there is no moderator');
    }
    return answer;
  };
}
