import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Dispatcher } from '../dispatcher.js';
import { toStatusError } from '../engine/status.js';
import { allowAnyOrigin, answerPreflight } from './cors.js';
import { decodeRequest, encodingOf, type GrpcWebEncoding } from './grpc-web-framing.js';
import { GrpcWebResponse } from './grpc-web-response.js';
import { handleCall, type ReceivedCall } from './handle-call.js';
import { MAX_BASE64_REQUEST_BYTES, MAX_REQUEST_BYTES } from './limits.js';
import { closeServer, listen } from './listening.js';
import { readBody } from './request-body.js';

/**
 * Milliseconds for which an idle connection is kept: longer than browsers keep one (5 minutes in
 * Chromium). A server that closes first can lose a call that is just being sent.
 */
const KEEP_ALIVE_MS = 6 * 60_000;

/** Every web page on this machine can reach this server, so it always requires a token. */
const trustsAnonymous = false;

/**
 * gRPC-Web over HTTP/1.1, for `@gomomento/sdk-web`.
 *
 * Failed calls have the HTTP status 200 as well: the gRPC status is in the trailers, and browser
 * clients treat any other HTTP status as a broken connection.
 */
export class GrpcWebServer {
  readonly #dispatcher: Dispatcher;
  #server: Server | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Listens and returns the port. */
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
    // Stops listening first, so that no new connection survives.
    const done = closeServer(server);
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
      response.end('This is the gRPC-Web server of momento-chat-local, for @gomomento/sdk-web.\n');
      return;
    }
    const sink = new GrpcWebResponse(response, encoding);
    const call = toReceivedCall(request, encoding);
    handleCall(this.#dispatcher, call, sink, response).catch((error: unknown) =>
      sink.end(toStatusError(error)),
    );
  }
}

function toReceivedCall(request: IncomingMessage, encoding: GrpcWebEncoding): ReceivedCall {
  const limit = encoding === 'text' ? MAX_BASE64_REQUEST_BYTES : MAX_REQUEST_BYTES;
  return {
    path: pathOf(request),
    trustsAnonymous,
    header: (name) => request.headers[name]?.toString(),
    request: async () => decodeRequest(await readBody(request, limit), encoding),
  };
}

/** The URL's path, which is the method's name. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
