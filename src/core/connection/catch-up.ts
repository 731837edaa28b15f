import type { AutoResetEvent } from '../../platform/auto-reset-event.js';
import type { Clock } from '../../platform/clock.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { LiveItem, Transport } from '../../transport/transport.js';
import { fetchTail, type HistoryPages, type Tail, type TailReader } from './history.js';
import { noticeLate } from './late.js';
import { LiveBuffer } from './live-buffer.js';

/** The history is fetched no more often than this, in ms, however often something seems to be missing. */
const SPACING_MS = 1_000;
/** A history that takes longer keeps nothing waiting, in ms: live items are passed on, and messages can be sent. */
export const LATE_HISTORY_MS = 2_000;

export interface CatchUpOptions<Item> extends TailReader<Item> {
  pages: HistoryPages;
  clock: Clock;
  /**
   * Fetches the stored relations that the history needs, side by side with it. Left out: none are.
   *
   * @param tail the history, once it is here
   */
  fetchRelations?: (
    transport: Transport,
    tail: Promise<Tail<Item>>,
    signal: AbortSignal,
  ) => Promise<void>;
  /** The stored items, and in `live` the items that arrived before there was any history to show them in. */
  onHistory: (tail: Tail<Item>, live: readonly LiveItem[]) => void;
  /** The history is about to be fetched. */
  onFetch: () => void;
  onItem: (item: LiveItem) => void;
}

interface Fetched<Item> {
  readonly tail: Tail<Item>;
  /** Why the relations could not be fetched. */
  readonly fault: ChatError | undefined;
}

/** Fetches the history after each break, and holds live items back until the first one is here, or late. */
export class CatchUp<Item> {
  readonly #options: CatchUpOptions<Item>;
  readonly #buffer: LiveBuffer;
  #entered = false;
  #behind: ChatError | undefined;
  #lastFetch = -SPACING_MS;

  constructor(options: CatchUpOptions<Item>) {
    this.#options = options;
    this.#buffer = new LiveBuffer((item) => options.onItem(item));
  }

  /** Whether the history was here once. */
  get entered(): boolean {
    return this.#entered;
  }

  /** Why the history could not be fetched the last time. */
  get behind(): ChatError | undefined {
    return this.#behind;
  }

  receive(item: LiveItem): void {
    this.#buffer.add(item);
  }

  /** The history is late: live items are shown without it until it comes. */
  goLive(reason: ChatError): void {
    this.#behind = reason;
    this.#buffer.release();
  }

  /** Waits until the history may be fetched again, or `retryNow` is set. */
  async waitForTurn(retryNow: AutoResetEvent, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const wait = this.#lastFetch + SPACING_MS - clock.elapsed();
    if (wait > 0) await retryNow.wait(clock, wait, signal);
    signal.throwIfAborted();
  }

  /** Fetches the history. @param onLate called when it takes long */
  async run(transport: Transport, signal: AbortSignal, onLate: () => void): Promise<void> {
    const { clock, onHistory } = this.#options;
    this.#lastFetch = clock.elapsed();
    const { tail, fault } = await noticeLate(clock, LATE_HISTORY_MS, signal, onLate, () =>
      this.#fetch(transport, signal),
    );
    this.#entered = true;
    this.#behind = undefined;
    onHistory(tail, this.#buffer.take());
    // The messages are shown without their relations until a later try brings these.
    if (fault) throw fault;
  }

  /** Shows the stored messages while no stream is live. */
  async showStored(transport: Transport, signal: AbortSignal): Promise<void> {
    const { tail } = await this.#fetch(transport, signal);
    this.#options.onHistory(tail, []);
  }

  async #fetch(transport: Transport, signal: AbortSignal): Promise<Fetched<Item>> {
    const { fetchRelations, onFetch, pages } = this.#options;
    onFetch();
    const history = fetchTail(transport, pages, this.#options, signal);
    const relations = fetchRelations?.(transport, history, signal);
    const [tail, fault] = await Promise.all([
      history,
      relations?.catch((error: unknown) => asChatError(error, 'fetch the reactions and edits')),
    ]);
    signal.throwIfAborted();
    return { tail, fault: fault ?? undefined };
  }
}
