import type { ResponseStream } from './response-stream.js';
import type { MomentoStatusError } from './status.js';

/** A face's half of a stream: how bytes get out, and how a connection dies. */
export interface StreamSink {
  write(message: Buffer): void;
  end(error?: MomentoStatusError): void;
  /** Destroys the connection under the stream without saying anything on it. */
  cut(): void;
}

/**
 * One subscription in flight, between the handler that fills it and the face that carries it.
 *
 * It may be ended from either side, by a fault, or by the engine's own end, in any order and more
 * than once; its listeners are called once, and nothing is written after that.
 */
export class OpenStream implements ResponseStream<Buffer> {
  readonly #sink: StreamSink;
  readonly #closeListeners: (() => void)[] = [];
  /** What a stalled stream holds back; undefined while it flows. */
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

  /** Says that it is over. The stream closes once that has been said, which a stall puts off. */
  end(error?: MomentoStatusError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#send(() => {
      this.#sink.end(error);
      this.close();
    });
  }

  /** Ends it as a network does. Neither side is told; the face notices like everybody else. */
  cut(): void {
    if (this.#closed) return;
    this.#sink.cut();
    this.close();
  }

  /** Holds back all that is written from now on, its end included. */
  stall(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  onClose(listener: () => void): void {
    // A stream may be over before its handler has finished opening it.
    if (this.#closed) listener();
    else this.#closeListeners.push(listener);
  }

  /** The face calls this when the connection is gone; whatever was held is gone with it. */
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

/** Every stream that is open now, on either face. */
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

  /** Visits the streams open now; those that close on the way do no harm. */
  forEach(visit: (stream: OpenStream) => void): void {
    [...this.#streams].forEach(visit);
  }
}
