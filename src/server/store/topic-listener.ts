import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import { Connection } from '../../core/connection/connection.js';
import { HistoryPages } from '../../core/connection/history.js';
import { SessionSource } from '../../session/session-source.js';
import type { LiveItem, Transport } from '../../transport/transport.js';
import type { LiveRoomStore } from './room-store.js';

/** A server needs no token of its own: this one is never looked at, and never expires. */
const TOKEN = { authToken: 'server', expiresAt: 32_503_680_000 };
/** A fault that somebody has to mend (no such cache, say) may be mended: how long to wait before asking, in ms. */
const FAILED_MS = 30_000;
const NOBODY = { id: 'server', name: 'server', avatarUrl: undefined };

/**
 * Listens to a topic for as long as it lives, with the browser's own care for streams that die silently, skip
 * something, or cannot be opened for a while.
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
    listener: { onItem: (item: LiveItem) => void; onFault: (fault: ChatError) => void },
  ) {
    this.#clock = clock;
    const transport: Transport = {
      historyLimit: 0,
      fetchHistory: () => Promise.resolve([]),
      subscribe: (handlers, signal) => store.subscribe(topic, handlers, signal),
      push: () => Promise.resolve(),
      publish: () => Promise.resolve(),
    };
    this.#connection = new Connection({
      sessions: new SessionSource(
        () => Promise.resolve({ body: TOKEN, servedAt: undefined }),
        { room: topic, cacheName: 'server', visitor: NOBODY },
        clock,
      ),
      createTransport: () => transport,
      clock,
      pages: new HistoryPages(clock),
      read: (page) => page,
      reachesBack: () => true,
      onStatus: (status) => {
        this.#isLive = status === 'connected';
        if (status === 'failed') this.#comeBack();
      },
      onSession: () => undefined,
      onFetch: () => undefined,
      onHistory: (_, live) => {
        for (const item of live) listener.onItem(item);
      },
      onBreak: () => undefined,
      onItem: (item) => listener.onItem(item),
      onTransport: () => undefined,
      onFault: (fault) => listener.onFault(fault),
    });
    this.#connection.connect();
  }

  /** Whether the topic is heard, now. */
  get live(): boolean {
    return this.#isLive;
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#connection.dispose();
  }

  /** A page would wait for its visitor; nobody looks after a server. */
  #comeBack(): void {
    this.#timer = this.#clock.setTimeout(() => this.#connection.connect(), FAILED_MS);
  }
}
