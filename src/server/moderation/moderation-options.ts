import { checkedAttachments, checkedFileLimits } from '../host/attachment-option.js';
import type { Bot } from '../bot/bot.js';
import type { ModerationDesk } from '../desk/moderation-desk.js';
import { checkedSeconds, checkedWholeNumber } from '../host/checked-numbers.js';
import type { InboxFeed } from '../inbox/inbox-feed.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import type { Role } from '../../protocol/role.js';
import type { FileLimits } from '../limits/file-quota.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import { hasFiles } from '../store/file-items.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';

/** The author of a message: the id comes from the token, name and picture come from the host. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

/** A user's public data without the id. */
export type Profile = Omit<Author, 'id'>;

/** A message before moderation. */
export interface SubmittedMessage {
  readonly id: string;
  readonly room: string;
  /** Blank if the message has nothing but files. */
  readonly text: string;
  readonly author: Author;
  /** The id of the message whose text this replaces, if it is an edit. */
  readonly editOf?: string;
  /** The answers that the bot of this moderator offers with it as buttons; left out if it offers none. */
  readonly suggestions?: readonly string[];
}

export interface ModerationContext {
  /** Aborts after `timeoutMs`. */
  readonly signal: AbortSignal;
}

/**
 * The decision on a message:
 * - `undefined` or `null`: it passes unchanged
 * - `text`: it passes with this text instead of its own
 * - `reject`: it does not pass, and its sender is shown this reason
 */
export type Verdict = undefined | null | { readonly text: string } | { readonly reject: string };

/** A file before moderation. */
export interface SubmittedAttachment {
  /** The id of the message that it goes with. */
  readonly messageId: string;
  readonly room: string;
  /** Of the message. */
  readonly author: Author;
  /** The file's name, as the sender gives it. */
  readonly name: string;
  /** The MIME type. Of a picture it is by the bytes; of other files the sender claims it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Of a picture, in pixels, by the header of the bytes. */
  readonly width?: number;
  readonly height?: number;
  /** A picture's description, as the sender gives it. */
  readonly alt?: string;
}

/**
 * The decision on a file:
 * - `undefined` or `null`: it passes unchanged
 * - `bytes`: these pass instead of its own, with the `type`, `name` and `alt` that it has, or with those given. The type, the
 *   width and the height of pictures are by the bytes.
 * - `reject`: its message does not pass, with none of its files, and its sender is shown this reason
 */
export type AttachmentVerdict =
  | undefined
  | null
  | {
      readonly bytes: Uint8Array;
      readonly type?: string;
      readonly name?: string;
      readonly alt?: string;
    }
  | { readonly reject: string };

export interface ModerationOptions {
  /** In Node `momentoRoomStore({ credentialProvider })`, from `momento-chat/server/momento-room-store`. */
  store: RoomStore;
  /**
   * Decides on a message before it is shown to others. If the function throws, takes too long or returns anything but a
   * verdict, the message is rejected, so that no message is shown unchecked.
   *
   * The text is untrusted. The author's id is trusted: Momento reads it from the token with which the message was sent.
   */
  moderate(
    message: SubmittedMessage,
    context: ModerationContext,
  ): Verdict | void | Promise<Verdict | void>;
  /**
   * Decides on a file before it is shown to others. Without it, moderated rooms take no files: messages pass without theirs,
   * and those with nothing else are rejected. `moderate` is asked first, about the text; then this function is asked about
   * each file, one after the other. One file that does not pass holds back its message with all of its files. If the function
   * throws, takes longer than `timeoutMs` or returns anything but a verdict, the message is rejected.
   *
   * A server compares the bytes with the message's description before, and the header of a picture with its type. It does not
   * decode pictures, and they keep what cameras write beside the pixels: the place, perhaps. Browsers remove that; changed
   * ones do not. Return other `bytes` to be sure.
   *
   * The `store` needs `getBytes` and `setBytes`.
   *
   * @param bytes untrusted, like the name, the description, and the type of what is no picture
   */
  moderateAttachment?(
    bytes: Uint8Array,
    file: SubmittedAttachment,
    context: ModerationContext,
  ): AttachmentVerdict | void | Promise<AttachmentVerdict | void>;
  /**
   * Which files `moderateAttachment` is asked about: as the option of the token endpoint, which takes over these rules for
   * moderated rooms. `images` of 1,048,576 bytes (1 MB) at most by default.
   */
  attachments?: false | Partial<AttachmentRules>;
  /**
   * How many files `moderateAttachment` is asked about, and how many bytes of them are read: 30 files in a minute and
   * 104,857,600 bytes (100 MB) in an hour from one user, in all rooms together; five times as much from all users of a room.
   * A message beyond a limit is refused before a byte of its files is read, and its sender is told when it may pass.
   *
   * Files count as their sender describes them, once for each time that they are looked at, also if they do not pass. The
   * count is kept in the memory of each process, which counts what is sent in its share of the rooms.
   */
  attachmentLimits?: Partial<FileLimits>;
  /**
   * Returns what a user is told whose files are beyond `attachmentLimits`; 200 characters of it at most. In English by
   * default: `Too many files for now. Try again in 5 minutes.`
   *
   * @param retryAfterMs when the message may pass; `Infinity`: its files are too many, or too large, for one message
   */
  attachmentLimitReason?(retryAfterMs: number, userId: string, room: string): string;
  /**
   * Returns the name and picture that are shown for a user. The browser's own claims are ignored. By default the name
   * is the id. If it fails, the message is rejected, and its time counts against `timeoutMs`.
   */
  profileOf?(userId: string, room: string): Profile | Promise<Profile>;
  /**
   * Returns a user's role in a room: a `moderator` or an `owner` may remove the messages of others. Without it everybody is a
   * `member`. It is called when a user removes a message that they may not remove as its author. If it fails, or takes longer
   * than `timeoutMs`, the message stays, and the user is told so.
   *
   * Return the same role as `authorize` of the token endpoint, or `authorizeRoom` of the relay: by theirs the chat only knows
   * what to offer.
   */
  roleOf?(userId: string, room: string): Role | Promise<Role>;
  /**
   * Moderators' mutes and bans, slow mode and read-only rooms: the return value of `createModerationDesk`. Each message then
   * costs two more reads of the cache. Moderators also give their orders in the chat.
   */
  desk?: ModerationDesk;
  /** Answers messages: the return value of `createBot`, for this moderator alone. */
  bot?: Bot;
  /** Keeps the rooms' conversations for agents: the return value of `createInbox`. */
  inbox?: { readonly feed: InboxFeed };
  /** How much of a room's history is kept. By default 100 messages, for an hour after the last one. */
  history?: HistoryLimits;
  /** How long `moderate`, `moderateAttachment` (for each file) or `roleOf` may take, in ms: up to 8,000, so that it is shorter than a lease. 3,000 by default. */
  timeoutMs?: number;
  /** How many messages one user may send, counted over all rooms: 10 messages in 10 s by default. */
  rateLimit?: RateLimit;
  /** How many reactions one user may give or take back, counted over all rooms: 30 in 30 s by default. */
  reactionRateLimit?: RateLimit;
  /** Whether visitors may react to messages. True by default. */
  reactions?: boolean;
  /** How long authors may edit a message after they sent it, in seconds; 0: not at all. No limit by default. */
  editSeconds?: number;
  /**
   * How long authors may remove a message after they sent it, in seconds; 0: not at all. No limit by default, and none for
   * moderators.
   */
  removalSeconds?: number;
  /** Receives errors, for the host's log. By default `console.error`. The senders' browsers retry by themselves. */
  onError?(error: unknown): void;
}

