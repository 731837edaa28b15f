import type { Clock } from '../../platform/clock.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { Transport } from '../../transport/transport.js';
import { LATE_HISTORY_MS } from './catch-up.js';
import { streamStuck } from './faults.js';
import { noticeLate } from './late.js';
import type { RotatingStream } from './rotating-stream.js';

export interface StreamRenewalOptions {
  clock: Clock;
  stream: RotatingStream;
  /** Fetches the stored messages, and shows them. */
  showStored: (transport: Transport, signal: AbortSignal) => Promise<void>;
  onFault: (fault: ChatError) => void;
}

/** Opens the next stream. If none is live and opening takes long, the stored messages are shown meanwhile. */
export class StreamRenewal {
  readonly #options: StreamRenewalOptions;
  /** Whether a stream that took its time was given up early since all was well. */
  #hastened = false;

  constructor(options: StreamRenewalOptions) {
    this.#options = options;
  }

  /** All is well: the next slow stream may be given up early again. */
  reset(): void {
    this.#hastened = false;
  }

  /** @param mayShow whether there is a history that can be brought up to date. @throws as the stream's `renew` */
  async run(transport: Transport, signal: AbortSignal, mayShow: boolean): Promise<void> {
    const { clock, stream } = this.#options;
    if (stream.alive || !mayShow) return stream.renew(transport, signal);
    const opening = new AbortController();
    const abort = (): void => opening.abort(signal.reason);
    signal.addEventListener('abort', abort);
    const showStored = (): void => void this.#showStored(transport, opening);
    try {
      await noticeLate(clock, LATE_HISTORY_MS, signal, showStored, () =>
        stream.renew(transport, opening.signal),
      );
    } finally {
      signal.removeEventListener('abort', abort);
      opening.abort();
    }
  }

  /** Never rejects: the stream reports its faults, and the fetch that follows it fails as this one did. */
  async #showStored(transport: Transport, opening: AbortController): Promise<void> {
    const { showStored, onFault } = this.#options;
    try {
      await showStored(transport, opening.signal);
      // The service answers: the stream may have got a dead connection. Once only, for the service may just be slow.
      if (!this.#hastened) opening.abort(streamStuck());
      this.#hastened = true;
    } catch (error) {
      if (!opening.signal.aborted) onFault(asChatError(error, 'fetch the history'));
    }
  }
}
