import type { Clock } from '../../platform/clock.js';
import { RecentTimes, type TimesInMs } from '../limits/recent-times.js';

/** A moderator's statistics of files. They count since the process started. */
export interface FileStats {
  /** Files for which a verdict was requested from `moderateAttachment`. */
  readonly judged: number;
  /** Of these, those that passed as they were. */
  readonly passed: number;
  /** Of these, those in whose place the host put other bytes. */
  readonly replaced: number;
  /** Of these, those that the host rejected. */
  readonly rejected: number;
  /** Of these, those without a verdict: the function threw an error, took too long, or returned bytes that rooms do not take. */
  readonly failed: number;
  /** Files that were not what their message says, or that rooms do not take: the host was not asked. */
  readonly untrue: number;
  /** Files of messages beyond `attachmentLimits`: not one byte of them was read. Repeats of one message count each time. */
  readonly rateLimited: number;
  /** How long the host took for a verdict, in ms: the newest one, and the last 100. 0 before the first one. */
  readonly verdictMs: TimesInMs;
}

/** Counts {@link FileStats}. */
export class FileCounts {
  passed = 0;
  replaced = 0;
  rejected = 0;
  failed = 0;
  untrue = 0;
  rateLimited = 0;
  readonly #times = new RecentTimes();

  /** Measures how long the host takes for a verdict. */
  async timed<Verdict>(clock: Clock, ask: () => Promise<Verdict>): Promise<Verdict> {
    const askedAt = clock.elapsed();
    const verdict = await ask();
    this.#times.add(clock.elapsed() - askedAt);
    return verdict;
  }

  get stats(): FileStats {
    const { passed, replaced, rejected, failed, untrue, rateLimited } = this;
    return {
      judged: passed + replaced + rejected + failed,
      ...{ passed, replaced, rejected, failed, untrue, rateLimited },
      verdictMs: this.#times.stats,
    };
  }
}
