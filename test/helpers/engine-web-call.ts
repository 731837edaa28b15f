import type { LocalMomento } from '../../src/local-momento/index.js';

/** A parsed gRPC-Web response. */
export interface WebAnswer {
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly messages: Buffer[];
  /** From the trailers, in the body or in the headers. */
  readonly status: number;
  readonly message: string;
  readonly err: string | undefined;
}

export interface WebCall {
  /** For example `/cache_client.Scs/Get`. */
  readonly path: string;
  readonly request: Uint8Array;
  readonly headers?: Record<string, string>;
  readonly text?: boolean;
}

/** One raw gRPC-Web call, for requests and answers that the browser SDK cannot send or hides. */
export async function webCall(local: LocalMomento, call: WebCall): Promise<WebAnswer> {
  const { path, request, headers = {}, text = false } = call;
  const frame = Buffer.concat([Buffer.alloc(5), request]);
  frame.writeUInt32BE(request.length, 1);
  const response = await fetch(`${local.webUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': text ? 'application/grpc-web-text' : 'application/grpc-web+proto',
      ...headers,
    },
    body: text ? frame.toString('base64') : frame,
  });
  const body = Buffer.from(await response.arrayBuffer());
  const { messages, trailers } = readFrames(text ? fromPaddedPieces(body) : body);
  const trailer = (name: string) => trailers.get(name) ?? response.headers.get(name) ?? undefined;
  return {
    httpStatus: response.status,
    headers: response.headers,
    messages,
    status: Number(trailer('grpc-status')),
    message: decodeURIComponent(trailer('grpc-message') ?? ''),
    err: trailer('err'),
  };
}

function readFrames(bytes: Buffer): { messages: Buffer[]; trailers: Map<string, string> } {
  const messages: Buffer[] = [];
  const trailers = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    const payload = bytes.subarray(at + 5, end);
    if (bytes.readUInt8(at) === 0) messages.push(payload);
    else readTrailers(payload.toString(), trailers);
    at = end;
  }
  return { messages, trailers };
}

function readTrailers(text: string, trailers: Map<string, string>): void {
  for (const line of text.split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
}

function fromPaddedPieces(body: Buffer): Buffer {
  const pieces = body.toString('latin1').match(/[^=]+=*/g) ?? [];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}