const DEFAULT_HISTORY: HistoryLimits = { limit: 100, ttlSeconds: 3_600 };
const DEFAULT_RATE_LIMIT: RateLimit = { messages: 10, seconds: 10 };
const DEFAULT_REACTION_RATE_LIMIT: RateLimit = { messages: 30, seconds: 30 };
const DEFAULT_TIMEOUT_MS = 3_000;
const MAX_TIMEOUT_MS = 8_000;
/** Momento's limit for lists: one day. */
const MAX_TTL_SECONDS = 86_400;

/** The checked options, with defaults applied. */
export interface CheckedModerationOptions {
  readonly history: HistoryLimits;
  readonly timeoutMs: number;
  readonly rateLimit: RateLimit;
  readonly reactionRateLimit: RateLimit;
  readonly reactions: boolean;
  /** The files that are looked at; undefined: none. */
  readonly attachments: AttachmentRules | undefined;
  readonly attachmentLimits: FileLimits;
  /** In seconds. */
  readonly edits: number;
  readonly removals: number;
}

/**
 * Checks the options when the host starts, rather than at the first message.
 *
 * @throws {TypeError} naming the invalid option
 */
export function checkedModerationOptions(options: ModerationOptions): CheckedModerationOptions {
  const {
    history = DEFAULT_HISTORY,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    rateLimit = DEFAULT_RATE_LIMIT,
    reactionRateLimit = DEFAULT_REACTION_RATE_LIMIT,
    reactions = true,
    editSeconds: edits = Infinity,
    removalSeconds: removals = Infinity,
  } = options;
  checkedWholeNumber('history.limit', history.limit, 0, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('history.ttlSeconds', history.ttlSeconds, 1, MAX_TTL_SECONDS);
  checkedWholeNumber('timeoutMs', timeoutMs, 1, MAX_TIMEOUT_MS);
  checkRateLimit('rateLimit', rateLimit);
  checkRateLimit('reactionRateLimit', reactionRateLimit);
  checkWindow('editSeconds', edits);
  checkWindow('removalSeconds', removals);
  const attachments = filesTaken(options);
  const attachmentLimits = checkedFileLimits(options.attachmentLimits);
  return {
    ...{ history, timeoutMs, rateLimit, reactionRateLimit, reactions },
    ...{ attachments, attachmentLimits, edits, removals },
  };
}

function filesTaken(options: ModerationOptions): AttachmentRules | undefined {
  const rules = checkedAttachments(options.attachments);
  if (!rules || !options.moderateAttachment) return undefined;
  if (hasFiles(options.store)) return rules;
  throw new TypeError(
    'unable to use moderateAttachment; the store has no getBytes and setBytes to bring it files',
  );
}

function checkRateLimit(name: string, { messages, seconds }: RateLimit): void {
  checkedWholeNumber(`${name}.messages`, messages, 1, Number.MAX_SAFE_INTEGER);
  checkedSeconds(`${name}.seconds`, seconds);
}

function checkWindow(name: string, seconds: number): void {
  if (seconds !== Infinity) checkedWholeNumber(name, seconds, 0, Number.MAX_SAFE_INTEGER);
}
