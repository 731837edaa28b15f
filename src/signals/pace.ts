import type { Clock } from '../platform/clock.js';

/** Operations a second that a room's signals may cost, all visitors together. Accounts have 10 for topics by default. */
export const DEFAULT_BUDGET = 2;
/** In a moderated room a signal also goes to the inbox, and from there to at least one process. */
const INBOX_OPERATIONS = 2;

/**
 * When a visitor may send a signal. Everybody sees everybody's signals, so each visitor keeps the whole room's budget: after
 * a signal of anyone the next one has to wait until the budget has paid for it.
 */
export class SignalPace {
  readonly #clock: Pick<Clock, 'elapsed' | 'random'>;
  readonly #budget: number;
  readonly #overhead: number;
  /** Visitors that read the room, as far as they are known, this one included. */
  people = 1;
  /** When the last signal of the room came or went, by the clock's monotonic time. */
  #lastAt = -Infinity;

  /** @param budget operations a second */
  constructor(clock: Pick<Clock, 'elapsed' | 'random'>, budget: number, isModerated: boolean) {
    this.#clock = clock;
    this.#budget = budget;
    this.#overhead = 1 + (isModerated ? INBOX_OPERATIONS : 0);
  }

  /** How long one signal takes to be paid for, in ms. */
  get spacingMs(): number {
    return (1000 * (this.#overhead + this.people)) / this.#budget;
  }

  /** A signal came, or was sent. */
  note(): void {
    this.#lastAt = this.#clock.elapsed();
  }

  /**
   * How long to wait before sending, in ms.
   *
   * @param rivals how many other visitors may want to send now: the random wait keeps them apart
   */
  waitMs(rivals: number): number {
    const earliest = Math.max(0, this.#lastAt + this.spacingMs - this.#clock.elapsed());
    return earliest + this.#clock.random() * rivals * this.spacingMs;
  }
}
