/** Work that waits in a lane at most. */
const MAX_WAITING = 20;

interface Lane {
  tail: Promise<void>;
  length: number;
}

/** Runs what has the same key one after the other, and all else side by side. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /**
   * @param work never rejects
   * @returns when the work is done; undefined if too much was waiting already, and it is not done at all
   */
  run(key: string, work: () => Promise<void>): Promise<void> | undefined {
    const lane = this.#lanes.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (lane.length >= MAX_WAITING) return undefined;
    this.#lanes.set(key, lane);
    lane.length += 1;
    lane.tail = lane.tail.then(work).finally(() => {
      lane.length -= 1;
      if (lane.length === 0) this.#lanes.delete(key);
    });
    return lane.tail;
  }
}
