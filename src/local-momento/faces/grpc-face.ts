import {
  Metadata,
  Server as GrpcServer,
  ServerCredentials,
  type MethodDefinition,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { createServer, type Server, type Socket } from 'node:net';
import type { Dispatcher, IncomingCall } from '../dispatcher.js';
import { MAX_REQUEST_BYTES, MAX_UNREAD_BYTES } from '../limits.js';
import type { StreamSink } from '../open-streams.js';
import type { Rpc, StreamRpc, UnaryRpc } from '../rpc/rpc.js';
import { rpcTable } from '../rpc/table.js';
import { toStatusError, type MomentoStatusError } from '../status.js';
import { closed, listen } from './listening.js';

/** This face takes callers without a credential for super users: `forMomentoLocal` sends none. */
const trustsTheAnonymous = true;

/**
 * gRPC, for `@gomomento/sdk`.
 *
 * The sockets are accepted here and handed to grpc-js, rather than by it, so that a test can cut a
 * single connection, and a restart can free the port at once.
 */
export class GrpcFace {
  readonly #dispatcher: Dispatcher;
  readonly #sockets = new Map<string, Socket>();
  #running: { readonly tcp: Server; readonly grpc: GrpcServer } | undefined;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /**
   * Listens, and answers the port. Rejects with the system's error, such as `EADDRINUSE`.
   *
   * Each time with a new grpc-js server: one that was shut down cannot be started again.
   */
  async listen(host: string, port: number): Promise<number> {
    const grpc = new GrpcServer({ 'grpc.max_receive_message_length': MAX_REQUEST_BYTES });
    for (const rpc of rpcTable.values()) this.#register(grpc, rpc);
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    const tcp = createServer((socket) => {
      const peer = peerName(socket);
      this.#sockets.set(peer, socket);
      socket.once('close', () => this.#sockets.delete(peer));
      // A peer that resets the connection is no concern of the process.
      socket.on('error', () => socket.destroy());
      injector.injectConnection(socket);
    });
    const actualPort = await listen(tcp, host, port);
    this.#running = { tcp, grpc };
    return actualPort;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    for (const socket of this.#sockets.values()) socket.destroy();
    running?.grpc.forceShutdown();
    if (running) await closed(running.tcp);
  }

  #register(grpc: GrpcServer, rpc: Rpc): void {
    // Handlers speak bytes, so grpc-js has nothing to (de)serialise.
    const definition: MethodDefinition<Buffer, Buffer> = {
      path: rpc.path,
      requestStream: false,
      responseStream: rpc.kind === 'stream',
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    };
    const handler =
      rpc.kind === 'unary'
        ? (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>) =>
            this.#unary(rpc, call, callback)
        : (call: ServerWritableStream<Buffer, Buffer>) => this.#stream(rpc, call);
    grpc.addService({ [rpc.path]: definition }, { [rpc.path]: handler });
  }

  #unary(
    rpc: UnaryRpc,
    call: ServerUnaryCall<Buffer, Buffer>,
    callback: sendUnaryData<Buffer>,
  ): void {
    this.#dispatcher.unary(rpc, incoming(call)).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(serviceError(toStatusError(error))),
    );
  }

  #stream(rpc: StreamRpc, call: ServerWritableStream<Buffer, Buffer>): void {
    const stream = this.#dispatcher.stream(rpc, incoming(call), this.#sinkOf(call));
    call.on('cancelled', () => stream.close());
    // The event may have come before there was anybody to hear it.
    if (call.cancelled) stream.close();
  }

  /** Cutting takes the whole connection, and whatever else is on it: as a network would. */
  #sinkOf(call: ServerWritableStream<Buffer, Buffer>): StreamSink {
    const cut = () => this.#sockets.get(call.getPeer())?.destroy();
    let unread = 0;
    return {
      // grpc-js counts messages, not bytes, so what waits to be sent is counted here.
      write(message) {
        unread += message.length;
        call.write(message, () => (unread -= message.length));
        if (unread > MAX_UNREAD_BYTES) cut();
      },
      end(error) {
        // The way that grpc-js documents for ending a stream with a status.
        if (error) call.emit('error', serviceError(error));
        else call.end();
      },
      cut,
    };
  }
}

function same(bytes: Buffer): Buffer {
  return bytes;
}

/** In the form of grpc-js' `getPeer`, by which a call finds its socket. */
function peerName({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress}:${remotePort}`;
}

/** What unary and streaming calls of grpc-js have in common, as the dispatcher wants it. */
function incoming(call: { readonly request: Buffer; readonly metadata: Metadata }): IncomingCall {
  return {
    request: call.request,
    trustsTheAnonymous,
    // A header sent twice is no use to anybody; the first one counts.
    header: (name) => call.metadata.get(name)[0]?.toString(),
  };
}

function serviceError(error: MomentoStatusError) {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(error.metadata)) metadata.set(name, value);
  return { code: error.code, details: error.message, metadata };
}
