import type { ChatMessage } from '../../protocol/message.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import type { RateLimit } from '../limits/rate-limiter.js';
import type { RoomStore } from '../store/room-store.js';
import { BOT_PREFIX } from '../../protocol/bot-prefix.js';

/** What `reply` knows besides the message. */
export interface BotContext {
  /** The same each time that the answer to this message is asked for: after a process was killed, it is asked for again. */
  readonly requestId: string;
  readonly room: string;
  /** The messages before this one, oldest first: 20 by default. */
  readonly history: readonly ChatMessage[];
  /** Aborts when the answer is not wanted any more: the visitor has written again, or the time is up. */
  readonly signal: AbortSignal;
  /**
   * Gives the conversation to the agents, after this answer, which may be none: the bot is silent until an agent gives it back.
   * It needs the moderator's `inbox`; without it nothing happens.
   */
  readonly handOver: () => void;
  /**
   * Offers answers as buttons below this answer: visitors see them until a message follows, and send one with one press. The last
   * call counts. 6 texts at most, each of 200 UTF-16 code units at most, and of 1,000 bytes together; others are left out.
   */
  readonly suggest: (texts: readonly string[]) => void;
}

/** An answer: a text, a text as it comes (each value is added to it), or none. */
export type BotReply = string | AsyncIterable<string> | null | undefined;

export interface BotOptions {
  /** The store of the rooms, the same as the moderator’s. */
  store: RoomStore;
  /**
   * The bot: an id that begins with `bot-`, and the name that is shown while it writes. The moderator’s `profileOf` gives the
   * name of its messages, as for all users.
   */
  user: { readonly id: string; readonly name: string };
  /**
   * Answers a message. It is asked about each message that was shown, except those of bots. The text is untrusted: do not let
   * it decide what the bot may do.
   */
  reply(message: ChatMessage, context: BotContext): BotReply | Promise<BotReply>;
  /** What is said in place of an answer that failed or took too long; by default nothing. */
  onFailure?(message: ChatMessage, error: unknown): string | null | undefined;
  /** How long an answer may take, in ms, up to 300,000 (5 minutes); 30,000 by default. */
  timeoutMs?: number;
  /** How many answers a visitor gets, in all rooms together; 30 in an hour by default. Each process counts those that it gives. */
  budget?: RateLimit;
  /** How many messages `reply` gets as history; 20 by default, 100 at most. */
  historyLength?: number;
  /** How many answers this process works on at a time; others wait. 20 by default. */
  concurrency?: number;
  /**
   * How often readers see a growing answer, in ms: 1,000 at least, and by default. 0: they only see that the bot is writing.
   * Each time costs an operation for the bot and one for each reader.
   */
  progressMs?: number;
  /** Receives the errors of `reply` and of the store, for the host’s log. By default `console.error`. */
  onError?(error: unknown): void;
}

export type CheckedBotOptions = Readonly<
  Required<
    Pick<BotOptions, 'timeoutMs' | 'budget' | 'historyLength' | 'concurrency' | 'progressMs'>
  >
>;

const DEFAULTS: CheckedBotOptions = {
  timeoutMs: 30_000,
  budget: { messages: 30, seconds: 3_600 },
  historyLength: 20,
  concurrency: 20,
  progressMs: 1_000,
};

/** @throws {TypeError} naming the invalid option */
export function checkedBotOptions(options: BotOptions): CheckedBotOptions {
  const { id, name } = options.user;
  if (typeof id !== 'string' || !id.startsWith(BOT_PREFIX) || id.length > 64) {
    throw new TypeError(
      `unable to use user.id of a bot; it must begin with "${BOT_PREFIX}", and have 64 characters at most`,
    );
  }
  if (typeof name !== 'string' || name.trim() === '') {
    throw new TypeError('unable to use user.name of a bot; it is empty');
  }
  const checked = {
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    budget: options.budget ?? DEFAULTS.budget,
    historyLength: options.historyLength ?? DEFAULTS.historyLength,
    concurrency: options.concurrency ?? DEFAULTS.concurrency,
    progressMs: options.progressMs ?? DEFAULTS.progressMs,
  };
  checkedWholeNumber('timeoutMs', checked.timeoutMs, 1, 300_000);
  checkedWholeNumber('budget.messages', checked.budget.messages, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('budget.seconds', checked.budget.seconds, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('historyLength', checked.historyLength, 0, 100);
  checkedWholeNumber('concurrency', checked.concurrency, 1, 1_000);
  if (checked.progressMs !== 0) {
    checkedWholeNumber('progressMs', checked.progressMs, 1_000, Number.MAX_SAFE_INTEGER);
  }
  return checked;
}
