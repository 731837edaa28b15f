import type { ServerHttp2Stream } from 'node:http2';
import { MAX_UNREAD_BYTES } from '../limits.js';
import type { StreamSink } from '../open-streams.js';
import type { MomentoStatusError } from '../status.js';
import { frame } from './framing.js';
import { trailersOf } from './trailers.js';

const HEADERS = {
  ':status': 200,
  'content-type': 'application/grpc+proto',
  // So that a client that compresses learns why it was refused.
  'grpc-accept-encoding': 'identity',
} as const;

/** The answer to one gRPC call: messages, and trailers that say how it went. */
export class GrpcResponse implements StreamSink {
  readonly #stream: ServerHttp2Stream;
  readonly #cutConnection: () => void;

  constructor(stream: ServerHttp2Stream, cutConnection: () => void) {
    this.#stream = stream;
    this.#cutConnection = cutConnection;
  }

  write(message: Buffer): void {
    if (this.#isOver) return;
    // Nobody reads at the other end; better that they notice than that the machine fills up.
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
      // Without a message the trailers travel as headers ("trailers-only").
      this.#stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
      return;
    }
    this.#stream.once('wantTrailers', () => this.#stream.sendTrailers(trailers));
    this.#stream.end();
  }

  /** Cuts the whole connection, and whatever else is on it: as a network would. */
  cut(): void {
    this.#cutConnection();
  }

  /** The caller has gone: HTTP/2 lets nothing be said on such a stream. */
  get #isOver(): boolean {
    return this.#stream.closed || this.#stream.destroyed;
  }
}
