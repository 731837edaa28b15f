import type { MomentoStatusError } from '../status.js';
import { frame, TRAILERS, unframe } from './framing.js';
import { trailersOf } from './trailers.js';

/**
 * gRPC-Web frames, as in https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md. The text form
 * is the same in base64, each frame encoded (and padded) on its own.
 */
export type GrpcWebEncoding = 'text' | 'binary';

/** How a content type is encoded; undefined for one that is not gRPC-Web. */
export function encodingOf(contentType: string | undefined): GrpcWebEncoding | undefined {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  const match = /^application\/grpc-web(-text)?(\+proto)?$/.exec(type.trim());
  if (!match) return undefined;
  return match[1] ? 'text' : 'binary';
}

export function contentTypeOf(encoding: GrpcWebEncoding): string {
  return encoding === 'text' ? 'application/grpc-web-text+proto' : 'application/grpc-web+proto';
}

/** Takes the one message out of a request's body. */
export function decodeRequest(body: Buffer, encoding: GrpcWebEncoding): Buffer {
  return unframe(encoding === 'text' ? decodeText(body.toString('latin1')) : body);
}

export function encodeMessage(message: Buffer, encoding: GrpcWebEncoding): Buffer {
  return encode(frame(message), encoding);
}

/** The last frame of a response: how it went. */
export function encodeTrailers(
  error: MomentoStatusError | undefined,
  encoding: GrpcWebEncoding,
): Buffer {
  const lines = Object.entries(trailersOf(error)).map(([name, value]) => `${name}: ${value}\r\n`);
  return encode(frame(Buffer.from(lines.join(''), 'latin1'), TRAILERS), encoding);
}

function encode(bytes: Buffer, encoding: GrpcWebEncoding): Buffer {
  return encoding === 'text' ? Buffer.from(bytes.toString('base64'), 'latin1') : bytes;
}

/** Base64 that may be several pieces in a row, each padded on its own. */
function decodeText(text: string): Buffer {
  const pieces = text.match(/[^=]+=*/g) ?? [];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}
