import { checkedSeconds, checkedWholeNumber } from '../host/checked-numbers.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';

/** Who writes: the id by the token, name and picture by the host's word. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

/** What is shown of a user beside their id. */
export type Profile = Omit<Author, 'id'>;

/** A message that somebody wants to send. */
export interface SubmittedMessage {
  readonly id: string;
  readonly room: string;
  readonly text: string;
  readonly author: Author;
}

export interface ModerationContext {
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
}

/**
 * What becomes of a message. Nothing: it passes as it is. A `text`: it passes with that. A reason to `reject` it, for
 * its sender to read: it does not pass.
 */
export type Verdict = undefined | null | { readonly text: string } | { readonly reject: string };

export interface ModerationOptions {
  /** In Node `momentoRoomStore({ credentialProvider })`, from `momento-chat/server/momento-room-store`. */
  store: RoomStore;
  /**
   * Looks at a message before anybody else sees it. One that throws, takes too long or returns anything but a
   * verdict rejects the message: what nobody has looked at is not shown.
   *
   * The text is a stranger's. The author's id is Momento's word, by the token that the message came with.
   */
  moderate(
    message: SubmittedMessage,
    context: ModerationContext,
  ): Verdict | void | Promise<Verdict | void>;
  /**
   * Name and picture of a user, as everybody is to see them: what a browser claims about itself is not asked. By
   * default the name is the id. Fails like `moderate`, and counts against its time.
   */
  profileOf?(userId: string, room: string): Profile | Promise<Profile>;
  /** How much is kept of a room. 100 messages by default, for an hour after the last one. */
  history?: HistoryLimits;
  /** How long `moderate` may take, in ms: up to 8,000, 3,000 by default. Shorter than a lease. */
  timeoutMs?: number;
  /** What one person may send, to all rooms together: 10 messages in 10 s by default. */
  rateLimit?: RateLimit;
  /** Gets what went wrong, for the host's log; by default `console.error`. The senders ask again by themselves. */
  onError?(error: unknown): void;
}

const DEFAULT_HISTORY: HistoryLimits = { limit: 100, ttlSeconds: 3_600 };
const DEFAULT_RATE_LIMIT: RateLimit = { messages: 10, seconds: 10 };
const DEFAULT_TIMEOUT_MS = 3_000;
const MAX_TIMEOUT_MS = 8_000;
/** Momento's limit: a day. */
const MAX_TTL_SECONDS = 86_400;

/** The options with their defaults, checked. */
export interface CheckedModerationOptions {
  readonly history: HistoryLimits;
  readonly timeoutMs: number;
  readonly rateLimit: RateLimit;
}

/**
 * Checks the options when the host starts, rather than when a message comes.
 *
 * @throws {TypeError} naming the option that makes no sense.
 */
export function checkedModerationOptions(options: ModerationOptions): CheckedModerationOptions {
  const {
    history = DEFAULT_HISTORY,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    rateLimit = DEFAULT_RATE_LIMIT,
  } = options;
  checkedWholeNumber('history.limit', history.limit, 0, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('history.ttlSeconds', history.ttlSeconds, 1, MAX_TTL_SECONDS);
  checkedWholeNumber('timeoutMs', timeoutMs, 1, MAX_TIMEOUT_MS);
  checkedWholeNumber('rateLimit.messages', rateLimit.messages, 1, Number.MAX_SAFE_INTEGER);
  checkedSeconds('rateLimit.seconds', rateLimit.seconds);
  return { history, timeoutMs, rateLimit };
}
