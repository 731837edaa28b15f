import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { once } from 'node:events';
import type { LocalMomento } from '../../src/local-momento/index.js';

/** The four kinds of gRPC calls. On the wire they differ in when the client ends its request. */
export type CallKind = 'unary' | 'server stream' | 'client stream' | 'two-way stream';

/** Calls any path over gRPC with an empty message and returns the resulting error. */
export async function grpcError(
  local: LocalMomento,
  path: string,
  kind: CallKind,
): Promise<ServiceError> {
  const client = new Client(`${local.host}:${local.grpcPort}`, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
  });
  try {
    return await call(client, path, kind);
  } finally {
    client.close();
  }
}

async function call(client: Client, path: string, kind: CallKind): Promise<ServiceError> {
  const nothing = Buffer.alloc(0);
  switch (kind) {
    case 'unary':
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(path, same, same, nothing, settle(resolve, reject));
      });
    case 'client stream':
      // Neither this call nor the bidirectional stream ever ends its request.
      return new Promise((resolve, reject) => {
        client.makeClientStreamRequest(path, same, same, settle(resolve, reject)).write(nothing);
      });
    case 'server stream':
      return failureOf(client.makeServerStreamRequest(path, same, same, nothing));
    case 'two-way stream': {
      const stream = client.makeBidiStreamRequest(path, same, same);
      stream.write(nothing);
      return failureOf(stream);
    }
  }
}

/** Resolves with the call's error; rejects if the call succeeds. */
function settle(resolve: (error: ServiceError) => void, reject: (error: Error) => void) {
  return (error: ServiceError | null) => {
    if (error) resolve(error);
    else reject(new Error('the call was answered'));
  };
}

async function failureOf(stream: NodeJS.EventEmitter & { resume(): void }): Promise<ServiceError> {
  stream.resume();
  // The event's only argument is the error.
  const [error] = (await once(stream, 'error')) as [ServiceError];
  return error;
}

function same(bytes: Buffer): Buffer {
  return bytes;
}
