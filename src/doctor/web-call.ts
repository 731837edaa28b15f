import { cache_client } from '@gomomento/generated-types/dist/cacheclient.js';
import { cache_client as pubsub_client } from '@gomomento/generated-types/dist/cachepubsub.js';

const { pubsub } = pubsub_client;

/** How long Momento has to answer, in ms. */
const TIMEOUT_MS = 8_000;

/** The numbers of gRPC's statuses that mean something here. */
export const GRPC = { ok: 0, notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;

export interface WebAnswer {
  readonly status: number;
  /** The service's own words. */
  readonly message: string;
}

/** The way that a browser takes to Momento: gRPC-Web with the token of the visitor. */
export interface WebAccess {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly token: string;
  readonly cacheName: string;
}

/** Asks how long a room's list is. @throws {TypeError} if Momento cannot be reached */
export function readRoom(access: WebAccess, room: string): Promise<WebAnswer> {
  const request = new cache_client._ListLengthRequest({
    list_name: new TextEncoder().encode(room),
  });
  return call(access, '/cache_client.Scs/ListLength', request.serialize());
}

/** Publishes an item that chats do not show. @throws {TypeError} if Momento cannot be reached */
export function publishTo(access: WebAccess, topic: string): Promise<WebAnswer> {
  const request = new pubsub._PublishRequest({
    cache_name: access.cacheName,
    topic,
    value: new pubsub._TopicValue({ text: '{"type":"doctor"}' }),
  });
  return call(access, '/cache_client.pubsub.Pubsub/Publish', request.serialize());
}

async function call(
  { origin, token, cacheName }: WebAccess,
  path: string,
  request: Uint8Array,
): Promise<WebAnswer> {
  const frame = Buffer.concat([Buffer.alloc(5), request]);
  frame.writeUInt32BE(request.length, 1);
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/grpc-web+proto',
      'x-grpc-web': '1',
      authorization: token,
      cache: cacheName,
    },
    body: frame,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const trailers = trailersOf(Buffer.from(await response.arrayBuffer()));
  const trailer = (name: string): string | undefined =>
    new RegExp(`^${name}: ?(.*)$`, 'im').exec(trailers)?.[1] ??
    response.headers.get(name) ??
    undefined;
  const status = trailer('grpc-status');
  // A proxy answers without one.
  if (status === undefined)
    throw new TypeError(`it answered ${response.status}, which is not gRPC-Web`);
  return { status: Number(status), message: textOf(trailer('grpc-message') ?? '') };
}

/** The last frame, whose first bit is set. */
function trailersOf(bytes: Buffer): string {
  for (let at = 0; at + 5 <= bytes.length; at += 5 + bytes.readUInt32BE(at + 1)) {
    if (bytes.readUInt8(at) >= 0x80)
      return bytes
        .subarray(at + 5)
        .toString()
        .replaceAll('\r', '');
  }
  return '';
}

function textOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
