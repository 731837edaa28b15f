import { withDeadline, type Clock } from '../clock.js';
import {
  fitsInItem,
  parseItem,
  serializeMessage,
  withAvatar,
  type ParsedMessage,
} from '../message.js';
import type { RejectionCode, RejectionEvent } from '../room-events.js';
import { CLAIM_SECONDS, Claims, type Result } from './claims.js';
import { RateLimiter, type RateLimit } from './rate-limiter.js';
import type { HistoryLimits, RoomStore } from './room-store.js';

/** Who writes, by the token's id; name and picture by the host's word. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

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

/** Nothing: the message passes as it is. With a `text` it passes with that. With `reject`, a reason for the sender, it does not. */
export type Verdict = undefined | null | { readonly text: string } | { readonly reject: string };

export interface ModerationOptions {
  store: RoomStore;
  /**
   * Looks at a message before anybody else sees it. One that throws, or takes too long, rejects.
   *
   * The message is a stranger's: its author's id is the service's word, and all else is a claim.
   */
  moderate: (
    message: SubmittedMessage,
    context: ModerationContext,
  ) => Verdict | void | Promise<Verdict | void>;
  /** Name and picture of a user, as everybody is to see them. Default: the id is the name. */
  profileOf?: (userId: string, room: string) => Promise<Omit<Author, 'id'>> | Omit<Author, 'id'>;
  /** Default: 100 messages, an hour. */
  history?: HistoryLimits;
  /** How long `moderate` may take, in ms. 3,000 by default; 8,000 at most: a claim lasts no longer. */
  timeoutMs?: number;
  /** Per user. Default: 10 messages in 10 s. */
  rateLimit?: RateLimit;
  /** What could not be done, for the log. The sender tries again by itself. */
  onError?: (error: unknown) => void;
}

const DEFAULT_HISTORY: HistoryLimits = { limit: 100, ttlSeconds: 3600 };
const DEFAULT_RATE_LIMIT: RateLimit = { messages: 10, seconds: 10 };
const DEFAULT_TIMEOUT_MS = 3_000;
const MAX_TIMEOUT_MS = 8_000;
/** Left of a claim, in ms, when storing begins: with less, another process may begin as well. */
const STORING_MS = 5_000;
/** A sender's clock may be ahead by so much, in ms, before its order counts for nothing. */
const MAX_AHEAD_MS = 60_000;
/** Messages of one user that wait for those before them. Its outbox asks again for the rest. */
const MAX_WAITING = 20;
const MAX_REASON_LENGTH = 200;

/**
 * Takes what was sent to a room, asks the host, and stores and publishes what passes: each message once, whatever
 * number of processes hear of it, and however many of them end in between.
 */
export class Moderation {
  readonly #options: ModerationOptions;
  readonly #clock: Clock;
  readonly #claims: Claims;
  readonly #limiter: RateLimiter;
  readonly #history: HistoryLimits;
  readonly #timeoutMs: number;
  /** For each user in a room, the end of what they have sent so far. */
  readonly #queues = new Map<string, { tail: Promise<void>; length: number }>();
  #lastOrder = 0;

  constructor(options: ModerationOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#claims = new Claims(options.store);
    this.#limiter = new RateLimiter(options.rateLimit ?? DEFAULT_RATE_LIMIT, () => clock.elapsed());
    this.#history = options.history ?? DEFAULT_HISTORY;
    this.#timeoutMs = Math.min(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS);
  }

  /**
   * Deals with an item of a room's inbox. What is no message with an id, or comes from nobody, is dropped.
   *
   * @param userId the publisher's token id: the only identity there is
   * @returns a promise that never rejects: what goes wrong is told to `onError`, and tried again by the sender
   */
  handle(room: string, item: string, userId: string | undefined): Promise<void> {
    const parsed = parseItem(item, userId);
    if (userId === undefined || parsed.kind !== 'message' || parsed.derivedId) {
      return Promise.resolve();
    }
    const key = JSON.stringify([room, userId]);
    const queue = this.#queues.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= MAX_WAITING) return Promise.resolve();
    // Every process counts every message, whichever of them deals with it.
    const isWithinRate = this.#limiter.take(userId);
    const tail = queue.tail.then(() => this.#tryTo(room, userId, parsed, isWithinRate));
    this.#queues.set(key, { tail, length: queue.length + 1 });
    return tail.finally(() => {
      const { length = 1, tail: newest = tail } = this.#queues.get(key) ?? {};
      if (length === 1) this.#queues.delete(key);
      else this.#queues.set(key, { tail: newest, length: length - 1 });
    });
  }

  async #tryTo(
    room: string,
    userId: string,
    parsed: ParsedMessage,
    isWithinRate: boolean,
  ): Promise<void> {
    try {
      await this.#process(room, userId, parsed, isWithinRate);
    } catch (error) {
      this.#options.onError?.(error);
    }
  }

