import type { Clock } from '../../platform/clock.js';
import type { FileStats } from './file-counts.js';
import { outcomeOf } from './host-call.js';
import type { HookVerdict } from './moderation-hook.js';
import { RecentTimes, type TimesInMs } from '../limits/recent-times.js';

/** A moderator's statistics. They count since the process started, unless stated otherwise. */
export interface ModeratorStats {
  /** Rooms in use now. */
  readonly rooms: number;
  /** Rooms whose inbox has an open stream now. If it is less than `listening`, streams from Momento are missing. */
  readonly streams: number;
  /** Rooms that the moderator listens to now: at most `maxRooms`. */
  readonly listening: number;
  /** Rooms that wait for their turn now. If it stays above 0, raise `maxRooms`, or find out who opens so many rooms. */
  readonly waiting: number;
  /** The processes that the rooms are divided among, this one included; 1 if each listens to every room. */
  readonly processes: number;
  /** Messages and edits for which a verdict was requested from the host. */
  readonly judged: number;
  /** Of these, those that passed. */
  readonly passed: number;
  /** Of these, those that the host rejected. */
  readonly rejected: number;
  /** Of these, those without a verdict: `moderate` or `profileOf` threw an error, or took too long. */
  readonly failed: number;
  /** Messages beyond the rate limit. Repeats of one message count each time. */
  readonly rateLimited: number;
  /** Signals (typing, read marks and presence) that were passed on. */
  readonly signals: number;
  /** Signals that were dropped: beyond a user's rate, or after a failed request. */
  readonly signalsDropped: number;
  /** Token requests that were refused because of too many rooms. */
  readonly roomsRefused: number;
  /** How long the host took for a verdict, in ms: the newest one, and the last 100. 0 before the first one. */
  readonly verdictMs: TimesInMs;
  /** The files of messages. */
  readonly files: FileStats;
}

/** The part of the statistics that is not about rooms. */
export type ModerationStats = Omit<
  ModeratorStats,
  'rooms' | 'streams' | 'listening' | 'waiting' | 'processes' | 'roomsRefused'
>;

/** Counts the part of {@link ModeratorStats} that concerns messages and their edits. */
export class ModerationCounts {
  #passed = 0;
  #rejected = 0;
  #failed = 0;
  rateLimited = 0;
  readonly #times = new RecentTimes();

  /** Counts the verdict that the host gives, and how long that takes. */
  async verdict(clock: Clock, ask: () => Promise<HookVerdict>): Promise<HookVerdict> {
    const askedAt = clock.elapsed();
    const verdict = await ask();
    const outcome = outcomeOf(verdict);
    if (outcome === 'passed') this.#passed += 1;
    else if (outcome === 'rejected') this.#rejected += 1;
    else this.#failed += 1;
    this.#times.add(clock.elapsed() - askedAt);
    return verdict;
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
