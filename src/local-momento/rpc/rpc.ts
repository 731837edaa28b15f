import type { MethodDefinition } from '@grpc/grpc-js';
import type { Caller } from '../engine/callers.js';
import type { Engine } from '../engine/engine.js';
import type { ResponseStream } from './response-stream.js';
import { rpcName } from './rpc-name.js';
import { invalidArgument } from '../engine/status.js';

/** The context of a call, besides its request. */
export interface RpcContext {
  readonly engine: Engine;
  readonly caller: Caller;
  /** Whether the server treats callers without a credential as super users. */
  readonly trustsAnonymous: boolean;
  /** `host:port` of the gRPC-Web server, where disposable tokens are used. */
  readonly webEndpoint: string;
  /** How many times to deliver the next message: twice if a test injects a duplicate. */
  takeCopies(): number;
  /** A request header, by its lower-case name. */
  header(name: string): string | undefined;
}

/**
 * One RPC, from request bytes to response bytes. The handler encloses the message types, so the
 * servers need none.
 */
export type Rpc = UnaryRpc | StreamRpc;

interface Method {
  /** The path on the wire: `/package.Service/Method`. */
  readonly path: string;
  readonly needsCaller: boolean;
  /** False for an unimplemented method: its caller may never end the request. */
  readonly readsRequest: boolean;
}

export interface UnaryRpc extends Method {
  readonly kind: 'unary';
  handle(request: Buffer, context: RpcContext): Buffer;
}

export interface StreamRpc extends Method {
  readonly kind: 'stream';
  open(request: Buffer, context: RpcContext, stream: ResponseStream<Buffer>): void;
}

interface RpcOptions {
  /** False for calls without an `authorization` header: `Ping` and `GenerateDisposableToken`. */
  readonly needsCaller?: boolean;
}

/** Creates a unary RPC from a generated method definition and a handler. */
export function unary<Request, Response>(
  method: MethodDefinition<Request, Response>,
  handler: (request: Request, context: RpcContext) => Response,
  { needsCaller = true }: RpcOptions = {},
): UnaryRpc {
  return {
    kind: 'unary',
    path: method.path,
    needsCaller,
    readsRequest: true,
    handle: (bytes, context) => method.responseSerialize(handler(parse(method, bytes), context)),
  };
}

/** Creates a server-streaming RPC from a generated method definition and a handler. */
export function serverStream<Request, Response>(
  method: MethodDefinition<Request, Response>,
  handler: (request: Request, context: RpcContext, stream: ResponseStream<Response>) => void,
): StreamRpc {
  return {
    kind: 'stream',
    path: method.path,
    needsCaller: true,
    readsRequest: true,
    open: (bytes, context, stream) =>
      handler(parse(method, bytes), context, {
        write: (response) => stream.write(method.responseSerialize(response)),
        end: (error) => stream.end(error),
        onClose: (listener) => stream.onClose(listener),
      }),
  };
}

function parse<Request, Response>(
  method: MethodDefinition<Request, Response>,
  bytes: Buffer,
): Request {
  try {
    return method.requestDeserialize(bytes);
  } catch {
    throw invalidArgument(`the request of ${rpcName(method.path)} is malformed`);
  }
}
