/** The most tasks that one queue holds, the running one included. */
const MAX_WAITING = 20;

interface Queue {
  tail: Promise<void>;
  length: number;
}

/** Runs tasks with the same key one after the other; tasks with different keys run in parallel. */
export class KeyedQueue {
  readonly #queues = new Map<string, Queue>();

  /**
   * @param work never rejects
   * @returns a promise for the end of the work; undefined if the key's queue is full and the work will not run
   */
  run(key: string, work: () => Promise<void>): Promise<void> | undefined {
    const queue = this.#queues.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= MAX_WAITING) return undefined;
    this.#queues.set(key, queue);
    queue.length += 1;
    queue.tail = queue.tail.then(work).finally(() => {
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(key);
    });
    return queue.tail;
  }
}
