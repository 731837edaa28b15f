import {
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import type { Dispatcher } from '../dispatcher.js';
import { toStatusError } from '../engine/status.js';
import { unframe } from './framing.js';
import { GrpcResponse } from './grpc-response.js';
import { handleCall, type ReceivedCall } from './handle-call.js';
import { MAX_REQUEST_BYTES } from './limits.js';
import { closeServer, listen } from './listening.js';
import { readBody } from './request-body.js';

/** Callers without a credential are super users here: `forMomentoLocal` sends none. */
const trustsAnonymous = true;

/**
 * Megabytes of memory for one connection. Node's default of 10 would refuse calls while two large
 * items are in flight; each call has its own limit.
 */
const MAX_CONNECTION_MEGABYTES = 1000;

/**
 * gRPC over HTTP/2, for `@gomomento/sdk`.
 *
 * It does not use the server of grpc-js, which answers calls to unregistered paths itself. Here every
 * path reaches the dispatcher, as in the gRPC-Web server.
 */
export class GrpcServer {
  readonly #dispatcher: Dispatcher;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Listens and returns the port. Rejects with the system's error, such as `EADDRINUSE`. */
  async listen(host: string, port: number): Promise<number> {
    const server = createServer((socket) => this.#connect(socket));
    const actualPort = await listen(server, host, port);
    this.#server = server;
    return actualPort;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await closeServer(server);
  }

  #connect(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const cut = () => void socket.destroy();
    // A peer that resets the connection or does not speak HTTP/2 must not end the process.
    socket.on('error', cut);
    const session = performServerHandshake(socket, { maxSessionMemory: MAX_CONNECTION_MEGABYTES });
    session.on('error', cut);
    session.on('stream', (stream, headers) => this.#route(stream, headers, cut));
  }

  #route(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, cut: () => void): void {
    // The error of an aborted call needs no handling: `handleCall` sees the stream close.
    stream.on('error', () => undefined);
    if (stream.closed) return;
    if (!/^application\/grpc(?![-\w])/.test(headers['content-type'] ?? '')) {
      stream.respond({ ':status': 415 });
      stream.end('This is the gRPC server of momento-chat-local, for @gomomento/sdk.\n');
      return;
    }
    const response = new GrpcResponse(stream, cut);
    const call = toReceivedCall(stream, headers);
    handleCall(this.#dispatcher, call, response, stream).catch((error: unknown) =>
      response.end(toStatusError(error)),
    );
  }
}

function toReceivedCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): ReceivedCall {
  return {
    path: headers[':path'] ?? '/',
    trustsAnonymous,
    header: (name) => headers[name]?.toString(),
    request: async () => unframe(await readBody(stream, MAX_REQUEST_BYTES)),
  };
}
