import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Dispatcher } from '../dispatcher.js';
import { MAX_REQUEST_BYTES } from '../limits.js';
import { toStatusError } from '../status.js';
import { answer, type ReceivedCall } from './answer.js';
import { allowAnyOrigin, answerPreflight } from './cors.js';
import { decodeRequest, encodingOf, type GrpcWebEncoding } from './grpc-web-framing.js';
import { GrpcWebResponse } from './grpc-web-response.js';
import { closed, listen } from './listening.js';
import { MAX_BASE64_REQUEST_BYTES, readBody } from './request-body.js';

/**
 * Milliseconds for which an idle connection is kept: longer than a browser keeps one (5 minutes in
 * Chromium). Whoever hangs up second can lose a call that was just being sent.
 */
const KEEP_ALIVE_MS = 6 * 60_000;

/** Every web page on this machine can reach this face, so it always asks for a token. */
const trustsTheAnonymous = false;

/**
 * gRPC-Web over HTTP/1.1, for `@gomomento/sdk-web`.
 *
 * Whatever a call comes to, its HTTP status is 200: the gRPC status is in the trailers, and a
 * browser's client takes any other HTTP status for a broken connection.
 */
export class GrpcWebFace {
  readonly #dispatcher: Dispatcher;
  #server: Server | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Listens, and answers the port. */
  async listen(host: string, port: number): Promise<number> {
    const server = createServer((request, response) => this.#route(request, response));
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    const actualPort = await listen(server, host, port);
    this.#server = server;
    return actualPort;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    // In this order, no connection can slip in between.
    const done = closed(server);
    server.closeAllConnections();
    await done;
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response);
      return;
    }
    const encoding = encodingOf(request.headers['content-type']);
    if (request.method !== 'POST' || !encoding) {
      allowAnyOrigin(response);
      response.writeHead(request.method === 'POST' ? 415 : 405, { allow: 'POST, OPTIONS' });
      response.end(
        'This is the gRPC-Web face of momento-chat-local; point @gomomento/sdk-web here.\n',
      );
      return;
    }
    const sink = new GrpcWebResponse(response, encoding);
    answer(this.#dispatcher, received(request, encoding), sink, response).catch((error: unknown) =>
      sink.end(toStatusError(error)),
    );
  }
}

function received(request: IncomingMessage, encoding: GrpcWebEncoding): ReceivedCall {
  const limit = encoding === 'text' ? MAX_BASE64_REQUEST_BYTES : MAX_REQUEST_BYTES;
  return {
    path: pathOf(request),
    trustsTheAnonymous,
    header: (name) => request.headers[name]?.toString(),
    request: async () => decodeRequest(await readBody(request, limit), encoding),
  };
}

/** The query is no part of a method's name; nothing sends one. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
