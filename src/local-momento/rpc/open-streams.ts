import type { ResponseStream } from './response-stream.js';
import type { MomentoStatusError } from '../engine/status.js';

/** A server's side of a stream: writes bytes and closes the connection. */
export interface StreamSink {
  write(message: Buffer): void;
  end(error?: MomentoStatusError): void;
  /** Destroys the connection without sending a status. */
  cut(): void;
}

/**
 * One open subscription, between its handler and the server that sends it.
 *
 * The handler, the server, a fault and the engine's stop may each end it, in any order and more than
 * once. Its listeners are called once, and nothing is written afterwards.
 */
export class OpenStream implements ResponseStream<Buffer> {
  readonly #sink: StreamSink;
  readonly #closeListeners: (() => void)[] = [];
  /** The writes that a stalled stream holds back; undefined unless stalled. */
  #held: (() => void)[] | undefined;
  #ended = false;
  #closed = false;

  constructor(sink: StreamSink) {
    this.#sink = sink;
  }

  get closed(): boolean {
    return this.#closed;
  }

  write(message: Buffer): void {
    if (this.#ended) return;
    this.#send(() => this.#sink.write(message));
  }

  /** Sends the final status, then closes. A stall delays both. */
  end(error?: MomentoStatusError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#send(() => {
      this.#sink.end(error);
      this.close();
    });
  }

  /** Cuts the connection without a status, as a network failure does. */
  cut(): void {
    if (this.#closed) return;
    this.#sink.cut();
    this.close();
  }

  /** Holds back all later writes, the final status included. */
  stall(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  onClose(listener: () => void): void {
    // A stream may be closed before its handler has finished opening it.
    if (this.#closed) listener();
    else this.#closeListeners.push(listener);
  }

  /** Called by the server when the connection is gone. Drops the writes held back. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ended = true;
    this.#held = undefined;
    for (const listener of this.#closeListeners) listener();
  }

  #send(action: () => void): void {
    if (this.#held) this.#held.push(action);
    else if (!this.#closed) action();
  }
}

/** All open streams of both servers. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();

  get size(): number {
    return this.#streams.size;
  }

  add(sink: StreamSink): OpenStream {
    const stream = new OpenStream(sink);
    this.#streams.add(stream);
    stream.onClose(() => this.#streams.delete(stream));
    return stream;
  }

  /** Visits the open streams. A visit may close streams. */
  forEach(visit: (stream: OpenStream) => void): void {
    [...this.#streams].forEach(visit);
  }
}
