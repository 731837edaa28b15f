import type { Clock } from '../../platform/clock.js';
import type { Attachment, AttachmentRules } from '../../protocol/attachments.js';
import { isBlank } from '../../protocol/blank.js';
import { fitsInItem } from '../../protocol/limits.js';
import { parseItem } from '../../protocol/item.js';
import { keepMentions } from '../../protocol/mentions.js';
import { serializeMessage, type ParsedMessage } from '../../protocol/message-codec.js';
import type { ChatMessage } from '../../protocol/message.js';
import { LatePublisher } from './late-publisher.js';
import { Leases, isRemoved, type Lease, type LeaseTimes, type Result } from '../store/leases.js';
import { askModerationHook, authorOfUser, type HookVerdict } from './moderation-hook.js';
import { Intake } from './intake.js';
import { ModeratedFiles } from './moderated-files.js';
import {
  checkedModerationOptions,
  type CheckedModerationOptions,
  type ModerationOptions,
} from './moderation-options.js';
import { ModerationCounts, type ModeratorStats } from './moderation-stats.js';
import { reporter } from '../host/report.js';
import { rejectionItem, withReason, type Refusal } from './rejections.js';
import { readRelation, RelationModeration } from './relation-moderation.js';
import { ACTIVITY, parseActivity } from '../../protocol/kinds/activity.js';
import { reaction } from '../../protocol/kinds/reaction.js';
import { SenderOrder } from './sender-order.js';
import { SignalForwarding } from '../signals/signal-forwarding.js';
import { isSame, type Submission } from './submission.js';

/** How long a process holds the lease of a rate-limited message, in ms, so that only one of them refuses it. */
const REFUSAL_MS = 2_000;

/** Settings that are not options of the host. */
export interface Internals {
  /** A room's reactions are published together so often; 0: each at once. */
  readonly reactionSpacingMs?: number;
  readonly leaseTimes?: LeaseTimes;
}

/** With more items in work than this, signals are dropped: messages come first. */
const BUSY_ITEMS = 50;

/** How an item came to this process. */
export interface Arrival {
  /** Called if the item is a message, or a change of one, within the rate limit. */
  readonly onAccepted?: () => void;
  /** Whether this process alone has received it. By default all processes have, through the room's inbox. */
  readonly isOnlyHere?: boolean;
}

/**
 * Processes the messages that are sent to a room: gets the host's verdict, and stores and publishes the messages that
 * pass. Each message is stored once, even if several processes receive it, or a process ends in between.
 *
 * A sender that receives neither the message nor its rejection sends it again with the same id. The process that
 * receives it continues where the last one stopped.
 */
export class Moderation {
  readonly #options: ModerationOptions;
  readonly #checked: CheckedModerationOptions;
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #intake: Intake;
  readonly #files: ModeratedFiles;
  readonly #relations: RelationModeration;
  readonly #signals: SignalForwarding;
  readonly #order: SenderOrder;
  readonly #latePublisher: LatePublisher;
  readonly counts = new ModerationCounts();
  readonly #report: (error: unknown) => void;

