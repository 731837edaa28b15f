/** Work that waits in a queue at most. */
const MAX_WAITING = 20;

interface Queue {
  tail: Promise<void>;
  length: number;
}

/** Runs what has the same key one after the other, and all else side by side. */
export class KeyedQueue {
  readonly #queue = new Map<string, Queue>();

  /**
   * @param work never rejects
   * @returns when the work is done; undefined if too much was waiting already, and it is not done at all
   */
  run(key: string, work: () => Promise<void>): Promise<void> | undefined {
    const queue = this.#queue.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= MAX_WAITING) return undefined;
    this.#queue.set(key, queue);
    queue.length += 1;
    queue.tail = queue.tail.then(work).finally(() => {
      queue.length -= 1;
      if (queue.length === 0) this.#queue.delete(key);
    });
    return queue.tail;
  }
}
