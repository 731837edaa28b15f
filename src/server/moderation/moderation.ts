import type { Clock } from '../../platform/clock.js';
import { fitsInItem } from '../../protocol/limits.js';
import { parseItem } from '../../protocol/item.js';
import { serializeMessage, type ParsedMessage } from '../../protocol/message-codec.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { RejectionEvent } from '../../protocol/kinds/rejection.js';
import { Announcements } from './announcements.js';
import { LEASE_SECONDS, Leases, isRemoved, type Result } from '../store/leases.js';
import { askModerationHook, type HookVerdict } from './moderation-hook.js';
import { KeyedQueue } from '../limits/keyed-queue.js';
import {
  checkedModerationOptions,
  type CheckedModerationOptions,
  type ModerationOptions,
} from './moderation-options.js';
import { ModerationCounts } from './moderation-stats.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { reporter } from '../host/report.js';
import { SenderOrder } from './sender-order.js';
import { isSame, type Submission } from './submission.js';

/**
 * The time that must be left of a lease, in ms, before the verdict is recorded and before the message is stored: as long
 * as the requests that follow may take. With less, another process might store it at the same time.
 */
const NOTING_MS = 5_000;
const PUSHING_MS = 2_500;
/** A refused message is kept from the other processes for so long, in seconds: one refusal is enough. */
const REFUSAL_SECONDS = 2;

/** What a submission's rejection says. */
type Refusal = Pick<RejectionEvent, 'code' | 'reason'>;

/**
 * Takes what was sent to a room, asks the host, and stores and publishes what passes: each message once, whatever
 * number of processes hear of it, and however many of them end in between.
 *
 * Nothing is stored twice here. A sender who hears neither the message nor its rejection sends it again under the same
 * id, for as long as it takes, and whatever process hears it takes it up where the last one left it.
 */
export class Moderation {
  readonly #options: ModerationOptions;
  readonly #checked: CheckedModerationOptions;
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #limiter: RateLimiter;
  /** Of refusals: each costs requests, and reaches everybody in the room. Beyond it there is no answer at all. */
  readonly #refusals: RateLimiter;
  readonly #queue = new KeyedQueue();
  readonly #order: SenderOrder;
  readonly #announcements: Announcements;
  /** Messages that are being dealt with here: asked for again meanwhile, they cost their sender nothing more. */
  readonly #underWay = new Set<string>();
  readonly counts = new ModerationCounts();
  readonly #report: (error: unknown) => void;

  /** @throws {TypeError} naming an option that makes no sense */
  constructor(options: ModerationOptions, clock: Clock) {
    this.#options = options;
    this.#checked = checkedModerationOptions(options);
    this.#clock = clock;
    this.#leases = new Leases(options.store);
    this.#order = new SenderOrder(options.store, clock);
    const { rateLimit } = this.#checked;
    this.#limiter = new RateLimiter(rateLimit, () => clock.elapsed());
    this.#refusals = new RateLimiter(rateLimit, () => clock.elapsed());
    const report = reporter(options);
    this.#report = report;
    const { store } = options;
    const historyLimit = this.#checked.history.limit;
    this.#announcements = new Announcements({ store, clock, historyLimit, report });
  }

  /**
   * Deals with an item of a room's inbox. What is no message with an id, or comes from nobody, is dropped.
   *
   * @param userId the publisher's token id: the only identity there is
   * @param onTaken called when it is a message, and not too much at once
   * @returns a promise that never rejects: what goes wrong is told to `onError`, and tried again by the sender
   */
  async handle(
    room: string,
    item: string,
    userId: string | undefined,
    onTaken?: () => void,
  ): Promise<void> {
    // Larger than a topic would have brought it: by another way, that is. It could not be published either.
    if (!userId || !fitsInItem(item)) return;
    const parsed = parseItem(item, userId);
    if (parsed.kind !== 'message' || parsed.derivedId) return;
    const key = JSON.stringify([room, userId, parsed.message.id]);
    if (this.#underWay.has(key)) return;
    // Counted by every process that hears it, whichever of them deals with it.
    const isWithinRate = this.#limiter.take(userId);
    if (!isWithinRate) this.counts.rateLimited += 1;
    if (!isWithinRate && !this.#refusals.take(userId)) return;
    if (isWithinRate) onTaken?.();
    const submission = this.#submission(room, userId, parsed);
    this.#underWay.add(key);
    // One person's messages to a room stay in order.
    await this.#queue.run(JSON.stringify([room, userId]), async () => {
      try {
        if (isWithinRate) await this.#process(submission);
        else await this.#refuse(submission);
      } catch (error) {
        this.#report(error);
      }
    });
    this.#underWay.delete(key);
  }