  /** @throws {TypeError} naming an option that makes no sense */
  constructor(
    options: ModerationOptions,
    clock: Clock,
    { reactionSpacingMs, leaseTimes }: Internals = {},
  ) {
    this.#options = options;
    this.#checked = checkedModerationOptions(options);
    this.#clock = clock;
    this.#leases = new Leases(options.store, clock, leaseTimes);
    this.#order = new SenderOrder(options.store, clock);
    const report = (this.#report = reporter(options));
    const { store } = options;
    this.#intake = new Intake({
      ...this.#checked,
      clock,
      onRateLimited: () => (this.counts.rateLimited += 1),
      report,
    });
    this.#signals = new SignalForwarding({
      store,
      clock,
      nameOf: async (userId, room) => (await authorOfUser(options, userId, room)).name,
      report,
    });
    const shared = { host: options, checked: this.#checked, clock, leases: this.#leases, report };
    this.#files = new ModeratedFiles(shared);
    this.#relations = new RelationModeration({
      ...shared,
      counts: this.counts,
      order: this.#order,
      reactionSpacingMs,
    });
    const historyLimit = this.#checked.history.limit;
    this.#latePublisher = new LatePublisher({ store, clock, historyLimit, report });
  }

  /**
   * Processes an item of a room's inbox. Items that are not messages with an id, or have no publisher, are dropped.
   *
   * @param userId the publisher's token id: the only trusted identity
   * @returns a promise that never rejects: errors are passed to `onError`, and the sender retries
   */
  async handle(
    room: string,
    item: string,
    userId: string | undefined,
    { onAccepted, isOnlyHere = false }: Arrival = {},
  ): Promise<void> {
    // The item did not come from a topic, which has this limit, and could not be published to one either.
    if (!userId || !fitsInItem(item)) return;
    const parsed = parseItem(item, userId);
    if (parsed.kind === 'event' && parsed.type === ACTIVITY) {
      const activity = parseActivity(parsed.fields);
      if (!activity || this.#intake.size > BUSY_ITEMS) return;
      await this.#signals.forward(room, userId, { event: activity, isShared: !isOnlyHere });
    } else if (parsed.kind === 'event') {
      const sent = readRelation(room, userId, parsed.fields);
      if (!sent) return;
      const { kind, stamp } = sent;
      await this.#intake.run(room, userId, `${kind.type}:${stamp.id}`, kind === reaction, {
        onAccepted,
        process: () => this.#relations.process(sent),
        refuse: () => this.#relations.refuse(sent),
      });
    } else if (parsed.kind === 'message' && !parsed.derivedId) {
      const submission = this.#submission(room, userId, parsed);
      await this.#intake.run(room, userId, submission.id, false, {
        onAccepted,
        process: () =>
          // Only its files said something, and the room takes none.
          isBlank(submission.text) && !submission.attachments
            ? this.#refuse(submission, 'rejected')
            : this.#files.run(submission, () => this.#process(submission)),
        refuse: () => this.#refuse(submission, 'rate-limited'),
      });
    }
  }

  /** Publishes the reactions that wait for the next batch; signals that wait are dropped. */
  async close(): Promise<void> {
    this.#signals.close();
    await this.#relations.flush();
  }

  /** The files that rooms take; undefined: none. */
  get attachments(): AttachmentRules | undefined {
    return this.#files.rules;
  }

  get signalStats(): Pick<ModeratorStats, 'signals' | 'signalsDropped'> {
    return { signals: this.#signals.passed, signalsDropped: this.#signals.dropped };
  }

  #submission(room: string, userId: string, { message, order }: ParsedMessage): Submission {
    const arrival = this.#order.nextArrival(order);
    const { id, text, replyTo, mentions } = message;
    const attachments = this.#files.rules && message.attachments;
    const details = { ...(replyTo && { replyTo }), ...(mentions && { mentions }) };
    return {
      ...{ room, userId, id, text, order, arrival, ...details },
      ...(attachments && { attachments }),
    };
  }

  async #process(submission: Submission): Promise<void> {
    const { room, userId, id } = submission;
    const lease = await this.#leases.acquire(room, userId, id);
    if (!lease) return;
    const known = await this.#leases.resultOf(room, userId, id);
    if (known) {
      await this.#resume(submission, known, lease);
      return;
    }
    const { timeoutMs } = this.#checked;
    const verdict = await this.counts.verdict(this.#clock, () =>
      askModerationHook(this.#options, submission, timeoutMs, this.#clock, this.#report),
    );
    // The lease may have expired meanwhile, and another process may have acted on a verdict of its own.
    if (!lease.hasTimeFor(this.#leases.times.recording)) return;
    if (!verdict.passes) {
      await this.#recordRejection(submission, verdict);
      return;
    }
    const files = await this.#files.bring(submission, verdict.author, lease);
    if (!files) return;
    if (!files.passes) {
      await this.#recordRejection(submission, files);
      return;
    }
    const item = await this.#itemOf(submission, verdict, files.attachments);
    if (!fitsInItem(item)) {
      await this.#files.erase(room, files.attachments);
      await this.#recordRejection(submission, { code: 'too-long' });
      return;
    }
    await this.#leases.record(room, userId, id, { state: 'storing', item });
    await this.#push(submission, item, lease);
  }

  /** Called if the sender missed the result of its message, or a process ended while it worked on the message. */
  async #resume(submission: Submission, known: Result, lease: Lease): Promise<void> {
    if (known.state === 'rejected') {
      await this.#reject(submission, known);
      return;
    }
    const { store } = this.#options;
    if (await isRemoved(store, submission.room, submission.id)) {
      await this.#reject(submission, { code: 'rejected' });
    } else if (known.state === 'done') {
      await this.#publishNowOrLater(submission, () => store.publish(submission.room, known.item));
    } else {
      const stored = await store.fetch(submission.room, this.#checked.history.limit);
      const found = stored.find((item) => isSame(item, submission));
      if (found === undefined) await this.#push(submission, known.item, lease);
      else await this.#publishNowOrLater(submission, () => this.#publish(submission, found));
    }
  }

  async #push(submission: Submission, item: string, lease: Lease): Promise<void> {
    // The process may have been suspended.
    if (!lease.hasTimeFor(this.#leases.times.storing)) return;
    await this.#publishNowOrLater(submission, async () => {
      await this.#options.store.push(submission.room, item, this.#checked.history);
      await this.#publish(submission, item);
    });
    await this.#files.eraseUploads(submission);
    await this.#relations.refresh(submission.room);
  }

  /** If `publish` fails, the message may be stored already. Then it is published later. */
  async #publishNowOrLater(submission: Submission, publish: () => Promise<void>): Promise<void> {
    try {
      await publish();
    } catch (error) {
      const { room, id } = submission;
      this.#latePublisher.schedule(room, id, (item) => isSame(item, submission));
      throw error;
    }
  }

  async #publish({ room, userId, id }: Submission, item: string): Promise<void> {
    await this.#leases.record(room, userId, id, { state: 'done', item });
    await this.#options.store.publish(room, item);
  }

  async #itemOf(
    submission: Submission,
    verdict: HookVerdict & { passes: true },
    attachments: readonly Attachment[] | undefined,
  ): Promise<string> {
    const { room, id, userId, order, arrival, replyTo } = submission;
    const { text, author } = verdict;
    const message: ChatMessage = {
      id,
      text,
      author: { ...author, id: userId, verified: true },
      // The server's time: a sender's clock may be wrong, also on purpose.
      sentAt: Math.floor(this.#clock.now()),
      ...(replyTo && { replyTo }),
      ...keepMentions(submission, text),
      ...(attachments && { attachments }),
    };
    return serializeMessage(message, await this.#order.orderOf(room, userId, order, arrival));
  }

  async #recordRejection(submission: Submission, { code, reason }: Refusal): Promise<void> {
    const { room, userId, id } = submission;
    // Without a verdict nothing is recorded, so that the sender can try again with the same id.
    if (code !== 'moderation-failed') {
      const result: Result = { state: 'rejected', code, ...withReason(reason) };
      await this.#leases.record(room, userId, id, result);
    }
    await this.#reject(submission, { code, ...withReason(reason) });
    if (code === 'moderation-failed') await this.#leases.release(room, userId, id);
    else await this.#files.eraseUploads(submission);
  }

  /** Refuses a message without a verdict. Nothing is recorded, so a later try within the rate limit can succeed. */
  async #refuse(submission: Submission, code: Refusal['code']): Promise<void> {
    const { room, userId, id } = submission;
    if (!(await this.#leases.acquire(room, userId, id, REFUSAL_MS))) return;
    await this.#reject(submission, { code });
  }

  async #reject({ room, userId, id }: Submission, refusal: Refusal): Promise<void> {
    await this.#options.store.publish(room, rejectionItem(id, userId, refusal));
  }
}
