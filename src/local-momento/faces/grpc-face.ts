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
import type { Dispatcher } from '../dispatcher.js';
import { MAX_REQUEST_BYTES, MAX_UNREAD_BYTES } from '../limits.js';
import type { StreamSink } from '../open-streams.js';
import type { Rpc, StreamRpc, UnaryRpc } from '../rpc/rpc.js';
import { rpcTable } from '../rpc/table.js';
import { toStatusError, type MomentoStatusError } from '../status.js';
import { closed, listen } from './listening.js';

/** This face takes callers without a credential for super users: `forMomentoLocal` sends none. */
const TRUST_THE_ANONYMOUS = true;

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

  /** Listens, and answers the port. */
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
    this.#dispatcher
      .unary(rpc, { request: call.request, header: headersOf(call) }, TRUST_THE_ANONYMOUS)
      .then((answer) => callback(null, answer))
      .catch((error: unknown) => callback(serviceError(toStatusError(error))));
  }

  #stream(rpc: StreamRpc, call: ServerWritableStream<Buffer, Buffer>): void {
    const incoming = { request: call.request, header: headersOf(call) };
    const sink = this.#sinkOf(call);
    const stream = this.#dispatcher.stream(rpc, incoming, sink, TRUST_THE_ANONYMOUS);
    call.on('cancelled', () => stream.close());
    // The event may have come before there was anybody to hear it.
    if (call.cancelled) stream.close();
  }

  #sinkOf(call: ServerWritableStream<Buffer, Buffer>): StreamSink {
    const cut = () => this.#sockets.get(call.getPeer())?.destroy();
    let unread = 0;
    return {
      write(message) {
        unread += message.length;
        call.write(message, () => (unread -= message.length));
        if (unread > MAX_UNREAD_BYTES) cut();
      },
      end(error) {
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

function headersOf({ metadata }: { readonly metadata: Metadata }) {
  return (name: string) => metadata.get(name)[0]?.toString();
}

function serviceError(error: MomentoStatusError) {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(error.metadata)) metadata.set(name, value);
  return { code: error.code, details: error.message, metadata };
}
