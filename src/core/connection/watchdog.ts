import type { Clock } from '../../platform/clock.js';

/** Before heartbeats have told their pace, silence of this length is a dead stream, in ms. */
const FIRST_LIMIT = 30_000;
/** However fast the heartbeats: shorter silences are only a slow network, in ms. */
const SHORTEST_LIMIT = 2_000;
/** Heartbeats that may go missing before the stream counts as dead. */
const MISSED_BEATS = 3;
/** One gap tells no pace: a server may send its heartbeats by one clock for all, the first of them soon. */
const TELLING_GAPS = 3;
/** Gaps between heartbeats that are remembered. */
const REMEMBERED = 5;
/** A timer this late means that the page was asleep or busy, and signs of life may be waiting in line, in ms. */
const LATE = 1_000;
/** Timers do not count the time that the machine slept: it is looked after the stream so often, in ms. */
const LOOK_EVERY = 5_000;

/**
 * Notices that a stream has gone silent. Heartbeats are the only sign of life that a quiet room gives, so
 * the limit follows the pace at which they come.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #onSilence: () => void;
  readonly #onThaw: () => void;
  /** Gaps between heartbeats, of this stream and of those before it. */
  readonly #gaps: number[];
  #ownGaps = 0;
  #lastSign: number;
  #lastHeartbeat: number | undefined;
  #timer: unknown;
  #hadGrace = false;

  /**
   * Starts watching.
   *
   * @param onSilence called once, and never after `stop()`
   * @param gaps the pace at which streams before have beaten; it is kept up to date for those that come after
   * @param onThaw called when something arrives after a silence that should have been an alarm
   */
  constructor(
    clock: Clock,
    onSilence: () => void,
    gaps: number[] = [],
    onThaw: () => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#onSilence = onSilence;
    this.#gaps = gaps;
    this.#onThaw = onThaw;
    this.#lastSign = clock.elapsed();
    this.#watch(this.#limit);
  }

  /** Something arrived. */
  sign(): void {
    const now = this.#clock.elapsed();
    // A longer silence would have been an alarm, had the page not been asleep: it tells no pace.
    const isThaw = now - this.#lastSign > this.#limit;
    if (isThaw) this.#lastHeartbeat = undefined;
    this.#lastSign = now;
    this.#hadGrace = false;
    if (isThaw) this.#onThaw();
  }

  heartbeat(): void {
    this.sign();
    const limit = this.#limit;
    if (this.#lastHeartbeat !== undefined) {
      this.#ownGaps += 1;
      this.#gaps.push(this.#lastSign - this.#lastHeartbeat);
      if (this.#gaps.length > REMEMBERED) this.#gaps.shift();
    }
    this.#lastHeartbeat = this.#lastSign;
    // The interval has become shorter, perhaps much shorter than the current wait.
    if (this.#limit < limit) this.#watch(this.#limit);
  }

  /** Whether a heartbeat is overdue: reason enough to look after the stream when the page comes back. */
  get overdue(): boolean {
    return this.#clock.elapsed() - this.#lastSign > this.#limit / 2;
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #limit(): number {
    if (this.#gaps.length < TELLING_GAPS) return FIRST_LIMIT;
    return Math.max(SHORTEST_LIMIT, MISSED_BEATS * Math.max(...this.#gaps));
  }

  #watch(ms: number): void {
    this.stop();
    const wait = Math.min(ms, LOOK_EVERY);
    const due = this.#clock.elapsed() + wait;
    this.#timer = this.#clock.setTimeout(() => this.#check(due), wait);
  }

  #check(due: number): void {
    const now = this.#clock.elapsed();
    const left = this.#lastSign + this.#limit - now;
    if (left > 0) this.#watch(left);
    else if (now - due > LATE && !this.#hadGrace) {
      // Once for a silence: a tab in the background may be late every time.
      this.#hadGrace = true;
      this.#watch(SHORTEST_LIMIT);
    } else {
      this.stop();
      // Perhaps the service has slowed down: the next stream has to show its own pace.
      if (this.#ownGaps < TELLING_GAPS) this.#gaps.length = 0;
      this.#onSilence();
    }
  }
}
