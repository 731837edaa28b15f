import { RecentTimes, type TimesInMs } from '../limits/recent-times.js';

/** What a moderator's operator watches. Numbers since the process began, unless it says otherwise. */
export interface ModeratorStats {
  /** Rooms in use now. */
  readonly rooms: number;
  /** Rooms whose inbox is heard now: fewer than `listening` means that Momento's streams are missing. */
  readonly streams: number;
  /** Rooms that are listened to now: at most `maxRooms`. */
  readonly listening: number;
  /** Rooms that wait for their turn now. Above 0 for long: raise `maxRooms`, or look who names so many. */
  readonly waiting: number;
  /** Messages that `moderate` was asked about. */
  readonly judged: number;
  /** Of these, messages that passed. */
  readonly passed: number;
  /** Of these, messages that were rejected, by the host's word. */
  readonly rejected: number;
  /** Of these, messages that nobody could judge: `moderate` or `profileOf` threw, or took too long. */
  readonly failed: number;
  /** Messages that were too much at once; repeats of one message count each time. */
  readonly rateLimited: number;
  /** Tokens that were refused because of too many rooms. */
  readonly roomsRefused: number;
  /** How long the host took to judge, in ms: of the newest message, and of the last 100. 0 before the first. */
  readonly verdictMs: TimesInMs;
}

/** What {@link ModeratorStats} says of messages. */
export class ModerationCounts {
  #passed = 0;
  #rejected = 0;
  #failed = 0;
  rateLimited = 0;
  readonly #times = new RecentTimes();

  countVerdict(verdict: 'passed' | 'rejected' | 'failed', ms: number): void {
    if (verdict === 'passed') this.#passed += 1;
    else if (verdict === 'rejected') this.#rejected += 1;
    else this.#failed += 1;
    this.#times.add(ms);
  }

  get stats(): Pick<
    ModeratorStats,
    'judged' | 'passed' | 'rejected' | 'failed' | 'rateLimited' | 'verdictMs'
  > {
    return {
      judged: this.#passed + this.#rejected + this.#failed,
      passed: this.#passed,
      rejected: this.#rejected,
      failed: this.#failed,
      rateLimited: this.rateLimited,
      verdictMs: this.#times.stats,
    };
  }
}
