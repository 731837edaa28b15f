import { withDeadline, type Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import {
  isSameItem,
  type LiveItem,
  type Subscription,
  type Transport,
} from '../../transport/transport.js';
import { streamSilent, streamUnanswered } from './faults.js';
import { Watchdog } from './watchdog.js';

/** A stream that has not answered for so long is half open, in ms. */
const OPEN_DEADLINE = 10_000;

/**
 * A browser keeps all that a stream has ever received in memory. After about this many bytes the stream is
 * replaced: often enough for pages that stay open for hours, and seldom enough to cost nothing.
 */
const HEAVY_BYTES = 512 * 1024;
/** On the wire an item is text in base64, with some 100 bytes around it. */
const BYTES_PER_UNIT = 4 / 3;
const BYTES_PER_FRAME = 120;

export interface TopicStreamHandlers {
  onItem: (item: LiveItem) => void;
  /** Items are missing here, or may be. */
  onGap: () => void;
  /** The stream has grown heavy. Called once. */
  onHeavy: () => void;
  /** The stream has ended, or fallen silent. Called at most once, and never after `close()`. */
  onEnd: (error: ChatError) => void;
}

/** One live stream, watched: it tells when it is dead, when it skipped something, and when it has grown heavy. */
export class TopicStream {
  /** The first item that came. */
  private first: LiveItem | undefined;
  readonly #handlers: TopicStreamHandlers;
  readonly #clock: Clock;
  #subscription: Subscription | undefined;
  #watchdog: Watchdog | undefined;
  #last: LiveItem | undefined;
  #successor: TopicStream | undefined;
  #onRetired: (() => void) | undefined;
  #beatsLeft = 2;
  #closed = false;
  #bytes = 0;
  readonly #pace: number[];

  private constructor(handlers: TopicStreamHandlers, clock: Clock, pace: number[]) {
    this.#handlers = handlers;
    this.#clock = clock;
    this.#pace = pace;
  }

  /**
   * Opens a stream.
   *
   * @param pace see {@link Watchdog}
   * @throws ChatError when refused, or without an answer after 10 s; the signal's reason when it aborts.
   *   Nothing is left open then.
   */
  static async open(
    transport: Transport,
    handlers: TopicStreamHandlers,
    clock: Clock,
    signal: AbortSignal,
    pace: number[] = [],
  ): Promise<TopicStream> {
    const opened = new TopicStream(handlers, clock, pace);
    opened.#subscription = await withDeadline(
      clock,
      OPEN_DEADLINE,
      signal,
      streamUnanswered,
      (opening) =>
        transport.subscribe(
          {
            onItem: (item) => opened.#receive(item),
            onHeartbeat: () => opened.#beat(),
            onDiscontinuity: () => opened.#skip(),
            onEnd: (error) => opened.#end(error),
          },
          opening,
        ),
    );
    opened.#watch();
    return opened;
  }

  /** Whether the stream has been quiet for longer than it should. */
  get overdue(): boolean {
    return this.#watchdog?.overdue ?? true;
  }

  /**
   * Leaves the room to another stream, which is open already, and closes as soon as everything has arrived that
   * was on its way here when the other one began. If it ends before, that is a gap.
   *
   * @param onRetired called when it has closed
   */
  retire(successor: TopicStream, onRetired: () => void): void {
    this.#successor = successor;
    this.#onRetired = onRetired;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#watchdog?.stop();
    this.#subscription?.close();
    this.#subscription = undefined;
    const onRetired = this.#onRetired;
    this.#onRetired = undefined;
    onRetired?.();
  }

  #receive(item: LiveItem): void {
    this.#watchdog?.sign();
    this.#weigh(BYTES_PER_UNIT * (item.text?.length ?? 0));
    const last = this.#last;
    // Delivered twice.
    if (last && isSameItem(item, last)) return;
    this.#last = item;
    this.first ??= item;
    // A number skipped is an item lost; one from before, or of another page, is a topic that has started over, and so
    // is the last number on another item. Told first: the gap is before this item, and a history that reaches back no
    // further does not fill it.
    if (last && !isNext(item, last)) this.#handlers.onGap();
    this.#handlers.onItem(item);
    const overlap = this.#successor?.first;
    if (overlap && overlap.page === item.page && item.sequence >= overlap.sequence - 1)
      this.close();
  }

  #beat(): void {
    // Starts here: the first heartbeat comes before `subscribe` has returned.
    this.#watch().heartbeat();
    this.#weigh(0);
    if (!this.#successor) return;
    // The first may have been under way when the successor's stream began; the second was sent after, behind all
    // that this one still had to bring.
    this.#beatsLeft -= 1;
    if (this.#beatsLeft === 0) this.close();
  }

  #watch(): Watchdog {
    this.#watchdog ??= new Watchdog(
      this.#clock,
      () => this.#end(streamSilent()),
      this.#pace,
      () => this.#handlers.onGap(),
    );
    return this.#watchdog;
  }

  #skip(): void {
    this.#watchdog?.sign();
    this.#last = undefined;
    this.#handlers.onGap();
    if (this.#successor) this.close();
  }

  #weigh(bytes: number): void {
    const before = this.#bytes;
    this.#bytes += bytes + BYTES_PER_FRAME;
    if (before >= HEAVY_BYTES || this.#bytes < HEAVY_BYTES || this.#successor) return;
    this.#handlers.onHeavy();
  }

  #end(error: ChatError): void {
    if (this.#successor) this.#handlers.onGap();
    this.close();
    if (!this.#successor) this.#handlers.onEnd(error);
  }
}

function isNext(item: LiveItem, last: LiveItem): boolean {
  return item.sequence === last.sequence + 1 && item.page === last.page;
}
