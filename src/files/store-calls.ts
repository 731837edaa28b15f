import { AutoResetEvent } from '../platform/auto-reset-event.js';
import type { Clock } from '../platform/clock.js';
import { RetryDelay } from '../platform/retry-delay.js';
import { asChatError, type ChatError } from '../protocol/errors.js';
import type { FileStore } from '../transport/transport.js';

/** The way to a room's files, which comes and goes; `RoomFiles` is one. */
export interface StorePort {
  readonly store: FileStore | undefined;
  /** Calls back for every new way, and where it is lost. @returns the function that ends it */
  onStore(listener: (store: FileStore | undefined) => void): () => void;
  /** The service no longer accepts the token: gets another one. */
  renewToken(): void;
}

/** Calls of a room's file store, which wait for it and outlast faults that pass. */
export class StoreCalls {
  readonly #port: StorePort;
  readonly #clock: Clock;

  constructor(port: StorePort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  /**
   * Calls the store until that succeeds. A new way to the files ends the wait for the next try.
   *
   * @param tries so many failures that would pass end it
   * @throws ChatError, or the signal's reason
   */
  async call<T>(
    doing: string,
    operation: (store: FileStore) => Promise<T>,
    signal: AbortSignal,
    tries = Infinity,
  ): Promise<T> {
    const changed = new AutoResetEvent();
    const end = this.#port.onStore(() => changed.set());
    const delay = new RetryDelay(this.#clock);
    try {
      for (let failures = 0; ;) {
        const store = await this.#waitForStore(changed, signal);
        try {
          return await operation(store);
        } catch (error) {
          signal.throwIfAborted();
          const fault = asChatError(error, doing);
          failures += 1;
          if (!fault.passing || failures >= tries) throw fault;
          await this.#rest(fault, store, delay, changed, signal);
        }
      }
    } finally {
      end();
    }
  }

  async #waitForStore(changed: AutoResetEvent, signal: AbortSignal): Promise<FileStore> {
    for (;;) {
      signal.throwIfAborted();
      const { store } = this.#port;
      if (store) return store;
      await changed.wait(this.#clock, undefined, signal);
    }
  }

  async #rest(
    fault: ChatError,
    store: FileStore,
    delay: RetryDelay,
    changed: AutoResetEvent,
    signal: AbortSignal,
  ): Promise<void> {
    const isRefused = fault.code === 'not-authenticated';
    // Another token is here already, or will be.
    if (isRefused && this.#port.store !== store) return;
    if (isRefused) this.#port.renewToken();
    await changed.wait(this.#clock, delay.next(fault.retryAfterMs), signal);
  }
}
