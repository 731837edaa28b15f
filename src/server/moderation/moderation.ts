import type { Clock } from '../../platform/clock.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { isBlank } from '../../protocol/blank.js';
import { fitsInItem } from '../../protocol/limits.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { LatePublisher } from './late-publisher.js';
import { Leases, isRemoved, type Lease, type Result } from '../store/leases.js';
import { askModerationHook, authorOfUser } from './moderation-hook.js';
import type { HostCalls } from './host-call.js';
import { Intake, type Arrival } from './intake.js';
import type { Internals } from './internals.js';
import { ModeratedFiles } from './moderated-files.js';
import {
  checkedModerationOptions,
  type CheckedModerationOptions,
  type ModerationOptions,
} from './moderation-options.js';
import { ModerationCounts, type ModerationStats } from './moderation-stats.js';
import { reporter } from '../host/report.js';
import { isFinal, Rejections, type Refusal } from './rejections.js';
import { readInboxItem } from './inbox-item.js';
import { messageItem } from './message-item.js';
import { RelationModeration } from './relation-moderation.js';
import { mutesOf } from '../desk/desk-guard.js';
import { DeskOrders } from '../desk/desk-orders.js';
import { reaction } from '../../protocol/kinds/reaction.js';
import { messageIn } from '../store/relation-list.js';
import { SenderOrder } from './sender-order.js';
import { SignalForwarding } from '../signals/signal-forwarding.js';
import { isSame, type Submission } from './submission.js';