  async #process(
    room: string,
    userId: string,
    { message, order }: ParsedMessage,
    isWithinRate: boolean,
  ): Promise<void> {
    const { id } = message;
    const start = this.#clock.elapsed();
    if (!(await this.#claims.take(room, userId, id))) return;
    const known = await this.#claims.resultOf(room, userId, id);
    if (known) {
      await this.#answerAgain(room, userId, id, known);
      return;
    }
    if (!isWithinRate) {
      // Not for good: the next try may be in time.
      await this.#claims.release(room, userId, id);
      await this.#reject(room, userId, id, 'rate-limited');
      return;
    }
    const verdict = await this.#judge({
      id,
      room,
      text: message.text,
      author: await this.#authorOf(userId, room),
    });
    if ('code' in verdict) {
      const { code, reason } = verdict;
      await this.#claims.note(room, userId, id, { state: 'rejected', reason: reason ?? '' });
      await this.#reject(room, userId, id, code, reason);
      return;
    }
    const item = serializeMessage({
      id,
      username: verdict.author.name,
      message: verdict.text,
      userId,
      ...withAvatar(verdict.author.avatarUrl),
      timestamp: this.#clock.now(),
      order: this.#nextOrder(order),
    });
    if (!fitsInItem(item)) {
      await this.#reject(room, userId, id, 'too-long');
      return;
    }
    if (this.#clock.elapsed() - start > CLAIM_SECONDS * 1000 - STORING_MS) return;
    await this.#claims.note(room, userId, id, { state: 'storing', item });
    await this.#options.store.push(room, item, this.#history);
    await this.#finish(room, userId, id, item);
  }

  /** The sender has not heard what became of it, or a process ended while it was at it. */
  async #answerAgain(room: string, userId: string, id: string, result: Result): Promise<void> {
    if (result.state === 'rejected') {
      await this.#reject(room, userId, id, 'rejected', result.reason);
      return;
    }
    const { store } = this.#options;
    if (result.state === 'storing') {
      const stored = await store.fetch(room, this.#history.limit);
      if (!stored.includes(result.item)) await store.push(room, result.item, this.#history);
    }
    await this.#finish(room, userId, id, result.item);
  }

  async #finish(room: string, userId: string, id: string, item: string): Promise<void> {
    await this.#claims.note(room, userId, id, { state: 'done', item });
    await this.#options.store.publish(room, item);
  }

  async #judge(message: SubmittedMessage): Promise<Passed | Failed> {
    try {
      const verdict = await withDeadline(
        this.#clock,
        this.#timeoutMs,
        new AbortController().signal,
        () => new Error('moderate() took too long'),
        async (signal) => this.#options.moderate(message, { signal }),
      );
      if (verdict === undefined || verdict === null) return message;
      if ('reject' in verdict && typeof verdict.reject === 'string') {
        return { code: 'rejected', reason: verdict.reject.slice(0, MAX_REASON_LENGTH) };
      }
      if ('text' in verdict && typeof verdict.text === 'string' && verdict.text.trim() !== '') {
        return { ...message, text: verdict.text };
      }
      throw new TypeError(
        'moderate() returned neither nothing, nor a text, nor a reason to reject',
      );
    } catch (error) {
      // Never let through what nobody has looked at.
      this.#options.onError?.(error);
      return { code: 'moderation-failed' };
    }
  }

  async #authorOf(userId: string, room: string): Promise<Author> {
    const profile = (await this.#options.profileOf?.(userId, room)) ?? { name: userId };
    return { ...profile, id: userId };
  }

  async #reject(
    room: string,
    userId: string,
    id: string,
    code: RejectionCode,
    reason?: string,
  ): Promise<void> {
    const rejection: RejectionEvent = {
      type: 'rejection',
      id,
      userId,
      code,
      ...(reason ? { reason } : {}),
    };
    await this.#options.store.publish(room, JSON.stringify(rejection));
  }

  /** Behind all that the sender had seen, by whichever process it was written. */
  #nextOrder(claimed: number | undefined): number {
    const now = this.#clock.now();
    const seen = claimed !== undefined && claimed <= now + MAX_AHEAD_MS ? claimed : 0;
    this.#lastOrder = Math.max(this.#lastOrder + 1, seen, Math.floor(now));
    return this.#lastOrder;
  }
}

type Passed = SubmittedMessage;
type Failed = Pick<RejectionEvent, 'code' | 'reason'>;
