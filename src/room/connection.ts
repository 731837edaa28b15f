import { ChatError, isAbort } from '../errors.js';
import type { Session } from '../session/session.js';
import type { SessionSource } from '../session/session-source.js';
import type { ConnectionStatus, LiveItem, Transport } from '../transport/transport.js';

export interface ConnectionOptions {
  sessions: SessionSource;
  createTransport: (session: Session) => Transport;
  onStatus: (status: ConnectionStatus, error?: ChatError) => void;
  /** A session is known: who the visitor is, and what they may do. */
  onSession: (session: Session) => void;
  /** The stored messages, oldest first, and the live ones that arrived while these were fetched. */
  onHistory: (stored: readonly string[], live: readonly LiveItem[]) => void;
  onItem: (item: LiveItem) => void;
  /** From now on messages can be sent, until the status changes to anything but `connected`. */
  onReady: (transport: Transport) => void;
}

/**
 * Enters the room: subscribes first and buffers, then fetches, then merges, then goes live. Never the other
 * way round: what is sent between a fetch and a subscription would be lost.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  /** The attempt or connection of now; aborted, it takes its stream and its requests with it. */
  #current: AbortController | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Connects, afresh if need be. */
  connect(): void {
    this.#current?.abort();
    const attempt = new AbortController();
    this.#current = attempt;
    this.#options.onStatus('connecting');
    this.#join(attempt.signal).catch((error: unknown) => {
      if (attempt.signal.aborted || isAbort(error)) return;
      this.#fail(attempt, toChatError(error));
    });
  }

  /** Leaves the room: closes the stream and calls off what is under way. */
  dispose(): void {
    this.#current?.abort();
    this.#current = undefined;
    this.#options.sessions.dispose();
  }

  async #join(signal: AbortSignal): Promise<void> {
    const { sessions, createTransport, onSession, onStatus, onHistory, onItem, onReady } =
      this.#options;
    const session = await sessions.fetch();
    signal.throwIfAborted();
    onSession(session);
    const transport = createTransport(session);

    let buffer: LiveItem[] | undefined = [];
    const subscription = await transport.subscribe(
      {
        onItem: (item) => (buffer ? buffer.push(item) : onItem(item)),
        onHeartbeat: () => {},
        onDiscontinuity: () => {},
        onEnd: (error) => {
          if (this.#current?.signal === signal) this.#fail(this.#current, error);
        },
      },
      signal,
    );
    signal.addEventListener('abort', () => subscription.close(), { once: true });
    if (signal.aborted) subscription.close();
    signal.throwIfAborted();

    onStatus('catching-up');
    const stored = await transport.fetchHistory();
    signal.throwIfAborted();
    onHistory(stored, buffer);
    buffer = undefined;
    onStatus('connected');
    onReady(transport);
  }

  #fail(attempt: AbortController, error: ChatError): void {
    attempt.abort();
    this.#options.onStatus('failed', error);
  }
}

function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError('service-unavailable', 'unable to enter the room; see the cause.', {
    cause: error,
  });
}
