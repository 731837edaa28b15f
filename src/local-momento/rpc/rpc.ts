import type { MethodDefinition } from '@grpc/grpc-js';
import type { Caller } from '../engine/callers.js';
import type { Engine } from '../engine/engine.js';
import type { ResponseStream } from '../response-stream.js';
import { rpcName } from '../rpc-name.js';
import { invalidArgument } from '../status.js';

/** What a handler knows of the call besides its request. */
export interface RpcContext {
  readonly engine: Engine;
  readonly caller: Caller;
  /** Whether this face takes callers without a credential for super users. */
  readonly trustsTheAnonymous: boolean;
  /** `host:port` of the gRPC-Web face, which is where a disposable token is used. */
  readonly webEndpoint: string;
  /** How often the next message is delivered: more than once where a test wants it doubled. */
  takeCopies(): number;
  /** A request header, by its lower-case name. */
  header(name: string): string | undefined;
}

/**
 * One RPC with its message types closed over: bytes in, bytes out. Both faces carry bytes, so they
 * need to know of no message at all.
 */
export type Rpc = UnaryRpc | StreamRpc;

interface Method {
  /** As on the wire: `/package.Service/Method`. */
  readonly path: string;
  readonly needsCaller: boolean;
  /** False for a method that the engine does not have: its caller may never end its request. */
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
  /** False for calls that bring no `authorization` header: a ping, and the purchase of a token. */
  readonly needsCaller?: boolean;
}

/** Joins a unary method's generated definition and its handler. */
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

/** Joins a server-streaming method's generated definition and its handler. */
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
