import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import { isSameItem, type LiveItem, type Transport } from '../../transport/transport.js';
import { TopicStream, type TopicStreamHandlers } from './topic-stream.js';

/**
 * A room's live items, by one stream after the other: the next is opened before the last is given up, and what
 * both bring is passed on once, in the topic's order.
 */
export class RotatingStream {
  readonly #clock: Clock;
  readonly #handlers: TopicStreamHandlers;
  #current: TopicStream | undefined;
  /** The stream before, while it may still bring something. */
  #retiring: TopicStream | undefined;
  #opening = false;
  /** How fast heartbeats come: a new stream need not find it out again. */
  readonly #pace: number[] = [];
  #distrusted = false;
  /** What either of two streams has brought, by number. */
  readonly #brought = new Map<number, LiveItem>();
  /** Of the item that was passed on last. */
  #last: number | undefined;
  /** Whether what the next stream brings waits for what comes first. */
  #waits = true;
  /** What the next stream has brought before the last one has brought what comes first. */
  readonly #held = new Map<number, LiveItem>();

  /** @param handlers `onEnd` is called when nothing is live any more */
  constructor(clock: Clock, handlers: TopicStreamHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  get alive(): boolean {
    return this.#current !== undefined;
  }

  /** Whether it has been quiet for longer than it should. */
  get overdue(): boolean {
    return this.#current?.overdue ?? true;
  }

  /**
   * Goes over to a new stream.
   *
   * @throws as {@link TopicStream.open}; the one of now goes on then
   */
  async renew(transport: Transport, signal: AbortSignal): Promise<void> {
    this.#retiring?.close();
    this.#brought.clear();
    this.#waits = true;
    this.#opening = this.alive;
    // Filled while the stream is being opened: it may end before `open` has returned it.
    const opening: { stream?: TopicStream; ended?: ChatError } = {};
    const stream = await TopicStream.open(
      transport,
      {
        onItem: (item) => this.#receive(item, this.#isLast(opening.stream)),
        onGap: () => {
          this.#brought.clear();
          // What waits came after what the last stream lacks, and before what the next one does.
          const byLast = this.#isLast(opening.stream);
          if (!byLast) this.#release();
          this.#handlers.onGap();
          if (byLast) this.#release();
        },
        onHeavy: () => this.#handlers.onHeavy(),
        onEnd: (error) => {
          opening.ended = error;
          if (opening.stream && this.#current === opening.stream) this.#end(error);
        },
      },
      this.#clock,
      signal,
      this.#pace,
    ).catch((error: unknown) => {
      this.#giveUp();
      throw error;
    });
    opening.stream = stream;
    if (signal.aborted || opening.ended) {
      stream.close();
      this.#giveUp();
    }
    signal.throwIfAborted();
    if (opening.ended) throw opening.ended;
    this.#opening = false;
    this.#retiring = this.#current;
    this.#current = stream;
    this.#retiring?.retire(stream, () => this.#release());
    if (this.#distrusted) this.#retiring?.close();
    this.#distrusted = false;
  }

  /** There is no next stream: the one of now brings everything itself. */
  #giveUp(): void {
    this.#opening = false;
    this.#held.clear();
    this.#brought.clear();
  }

  /** Whether a stream is the one that is to be given up. */
  #isLast(stream: TopicStream | undefined): boolean {
    return stream !== undefined && stream === (this.#opening ? this.#current : this.#retiring);
  }

  /** The stream of now may be dead: nothing more is expected of it once there is another. */
  distrust(): void {
    this.#distrusted = true;
  }

  close(): void {
    this.#current?.close();
    this.#retiring?.close();
    this.#current = undefined;
    this.#retiring = undefined;
    this.#brought.clear();
    this.#held.clear();
  }

  #receive(item: LiveItem, byLast: boolean): void {
    const { sequence } = item;
    // Numbers tell items apart only for as long as two streams bring the same ones: a topic may start over.
    if (this.#isOverlap()) {
      const brought = this.#brought.get(sequence);
      if (brought && isSameItem(item, brought)) return;
      // The topic has started over between the two, which neither of them can know.
      if (brought) this.#handlers.onGap();
      this.#brought.set(sequence, item);
      if (this.#waits && !byLast && this.#last !== undefined && sequence > this.#last + 1) {
        this.#held.set(sequence, item);
        return;
      }
    }
    this.#pass(item);
  }

  /** Passes an item on, and those that have waited for it. */
  #pass(item: LiveItem): void {
    for (let next: LiveItem | undefined = item; next; next = this.#held.get(next.sequence + 1)) {
      this.#held.delete(next.sequence);
      this.#last = next.sequence;
      this.#handlers.onItem(next);
    }
  }

  /** What the last stream may still bring is known from elsewhere: what the next one brings waits for it no longer. */
  waitNoLonger(): void {
    this.#waits = false;
    this.#release();
  }

  /** Nothing comes any more that these could wait for. */
  #release(): void {
    const held = [...this.#held.values()].sort((a, b) => a.sequence - b.sequence);
    this.#held.clear();
    for (const item of held) this.#pass(item);
  }

  #isOverlap(): boolean {
    if (this.#opening || (this.#retiring && !this.#retiring.closed)) return true;
    this.#brought.clear();
    return false;
  }

  #end(error: ChatError): void {
    this.#release();
    this.close();
    this.#handlers.onEnd(error);
  }
}
