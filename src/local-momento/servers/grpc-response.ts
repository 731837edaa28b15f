import type { ServerHttp2Stream } from 'node:http2';
import type { StreamSink } from '../rpc/open-streams.js';
import type { MomentoStatusError } from '../engine/status.js';
import { frame } from './framing.js';
import { MAX_UNREAD_BYTES } from './limits.js';
import { trailersOf } from './trailers.js';

const HEADERS = {
  ':status': 200,
  'content-type': 'application/grpc+proto',
  // Tells a client whose compressed request was refused that compression is unsupported.
  'grpc-accept-encoding': 'identity',
} as const;

/** The response to one gRPC call: messages, and trailers with the status. */
export class GrpcResponse implements StreamSink {
  readonly #stream: ServerHttp2Stream;
  readonly #cutConnection: () => void;

  constructor(stream: ServerHttp2Stream, cutConnection: () => void) {
    this.#stream = stream;
    this.#cutConnection = cutConnection;
  }

  write(message: Buffer): void {
    if (this.#isOver) return;
    // The client does not read. Cutting the connection keeps unread messages from filling the memory.
    if (this.#stream.writableLength > MAX_UNREAD_BYTES) {
      this.cut();
      return;
    }
    if (!this.#stream.headersSent) this.#stream.respond(HEADERS, { waitForTrailers: true });
    this.#stream.write(frame(message));
  }

  end(error?: MomentoStatusError): void {
    if (this.#isOver) return;
    const trailers = trailersOf(error);
    if (!this.#stream.headersSent) {
      // Without a message the trailers are sent as headers ("trailers-only").
      this.#stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
      return;
    }
    this.#stream.once('wantTrailers', () => this.#stream.sendTrailers(trailers));
    this.#stream.end();
  }

  /** Cuts the connection and every other call on it, as a network failure does. */
  cut(): void {
    this.#cutConnection();
  }

  /** The client has closed the stream: writing to it would throw. */
  get #isOver(): boolean {
    return this.#stream.closed || this.#stream.destroyed;
  }
}
