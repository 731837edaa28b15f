/** So many are remembered. */
const REMEMBERED = 100;

/** Durations in ms: of the newest, and of the last 100. 0 before the first. */
export interface TimesInMs {
  readonly last: number;
  readonly mean: number;
  readonly max: number;
}

/** How long something took lately. */
export class RecentTimes {
  readonly #times: number[] = [];

  add(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length > REMEMBERED) this.#times.shift();
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
