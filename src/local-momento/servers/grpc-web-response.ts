import type { ServerResponse } from 'node:http';
import type { StreamSink } from '../rpc/open-streams.js';
import type { MomentoStatusError } from '../engine/status.js';
import { allowAnyOrigin } from './cors.js';
import {
  contentTypeOf,
  encodeMessage,
  encodeTrailers,
  type GrpcWebEncoding,
} from './grpc-web-framing.js';
import { MAX_UNREAD_BYTES } from './limits.js';
import { trailersOf } from './trailers.js';

/**
 * The response to one gRPC-Web call. A unary response is a stream of one message with the same
 * frames, so one class serves both.
 */
export class GrpcWebResponse implements StreamSink {
  readonly #response: ServerResponse;
  readonly #encoding: GrpcWebEncoding;

  constructor(response: ServerResponse, encoding: GrpcWebEncoding) {
    this.#response = response;
    this.#encoding = encoding;
  }

  write(message: Buffer): void {
    // The client does not read. Cutting the connection keeps unread messages from filling the memory.
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
    // Without a message the trailers are sent as headers ("trailers-only").
    this.#begin(trailersOf(error));
    this.#response.end();
  }

  cut(): void {
    // Before the headers are sent, the client sees a connection error.
    this.#response.destroy();
  }

  /** Sends the headers with the first frame: a call that fails at once sends its trailers in them. */
  #begin(trailers: Record<string, string> = {}): void {
    allowAnyOrigin(this.#response, Object.keys(trailers));
    this.#response.writeHead(200, {
      ...trailers,
      'content-type': contentTypeOf(this.#encoding),
      // A proxy that caches responses to POST would replay old messages.
      'cache-control': 'no-store',
    });
  }
}
