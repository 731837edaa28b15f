/** How many durations are kept. */
const MAX_TIMES = 100;

/** Durations in ms: the newest one, and the mean and maximum of the last 100. All are 0 before the first one. */
export interface TimesInMs {
  readonly last: number;
  readonly mean: number;
  readonly max: number;
}

/** Statistics of the most recent durations of an operation. */
export class RecentTimes {
  readonly #times: number[] = [];

  add(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length > MAX_TIMES) this.#times.shift();
  }

  get stats(): TimesInMs {
    const times = this.#times;
    const sum = times.reduce((total, ms) => total + ms, 0);
    return {
      last: times.at(-1) ?? 0,
      mean: times.length === 0 ? 0 : sum / times.length,
      max: Math.max(0, ...times),
    };
  }
}
