import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import type { Dispatcher, IncomingCall } from '../dispatcher.js';
import { findRpc } from '../rpc/table.js';
import { toStatusError } from '../status.js';
import { allowAnyOrigin, answerPreflight } from './cors.js';
import { decodeRequest, encodingOf, type GrpcWebEncoding } from './grpc-web-framing.js';
import { GrpcWebResponse } from './grpc-web-response.js';
import { closed, listen } from './listening.js';
import { readBody } from './request-body.js';

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
    const answer = new GrpcWebResponse(response, encoding);
    this.#call(request, response, answer, encoding).catch((error: unknown) =>
      answer.end(toStatusError(error)),
    );
  }

  async #call(
    request: IncomingMessage,
    response: ServerResponse,
    answer: GrpcWebResponse,
    encoding: GrpcWebEncoding,
  ): Promise<void> {
    const body = await readBody(request, encoding);
    const call: IncomingCall = {
      request: decodeRequest(body, encoding),
      trustsTheAnonymous,
      header: (name) => request.headers[name]?.toString(),
    };
    const rpc = findRpc(pathOf(request));
    if (rpc.kind === 'unary') {
      answer.write(await this.#dispatcher.unary(rpc, call));
      answer.end();
      return;
    }
    const stream = this.#dispatcher.stream(rpc, call, answer);
    // Also called for a caller who has gone already.
    finished(response, () => stream.close());
  }
}

/** The query is no part of a method's name; nothing sends one. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