/** With more items in work than this, signals are dropped: messages come first. */
const BUSY_ITEMS = 50;

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
  readonly #calls: HostCalls;
  readonly #rejections: Rejections;
  readonly #files: ModeratedFiles;
  readonly #relations: RelationModeration;
  readonly #signals: SignalForwarding;
  readonly #orders: DeskOrders;
  readonly #order: SenderOrder;
  readonly #latePublisher: LatePublisher;
  readonly #counts = new ModerationCounts();

  /** @throws {TypeError} naming an option that makes no sense */
  constructor(
    options: ModerationOptions,
    clock: Clock,
    { reactionSpacingMs, leaseTimes }: Internals = {},
  ) {
    const { store } = options;
    const report = reporter(options);
    this.#options = options;
    this.#checked = checkedModerationOptions(options);
    this.#clock = clock;
    this.#leases = new Leases(store, clock, leaseTimes);
    this.#order = new SenderOrder(store, clock);
    const calls = (this.#calls = { timeoutMs: this.#checked.timeoutMs, clock, report });
    const rejections = (this.#rejections = new Rejections(store, this.#leases));
    this.#intake = new Intake({
      ...this.#checked,
      clock,
      onRateLimited: () => (this.#counts.rateLimited += 1),
      report,
    });
    this.#signals = new SignalForwarding({
      ...{ store, clock, report, ...mutesOf(options.desk) },
      nameOf: async (userId, room) => (await authorOfUser(options, userId, room)).name,
    });
    const shared = {
      ...{ host: options, checked: this.#checked, clock, calls },
      ...{ leases: this.#leases, rejections, report },
    };
    this.#files = new ModeratedFiles(shared);
    this.#orders = new DeskOrders({ store, desk: options.desk, leases: this.#leases, report });
    this.#relations = new RelationModeration({
      ...shared,
      counts: this.#counts,
      order: this.#order,
      reactionSpacingMs,
    });
    options.bot?.connect({
      submit: (...sent) => this.handle(...sent, { isOnlyHere: true, isOfBot: true }),
      inbox: options.inbox?.feed,
    });
    const { limit: historyLimit } = this.#checked.history;
    this.#latePublisher = new LatePublisher({
      ...{ store, clock, historyLimit, report },
      publish: (room, item) => this.#publishStored(room, item),
    });
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
    { onAccepted, isOnlyHere = false, isOfBot = false }: Arrival = {},
  ): Promise<void> {
    // The item did not come from a topic, which has this limit, and could not be published to one either.
    if (!userId || !fitsInItem(item)) return;
    const read = readInboxItem(room, userId, item);
    if (read?.kind === 'activity') {
      if (this.#intake.size > BUSY_ITEMS) return;
      await this.#signals.forward(room, userId, { event: read.event, isShared: !isOnlyHere });
    } else if (read?.kind === 'order') {
      const { order } = read;
      await this.#intake.run(room, userId, `desk:${order.id}`, false, {
        onAccepted,
        process: () => this.#orders.obey(room, userId, order),
        // Its sender has no answer, and tries again.
        refuse: () => Promise.resolve(),
      });
    } else if (read?.kind === 'relation') {
      const { sent } = read;
      const { kind, stamp } = sent;
      await this.#intake.run(room, userId, `${kind.type}:${stamp.id}`, kind === reaction, {
        onAccepted,
        process: () => this.#relations.process(sent),
        refuse: () => this.#relations.refuse(sent),
      });
    } else if (read) {
      const submission = this.#submission(room, userId, read.parsed, isOfBot);
      await this.#intake.run(room, userId, submission.id, false, {
        isUnlimited: isOfBot,
        onAccepted: () => {
          onAccepted?.();
          // Within the rate limit only: each costs the bots of all processes a look.
          if (!isOnlyHere) this.#options.bot?.onArrival(room, userId, submission.id);
        },
        process: () => this.#takeIn(submission),
        refuse: async () => {
          await this.#rejections.refuse(submission, { code: 'rate-limited' });
        },
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

  get stats(): ModerationStats {
    const { passed: signals, dropped: signalsDropped } = this.#signals;
    return { ...this.#counts.stats, files: this.#files.counts.stats, signals, signalsDropped };
  }

  #submission(
    room: string,
    userId: string,
    { message, order }: ParsedMessage,
    isOfBot: boolean,
  ): Submission {
    const arrival = this.#order.nextArrival(order);
    const { id, text, replyTo, mentions, suggestions } = message;
    const attachments = this.#files.rules && message.attachments;
    const details = { ...(replyTo && { replyTo }), ...(mentions && { mentions }) };
    return {
      ...{ room, userId, id, text, order, arrival, isOfBot, ...details },
      // Buttons under the eyes of all: no visitor's.
      ...(isOfBot && suggestions && { suggestions }),
      ...(attachments && { attachments }),
    };
  }

  /** Processes a message if its files are within the limits: these are checked before anything is read. */
  async #takeIn(submission: Submission): Promise<void> {
    const { room, userId, id, text, attachments } = submission;
    // Only its files said something, and the room takes none.
    if (isBlank(text) && !attachments) {
      await this.#rejections.refuse(submission, { code: 'rejected' });
      return;
    }
    const refusal = this.#files.admit(submission);
    // Of a settled message no byte is read again: its sender has missed the answer.
    if (!refusal || (await this.#leases.resultOf(room, userId, id))) {
      await this.#files.run(submission, () => this.#process(submission));
    } else if ((await this.#rejections.refuse(submission, refusal)) && isFinal(refusal)) {
      await this.#files.eraseUploads(submission);
    }
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
    const { desk } = submission.isOfBot ? {} : this.#options;
    if (await this.#rejections.putOff(submission, desk, id)) return;
    const verdict = await this.#counts.verdict(this.#clock, () =>
      askModerationHook(this.#options, submission, this.#calls),
    );
    // The lease may have expired meanwhile, and another process may have acted on a verdict of its own.
    if (!lease.hasTimeFor(this.#leases.times.recording)) return;
    if (!verdict.passes) {
      await this.#reject(submission, verdict);
      return;
    }
    const files = await this.#files.bring(submission, verdict.author, lease);
    if (!files) return;
    if (!files.passes) {
      await this.#reject(submission, files);
      return;
    }
    const { order, arrival } = submission;
    const place = await this.#order.orderOf(room, userId, order, arrival);
    const item = messageItem(submission, verdict, files.attachments, this.#clock.now(), place);
    if (!fitsInItem(item)) {
      await this.#files.erase(room, files.attachments);
      await this.#reject(submission, { code: 'too-long' });
      return;
    }
    await this.#leases.record(room, userId, id, { state: 'storing', item });
    await this.#push(submission, item, lease);
  }

  /** Called if the sender missed the result of its message, or a process ended while it worked on the message. */
  async #resume(submission: Submission, known: Result, lease: Lease): Promise<void> {
    if (known.state === 'rejected') {
      await this.#rejections.publish(submission, known);
      return;
    }
    const { store } = this.#options;
    if (await isRemoved(store, submission.room, submission.id)) {
      await this.#rejections.publish(submission, { code: 'rejected' });
    } else if (known.state === 'done') {
      await this.#publishNowOrLater(submission, () =>
        this.#publishStored(submission.room, known.item),
      );
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
    await this.#publishStored(room, item);
  }

  async #publishStored(room: string, item: string): Promise<void> {
    const { store, bot, inbox } = this.#options;
    const stored = messageIn(item)?.message;
    // Before the sender sees the message, and no longer sends it again: it must not be missing in the inbox.
    if (stored) await inbox?.feed.onStored(room, stored, bot && { id: bot.id, name: bot.name });
    await store.publish(room, item);
    if (stored) bot?.onStored(room, stored);
  }

  /** Rejects a message that this process has a lease for. Its uploads stay if it may pass another time. */
  async #reject(submission: Submission, refusal: Refusal): Promise<void> {
    await this.#options.desk?.guard.giveBack(submission.room, submission.userId);
    await this.#rejections.reject(submission, refusal);
    if (isFinal(refusal)) await this.#files.eraseUploads(submission);
  }
}