  #submission(room: string, userId: string, { message, order }: ParsedMessage): Submission {
    const arrival = this.#order.nextArrival(order);
    return { room, userId, id: message.id, text: message.text, order, arrival };
  }

  async #process(submission: Submission): Promise<void> {
    const { room, userId, id } = submission;
    const leasedAt = this.#clock.elapsed();
    if (!(await this.#leases.acquire(room, userId, id))) return;
    const hasTimeFor = (ms: number): boolean =>
      this.#clock.elapsed() - leasedAt <= LEASE_SECONDS * 1000 - ms;
    const known = await this.#leases.resultOf(room, userId, id);
    if (known) {
      await this.#answerAgain(submission, known, hasTimeFor);
      return;
    }
    const askedAt = this.#clock.elapsed();
    const verdict = await askModerationHook(
      this.#options,
      submission,
      this.#checked.timeoutMs,
      this.#clock,
      this.#report,
    );
    this.counts.countVerdict(outcomeOf(verdict), this.#clock.elapsed() - askedAt);
    // Whatever the host says now, another process may have asked it, too, and gone by what it said then.
    if (!hasTimeFor(NOTING_MS)) return;
    if (!verdict.passes) {
      await this.#recordRejection(submission, verdict);
      return;
    }
    const item = await this.#itemOf(submission, verdict);
    if (!fitsInItem(item)) {
      await this.#recordRejection(submission, { code: 'too-long' });
      return;
    }
    await this.#leases.record(room, userId, id, { state: 'storing', item });
    await this.#push(submission, item, hasTimeFor);
  }

  /** The sender has not heard what became of it, or a process ended while it was at it. */
  async #answerAgain(
    submission: Submission,
    known: Result,
    hasTimeFor: (ms: number) => boolean,
  ): Promise<void> {
    if (known.state === 'rejected') {
      await this.#reject(submission, known);
      return;
    }
    const { store } = this.#options;
    if (await isRemoved(store, submission.room, submission.id)) {
      await this.#reject(submission, { code: 'rejected' });
    } else if (known.state === 'done') {
      await this.#announce(submission, () => store.publish(submission.room, known.item));
    } else {
      const stored = await store.fetch(submission.room, this.#checked.history.limit);
      const found = stored.find((item) => isSame(item, submission));
      if (found === undefined) await this.#push(submission, known.item, hasTimeFor);
      else await this.#announce(submission, () => this.#publish(submission, found));
    }
  }

  async #push(
    submission: Submission,
    item: string,
    hasTimeFor: (ms: number) => boolean,
  ): Promise<void> {
    // The process may have been asleep.
    if (!hasTimeFor(PUSHING_MS)) return;
    await this.#announce(submission, async () => {
      await this.#options.store.push(submission.room, item, this.#checked.history);
      await this.#publish(submission, item);
    });
  }

  /** Whatever of this fails, the message may be stored: then all hear of it. */
  async #announce(submission: Submission, publish: () => Promise<void>): Promise<void> {
    try {
      await publish();
    } catch (error) {
      const { room, id } = submission;
      this.#announcements.later(room, id, (item) => isSame(item, submission));
      throw error;
    }
  }

  async #publish({ room, userId, id }: Submission, item: string): Promise<void> {
    await this.#leases.record(room, userId, id, { state: 'done', item });
    await this.#options.store.publish(room, item);
  }

  async #itemOf(
    { room, id, userId, order, arrival }: Submission,
    judgement: HookVerdict & { passes: true },
  ): Promise<string> {
    const { text, author } = judgement;
    const message: ChatMessage = {
      id,
      text,
      author: { ...author, id: userId, verified: true },
      // The server's: a sender's clock may be wrong, on purpose.
      sentAt: Math.floor(this.#clock.now()),
    };
    return serializeMessage(message, await this.#order.placeOf(room, userId, order, arrival));
  }

  async #recordRejection(submission: Submission, { code, reason }: Refusal): Promise<void> {
    const { room, userId, id } = submission;
    // Nobody has judged it: the sender may try again, with the same id.
    if (code !== 'moderation-failed') {
      const result: Result = { state: 'rejected', code, ...withReason(reason) };
      await this.#leases.record(room, userId, id, result);
    }
    await this.#reject(submission, { code, ...withReason(reason) });
    if (code === 'moderation-failed') await this.#leases.release(room, userId, id);
  }

  /** Too much at once. Not for good: nothing is noted, and the next try may be in time. */
  async #refuse(submission: Submission): Promise<void> {
    const { room, userId, id } = submission;
    if (!(await this.#leases.acquire(room, userId, id, REFUSAL_SECONDS))) return;
    await this.#reject(submission, { code: 'rate-limited' });
  }

  async #reject({ room, userId, id }: Submission, { code, reason }: Refusal): Promise<void> {
    const event: RejectionEvent = { type: 'rejection', id, userId, code, ...withReason(reason) };
    await this.#options.store.publish(room, JSON.stringify(event));
  }
}

function outcomeOf(verdict: HookVerdict): 'passed' | 'rejected' | 'failed' {
  if (verdict.passes) return 'passed';
  return verdict.code === 'moderation-failed' ? 'failed' : 'rejected';
}

function withReason(reason: string | undefined): { reason?: string } {
  return reason ? { reason } : {};
}
