import type { Clock } from '../../platform/clock.js';
import { serializeBatch } from '../../protocol/event-codec.js';
import { fitsInItem } from '../../protocol/limits.js';

/** A room's reactions, or its signals, are published no more often than this, in ms: each item is delivered to every reader. */
export const EVENT_SPACING_MS = 1_000;

interface Waiting {
  items: string[];
  timer: unknown;
}

/** Publishes the events of a room together: the first at once, those of the following second after it. */
export class EventBatches {
  readonly #clock: Clock;
  readonly #spacingMs: number;
  readonly #publish: (room: string, item: string) => Promise<void>;
  readonly #waiting = new Map<string, Waiting>();

  /**
   * @param publish never rejects
   * @param spacingMs 0: each is published at once
   */
  constructor(
    clock: Clock,
    publish: (room: string, item: string) => Promise<void>,
    spacingMs = EVENT_SPACING_MS,
  ) {
    this.#clock = clock;
    this.#publish = publish;
    this.#spacingMs = spacingMs;
  }

  /**
   * @param item an event as JSON
   * @param most how many events of the room may wait; this one is dropped where so many do
   */
  async add(room: string, item: string, most = Infinity): Promise<void> {
    const waiting = this.#waiting.get(room);
    if (waiting) {
      if (waiting.items.length < most) waiting.items.push(item);
      return;
    }
    if (this.#spacingMs > 0) this.#wait(room);
    await this.#publish(room, item);
  }

  /** Publishes all waiting reactions at once. */
  async flush(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((room) => this.#end(room)));
  }

  /** Drops all that waits. */
  drop(): void {
    for (const { timer } of this.#waiting.values()) this.#clock.clearTimeout(timer);
    this.#waiting.clear();
  }

  #wait(room: string): void {
    const timer = this.#clock.setTimeout(() => void this.#end(room), this.#spacingMs);
    this.#waiting.set(room, { items: [], timer });
  }

  async #end(room: string): Promise<void> {
    const waiting = this.#waiting.get(room);
    if (!waiting) return;
    this.#clock.clearTimeout(waiting.timer);
    this.#waiting.delete(room);
    if (waiting.items.length === 0) return;
    this.#wait(room);
    for (const batch of batchesOf(waiting.items)) await this.#publish(room, batch);
  }
}

/** As few topic items as hold all of these. */
export function batchesOf(items: readonly string[]): readonly string[] {
  const batches: string[][] = [];
  for (const item of items) {
    const last = batches.at(-1);
    if (last && fitsInItem(serializeBatch([...last, item]))) last.push(item);
    else batches.push([item]);
  }
  return batches.map((batch) => (batch.length === 1 ? batch.join() : serializeBatch(batch)));
}
