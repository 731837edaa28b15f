import {
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import type { Dispatcher } from '../dispatcher.js';
import { MAX_REQUEST_BYTES } from '../limits.js';
import { toStatusError } from '../status.js';
import { answer, type ReceivedCall } from './answer.js';
import { unframe } from './framing.js';
import { GrpcResponse } from './grpc-response.js';
import { closed, listen } from './listening.js';
import { readBody } from './request-body.js';

/** This face takes callers without a credential for super users: `forMomentoLocal` sends none. */
const trustsTheAnonymous = true;

/**
 * Megabytes that one connection may hold. Node's 10 would refuse calls beside two large items; what
 * a single call may hold is bounded by itself.
 */
const MAX_CONNECTION_MEGABYTES = 1000;

/**
 * gRPC over HTTP/2, for `@gomomento/sdk`.
 *
 * Not grpc-js' server: that one answers by itself where nobody registered the path, and says
 * nothing of this engine. Here a call to any path comes in, as it does on the gRPC-Web face.
 */
export class GrpcFace {
  readonly #dispatcher: Dispatcher;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Listens, and answers the port. Rejects with the system's error, such as `EADDRINUSE`. */
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
    if (server) await closed(server);
  }

  #connect(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const cut = () => void socket.destroy();
    // A peer that resets the connection, or speaks no HTTP/2, is no concern of the process.
    socket.on('error', cut);
    const session = performServerHandshake(socket, { maxSessionMemory: MAX_CONNECTION_MEGABYTES });
    session.on('error', cut);
    session.on('stream', (stream, headers) => this.#route(stream, headers, cut));
  }

  #route(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, cut: () => void): void {
    // A call that breaks off is closed too, which is all that anybody here needs to know.
    stream.on('error', () => undefined);
    if (stream.closed) return;
    if (!/^application\/grpc(?![-\w])/.test(headers['content-type'] ?? '')) {
      stream.respond({ ':status': 415 });
      stream.end('This is the gRPC face of momento-chat-local; point @gomomento/sdk here.\n');
      return;
    }
    const response = new GrpcResponse(stream, cut);
    answer(this.#dispatcher, received(stream, headers), response, stream).catch((error: unknown) =>
      response.end(toStatusError(error)),
    );
  }
}

function received(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): ReceivedCall {
  return {
    path: headers[':path'] ?? '/',
    trustsTheAnonymous,
    header: (name) => headers[name]?.toString(),
    request: async () => unframe(await readBody(stream, MAX_REQUEST_BYTES)),
  };
}
