import type { Clock } from '../../platform/clock.js';
import type { Agent, OpenReport, ReportQueue } from '../../protocol/inbox.js';
import { DeskError } from '../desk/desk-error.js';
import type { ModerationDesk } from '../desk/moderation-desk.js';
import type { RoomReport } from '../desk/reports.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';
import { Refusal } from '../token-endpoint/refusal.js';
import type { CheckedRequest } from './inbox-requests.js';
import { INBOX_TOPIC, REPORTS_ITEM } from './inbox-topic.js';

export interface ReportQueuesOptions {
  readonly store: Pick<RoomStore, 'publish' | 'setIfAbsent' | 'delete'>;
  readonly clock: Clock;
  readonly desk: ModerationDesk | undefined;
  readonly has: (room: string) => boolean;
  readonly report: (error: unknown) => void;
}

type Settling = Extract<CheckedRequest, { type: 'settle-report' }>;

/** An answer has so many reported messages at most, and of each so much text and so many reasons. */
const MAX_SHOWN = 100;
const MAX_TEXT = 500;
const MAX_REASONS = 5;
/** One moderator at a time settles a report: where the process ends meanwhile, another may after so long. */
const CLAIM_SECONDS = 15;
/** Agents are told of changes no more often than this, in ms. */
const SPACING_MS = 1_000;

/** The desk's queue of reports, for agents. */
export class ReportQueues {
  readonly #options: ReportQueuesOptions;
  #timer: unknown;
  #isChanged = false;
  #isClosed = false;

  constructor(options: ReportQueuesOptions) {
    this.#options = options;
    options.desk?.guard.onReports(() => {
      this.#isChanged = true;
      if (this.#timer === undefined) void this.#tell();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** @throws Refusal, or the store's error */
  async answer(
    request: Extract<CheckedRequest, { type: 'reports' | 'settle-report' }>,
    agent: Agent,
  ): Promise<ReportQueue> {
    const { desk } = this.#options;
    if (!desk) throw new Refusal('no-desk', 'unable to read reports; the inbox has no desk');
    if (request.type === 'settle-report') {
      await this.#claimed(request, () => this.#settle(desk, request, agent.id));
      return this.#queue(desk);
    }
    return this.#queue(desk, request.room);
  }

  async #queue(desk: ModerationDesk, room?: string): Promise<ReportQueue> {
    const found =
      room === undefined
        ? await desk.allReports(this.#options.has)
        : (await desk.reports(room)).map((report) => ({ room, ...report }));
    const reports = found.map(shownOf).sort((a, b) => b.at - a.at);
    return { reports: reports.slice(0, MAX_SHOWN), total: reports.length };
  }

  /**
   * Two moderators may settle a report at the same instant, in two processes: one wins. The report is looked for after the
   * claim, so that it is not found once it is settled.
   */
  async #claimed({ room, id }: Settling, settle: () => Promise<void>): Promise<void> {
    const { store, clock, report } = this.#options;
    const key = keyOf('settling', room, id);
    const end = clock.elapsed() + CLAIM_SECONDS * 1_000;
    if (!(await store.setIfAbsent(key, '1', CLAIM_SECONDS))) {
      throw new Refusal('no-report', 'unable to settle the report; another moderator does');
    }
    try {
      await settle();
    } finally {
      // Members may report the message again. A claim that has lapsed may be another moderator's.
      if (clock.elapsed() < end) await store.delete(key).catch(report);
    }
  }

  async #settle(
    desk: ModerationDesk,
    { room, id, deed, seconds = 0 }: Settling,
    by: string,
  ): Promise<void> {
    const reported = (await desk.reports(room)).find(({ message }) => message.id === id);
    if (!reported) {
      throw new Refusal('no-report', 'unable to settle the report; the message has none any more');
    }
    // As the room stores it: the agent's page may say anything.
    const userId = reported.message.author.id;
    const action = { room, by };
    try {
      if (deed === 'dismiss') return await desk.dismiss({ ...action, id });
      if (deed !== 'remove') {
        if (userId === undefined) {
          throw new Refusal('forbidden', `unable to ${deed} a guest without an id`);
        }
        // Before the message goes: who is interrupted finds the report, and tries again.
        await desk[deed]({ ...action, userId, seconds });
      }
      await desk.removeMessage({ ...action, id });
    } catch (error) {
      if (error instanceof DeskError) throw new Refusal('forbidden', error.message);
      throw error;
    }
  }

  /** At once, and then together: what changes meanwhile is told a second later. */
  async #tell(): Promise<void> {
    const { store, clock, report } = this.#options;
    if (!this.#isChanged || this.#isClosed) {
      this.#timer = undefined;
      return;
    }
    this.#isChanged = false;
    this.#timer = clock.setTimeout(() => void this.#tell(), SPACING_MS);
    // Inboxes ask from time to time, too.
    await store.publish(INBOX_TOPIC, REPORTS_ITEM).catch(report);
  }
}

function shownOf({ room, message, reports }: RoomReport): OpenReport {
  const { id, text, author, sentAt } = message;
  const reasons = new Set(reports.flatMap(({ reason }) => reason ?? []).reverse());
  return {
    ...{ room, id },
    text: text.slice(0, MAX_TEXT),
    author: { ...(author.id !== undefined && { id: author.id }), name: author.name },
    ...(sentAt !== undefined && { sentAt: Number(sentAt) }),
    count: reports.length,
    reasons: [...reasons].slice(0, MAX_REASONS),
    at: Math.max(...reports.map(({ at }) => at)),
  };
}
