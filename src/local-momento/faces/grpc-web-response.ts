import type { ServerResponse } from 'node:http';
import { MAX_UNREAD_BYTES } from '../limits.js';
import type { StreamSink } from '../open-streams.js';
import type { MomentoStatusError } from '../status.js';
import { allowAnyOrigin } from './cors.js';
import {
  contentTypeOf,
  encodeMessage,
  encodeTrailers,
  type GrpcWebEncoding,
} from './grpc-web-framing.js';
import { trailersOf } from './trailers.js';

/**
 * The answer to one gRPC-Web call. A unary answer is a stream of one message: the frames are the
 * same, so one class carries both.
 */
export class GrpcWebResponse implements StreamSink {
  readonly #response: ServerResponse;
  readonly #encoding: GrpcWebEncoding;

  constructor(response: ServerResponse, encoding: GrpcWebEncoding) {
    this.#response = response;
    this.#encoding = encoding;
  }

  write(message: Buffer): void {
    // Nobody reads at the other end; better that they notice than that the machine fills up.
    if (this.#response.writableLength > MAX_UNREAD_BYTES) {
      this.cut();
      return;
    }
    if (!this.#response.headersSent) this.#begin();
    this.#response.write(encodeMessage(message, this.#encoding));
  }

  end(error?: MomentoStatusError): void {
    if (this.#response.headersSent) {
      this.#response.end(encodeTrailers(error, this.#encoding));
      return;
    }
    // Without a message the trailers travel as headers ("trailers-only").
    this.#begin(trailersOf(error));
    this.#response.end();
  }

  cut(): void {
    // Before its headers are out this looks like a server that never answered, which it is.
    this.#response.destroy();
  }

  /** Headers wait for the first frame, since a call that fails at once puts its trailers there. */
  #begin(trailers: Record<string, string> = {}): void {
    allowAnyOrigin(this.#response, Object.keys(trailers));
    this.#response.writeHead(200, {
      ...trailers,
      'content-type': contentTypeOf(this.#encoding),
      // A POST is not cached as a rule; a proxy that thinks otherwise would replay old messages.
      'cache-control': 'no-store',
    });
  }
}
