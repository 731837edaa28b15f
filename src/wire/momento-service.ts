/**
 * The messages and clients of Momento's service that the widget's calls need, under the names that the SDK's generated
 * code has. The build replaces that code by this module; test/wire compares the two.
 */
import { GrpcWebClientBase, MethodDescriptor, type ReadableStream } from './grpc-web.js';
import { Message } from './message.js';
import {
  _Empty,
  _GetResponse,
  _ListConcatenateBackResponse,
  _ListFetchResponse,
  _ListPushBackResponse,
  _SubscriptionItem,
  _UpdateTtlResponse,
} from './momento-messages.js';
import type { Metadata, RpcError } from './rpc-error.js';

export * from './momento-messages.js';

type Callback = (error: RpcError | null, response: Message | null) => void;

/** A client of one of the service's APIs, as the SDK creates it. */
class Client {
  readonly #client: GrpcWebClientBase;
  readonly #origin: string;

  constructor(
    origin: string,
    _credentials: unknown,
    options: ConstructorParameters<typeof GrpcWebClientBase>[0],
  ) {
    this.#origin = origin;
    this.#client = new GrpcWebClientBase(options);
  }

  protected call(
    path: string,
    request: Message,
    metadata: Metadata,
    response: typeof Message,
    callback: Callback,
  ): void {
    this.#client.rpcCall(this.#origin + path, request, metadata, method(path, response), callback);
  }

  protected stream(
    path: string,
    request: Message,
    metadata: Metadata,
    response: typeof Message,
  ): ReadableStream<Message> {
    return this.#client.serverStreaming(
      this.#origin + path,
      request,
      metadata,
      method(path, response),
    );
  }
}

function method(path: string, response: typeof Message): MethodDescriptor<Message, Message> {
  return new MethodDescriptor(
    path,
    '',
    Message,
    response,
    (request) => request.serializeBinary(),
    (bytes) => response.deserializeBinary(bytes),
  );
}

class ScsClient extends Client {
  listFetch(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.Scs/ListFetch', request, metadata, _ListFetchResponse, callback);
  }

  listPushBack(request: Message, metadata: Metadata, callback: Callback): void {
    const path = '/cache_client.Scs/ListPushBack';
    this.call(path, request, metadata, _ListPushBackResponse, callback);
  }

  listConcatenateBack(request: Message, metadata: Metadata, callback: Callback): void {
    const path = '/cache_client.Scs/ListConcatenateBack';
    this.call(path, request, metadata, _ListConcatenateBackResponse, callback);
  }

  // The SDK does not read the removed elements.
  listRemove(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.Scs/ListRemove', request, metadata, _Empty, callback);
  }

  get(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.Scs/Get', request, metadata, _GetResponse, callback);
  }

  // The SDK does not read the answer.
  set(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.Scs/Set', request, metadata, _Empty, callback);
  }

  updateTtl(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.Scs/UpdateTtl', request, metadata, _UpdateTtlResponse, callback);
  }
}

export class PubsubClient extends Client {
  publish(request: Message, metadata: Metadata, callback: Callback): void {
    this.call('/cache_client.pubsub.Pubsub/Publish', request, metadata, _Empty, callback);
  }

  subscribe(request: Message, metadata: Metadata): ReadableStream<Message> {
    const path = '/cache_client.pubsub.Pubsub/Subscribe';
    return this.stream(path, request, metadata, _SubscriptionItem);
  }
}

export class WebhookClient extends Client {}

// The SDK creates these clients, but the widget makes no call with them.
class UnusedClient extends Client {}

export const cache = { ScsClient };
export const control = { ScsControlClient: UnusedClient };
export const ping = { PingClient: UnusedClient };
