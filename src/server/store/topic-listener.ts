import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import { Connection } from '../../core/connection/connection.js';
import { HistoryPages } from '../../core/connection/history.js';
import { fixedTransport } from '../../core/connection/transport-source.js';
import type { LiveItem } from '../../transport/transport.js';
import type { LiveRoomStore } from './room-store.js';

/** The wait, in ms, after a permanent fault (no such cache, for example). An operator may have fixed it by then. */
const FAILED_MS = 30_000;

/**
 * Listens to a topic until it is closed. It uses the same connection logic as the browser, so it recovers from streams
 * that die silently, skip items, or cannot be opened for a while.
 */
export class TopicListener {
  readonly #connection: Connection<string>;
  readonly #clock: Clock;
  #timer: unknown;
  #isLive = false;

  constructor(
    store: LiveRoomStore,
    topic: string,
    clock: Clock,
    listener: {
      onItem: (item: LiveItem) => void;
      onFault: (fault: ChatError) => void;
      /** The stream is open, for the first time or again: items may have been missed before. */
      onCatchUp?: () => void;
    },
  ) {
    this.#clock = clock;
    this.#connection = new Connection({
      source: fixedTransport({
        historyLimit: 0,
        fetchHistory: () => Promise.resolve([]),
        subscribe: (handlers, signal) => store.subscribe(topic, handlers, signal),
        push: () => Promise.resolve(),
        publish: () => Promise.resolve(),
      }),
      clock,
      pages: new HistoryPages(clock),
      read: (page) => page,
      reachesBack: () => true,
      onStatus: (status) => {
        this.#isLive = status === 'connected';
        if (status === 'failed') this.#retryLater();
      },
      onHistory: (_, live) => {
        listener.onCatchUp?.();
        for (const item of live) listener.onItem(item);
      },
      onItem: (item) => listener.onItem(item),
      onFetch: () => undefined,
      onBreak: () => undefined,
      onTransport: () => undefined,
      onFault: (fault) => listener.onFault(fault),
    });
    this.#connection.connect();
  }

  /** Whether the topic's stream is open now. */
  get live(): boolean {
    return this.#isLive;
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#connection.dispose();
  }

  /** In a browser the visitor retries after a permanent fault. A server has to retry by itself. */
  #retryLater(): void {
    this.#timer = this.#clock.setTimeout(() => this.#connection.connect(), FAILED_MS);
  }
}
